// The secrets of this process. They are not in a variable of a module: Next.js bundles instrumentation.ts and each route on its own,
// so a module can be there several times, and `next dev` loads it anew after a change.
import type { Secrets } from './lib/secrets.mjs';
import { NEEDED } from './lib/signed-link.mjs';
import { openOrExit } from './lib/start.mjs';

const PLACE = Symbol.for('passwork-wasm-example-next/secrets');
const held = globalThis as { [PLACE]?: Secrets };

export async function openOnce(): Promise<void> {
  if (held[PLACE]) return;
  const secrets = await openOrExit(NEEDED);
  held[PLACE] = secrets;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) closeFirst(signal, secrets);
}

export function openedSecrets(): Secrets {
  const secrets = held[PLACE];
  if (!secrets) throw new Error('instrumentation.ts opens the secrets, and has not');
  return secrets;
}

/**
 * Next.js answers the requests that it has and ends the process, without waiting for anybody else. So it is told of the signal when
 * the session is closed; the values stay for these requests.
 */
function closeFirst(signal: NodeJS.Signals, secrets: Secrets): void {
  const others = process.listeners(signal);
  process.removeAllListeners(signal);
  let told = false; // npm and `next dev` tell it twice
  process.on(signal, async () => {
    if (told) return;
    told = true;
    await secrets.close();
    for (const listener of others) listener(signal);
  });
}
