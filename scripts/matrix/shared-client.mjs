// One client at module scope of a Worker serves many requests at once, also when its session is over: one of them renews
// it, the others wait for what is not theirs (workerd ends a request that waits for nothing of its own).
import { startSandbox } from '../../tests/sandbox/sandbox.mjs';

const REQUESTS = 8;
/** What a server of a generation calls a renewal and a read. */
const REQUESTED = {
  4: { renewal: 'POST /auth/refreshToken/*', read: 'GET /passwords/github' },
  7: { renewal: 'POST /sessions/refresh', read: 'GET /items/github' },
};
const PASSWORD = JSON.stringify({ password: 'Tr0ub4dor&3-github' });

/** On a server of each generation. Returns the number of checks; `address` is that of the worker. */
export async function overAnExpiry(address) {
  let checks = 0;
  for (const generation of Object.keys(REQUESTED)) checks += await onServerOf(Number(generation), address);
  return checks;
}

async function onServerOf(generation, address) {
  const { renewal, read } = REQUESTED[generation];
  const sandbox = await startSandbox({ generation });
  const ask = (query = {}) =>
    fetch(`${address}shared?${new URLSearchParams(query)}`, { signal: AbortSignal.timeout(20_000) });
  const equal = (what, seen, wanted) => {
    if (seen !== wanted) throw new Error(`generation ${generation}, ${what}: ${seen} instead of ${wanted}`);
  };
  try {
    const { HOST: host, API_KEY: apiKey, USER_MASTER_PASS: masterPassword } = sandbox.env;
    equal('logged in', await (await ask({ host, apiKey, masterPassword })).text(), PASSWORD);
    (sandbox.expireAll ?? sandbox.expire)();
    sandbox.addFault({ on: renewal, kind: 'slow', ms: 500 });
    const answers = await Promise.all(Array.from({ length: REQUESTS }, async () => (await ask()).text()));
    for (const answer of answers) equal('over an expiry', answer, PASSWORD);
    equal('renewals', sandbox.stats.refreshes, 1);

    // One request closes the client while others wait for the server.
    sandbox.addFault({ on: read, kind: 'slow', ms: 2_000, times: REQUESTS });
    const open = Array.from({ length: REQUESTS }, async () => (await ask()).json());
    await new Promise((resolve) => setTimeout(resolve, 300));
    open.push(ask({ close: 'yes' }).then((answer) => answer.json()));
    for (const { kind } of await Promise.all(open)) equal('after close()', kind, 'closed');
    return 2 * REQUESTS + 3;
  } finally {
    await sandbox.close();
  }
}
