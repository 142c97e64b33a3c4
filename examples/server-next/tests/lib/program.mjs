// Our server as a program: started, spoken to, stopped. The same file in both examples.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Begins it; `said()` is all that it has printed, `ended` its exit code or signal. */
export function start({ command: [program, ...args], folder }, env) {
  const own = { PATH: process.env.PATH, PORT: '0', NEXT_TELEMETRY_DISABLED: '1' };
  const child = spawn(program, args, { cwd: folder, env: { ...own, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const ended = once(child, 'close').then(([code, signal]) => signal ?? code);
  return { said: () => output, ended, kill: (signal) => child.kill(signal) };
}

/** Waits until `look` gives something, and gives that. */
export async function until(look, program) {
  let over = false;
  program?.ended.then(() => {
    over = true;
  });
  for (const late = Date.now() + 30_000; Date.now() < late; ) {
    const found = await look();
    if (found) return found;
    if (over) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it did not come to that. ${program?.said() ?? ''}`);
}

/** Begins it and waits for its port; ends with the test. */
export async function listening(t, server, env) {
  const program = start(server, env);
  t.after(() => program.kill('SIGKILL'));
  const [, port] = await until(() => /(?:at port |127\.0\.0\.1:)(\d+)/.exec(program.said()), program);
  return { ...program, port: Number(port), origin: `http://127.0.0.1:${port}` };
}
