// Whether anything grows with the number of calls: wasm memory and the JS heap after 10,000 and after 100,000 calls.
import { API_KEY, MASTER_PASSWORD } from '../server/names.mjs';
import { settle } from './measure.mjs';

/** Answers from memory, so that 100,000 calls take seconds: what undici does with a connection is not ours to measure. */
async function rememberingFetch(host) {
  const known = new Map();
  return async (url, init) => {
    const name = `${init.method} ${url.slice(host.length)}`;
    if (!known.has(name)) {
      const response = await fetch(url, init);
      known.set(name, { status: response.status, text: await response.text() });
    }
    const { status, text } = known.get(name);
    const headers = { get: (header) => (header === 'content-type' ? 'application/json' : null) };
    return { status, headers, text: async () => text };
  };
}

/** The memories of the wasm instances made from now on. */
function watchedInstances() {
  const seen = [];
  const Real = WebAssembly.Instance;
  WebAssembly.Instance = function Instance(module, imports) {
    const made = new Real(module, imports);
    if (made.exports.memory) seen.push(made.exports.memory);
    return made;
  };
  return () => seen.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}

export async function memories({ load, host, steps }) {
  const wasm = watchedInstances();
  const Client = await load();
  const client = new Client({ host, fetch: await rememberingFetch(host) });
  await client.login(API_KEY, MASTER_PASSWORD);
  const at = {};
  let calls = 0;
  for (const step of steps) {
    for (; calls < step; calls += 1) {
      const password = await client.getPassword('pMain');
      password.getPassword();
      // So that as many results are alive at once in both phases: memory follows their number, as it must.
      if (calls % 500 === 0) await settle(1);
    }
    await settle();
    at[step] = { wasm: wasm(), heap: process.memoryUsage().heapUsed };
  }
  return at;
}
