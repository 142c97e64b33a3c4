// The official Python client, from here: peer.py in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('peer.py', import.meta.url));

/**
 * Starts it. `call.get_item(id)` is the result of that method, or rejects with what it raised; one call at a time.
 *
 * @param {string} python one that has the official client
 */
export function startPeer(python) {
  const child = spawn(python, [program], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, NO_PROXY: '*' } });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit');
  let words = '';
  child.stderr.on('data', (part) => {
    words += part;
  });
  let last = Promise.resolve();
  const ask = (request) => {
    const answered = last.then(async () => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value: line } = await lines.next();
      if (line === undefined) throw new Error(`the Python client ended\n${words}`);
      const { value, error, code, ms } = JSON.parse(line);
      peer.ms += ms;
      if (error !== undefined) throw Object.assign(new Error(error), { code });
      return value;
    });
    last = answered.catch(() => {});
    return answered;
  };
  const peer = {
    /** Milliseconds that the calls took so far, inside of it. */
    ms: 0,
    /** A new client. */
    connect: (host, { autoRefresh = false } = {}) => ask({ new: [host, true, autoRefresh] }),
    call: new Proxy(
      {},
      {
        get:
          (_, name) =>
          (...args) =>
            ask({ call: name, args }),
      },
    ),
    member: (name) => ask({ get: name }),
    async end() {
      child.stdin.end();
      await ended;
    },
  };
  return peer;
}
