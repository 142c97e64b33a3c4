// A program that calls itself without end, and the client at each step: the RangeError is the program's, and the other
// clients of the process live. Both with functions that were never used before and with those that were compiled long ago.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersOf, inEngine } from './support/in-engine.mjs';

const { world, answers } = answersOf('mp');
const values = { key: world.apiKey, master: world.masterPassword };

const WAYS = {
  getPassword: '(p, x) => x.password.getPassword()',
  getCustoms: '(p, x) => x.password.getCustoms()',
  getData: '(p, x) => x.file.getData()',
  getTotpCode: '(p, x) => x.totp.getTotpCode()',
  setTokens: `(p) => p.setTokens('session-token-1', 'refresh-token-1')`,
  setOptions: `(p) => p.setOptions({ lang: 'en' })`,
  dispatchEvent: `(p) => p.dispatchEvent('x', 1)`,
  getVaults: '(p) => void p.getTags().catch(() => {})',
  addPassword: `(p) => void p.addPassword({ vaultId: 'vMain', name: 'n', password: 'x' }).catch(() => {})`,
  with: `(p) => void p.with({ retry: 1 })`,
  'new Passwork': '() => void new P(host)',
  'console.log': `(p) => void p[Symbol.for('nodejs.util.inspect.custom')](2, {}, String)`,
};

const program = (run, warm) => `
  process.on('unhandledRejection', () => {});
  process.stderr.write = () => true;
  const logged = async () => { const client = new P(host); await client.login(key, master); return client; };
  const run = ${run};
  const [witness, client] = [await logged(), await logged()];
  const password = await client.getPassword('pFull');
  const x = { password, file: await client.getAttachment('pFull', 'aText'), totp: password.getCustoms().find((f) => f.getTotpCode) };
  for (let i = 0; i < ${warm}; i += 1) { run(client, x); if (i % 50 === 0) await turn(); }
  const errors = new Set();
  let calls = 0;
  const deep = () => {
    try { deep(); } finally {
      if (calls < 1500) {
        calls += 1;
        try { run(client, x); } catch (error) { errors.add(error instanceof RangeError ? 'RangeError' : String(error?.kind ?? error)); }
      }
    }
  };
  try { deep(); } catch {}
  await turn();
  return { errors: [...errors], text: (await witness.getPassword('pFull')).getPassword(), engines: engines.length };`;

for (const [what, run] of Object.entries(WAYS)) {
  test(`${what} at the end of the stack`, async () => {
    for (const warm of [0, 2000]) {
      const seen = await inEngine(program(run, warm), { answers, values });
      assert.deepEqual(
        seen.errors.filter((error) => error !== 'RangeError'),
        [],
        `after ${warm}`,
      );
      assert.equal(seen.text, 'S3cret pass');
      assert.equal(seen.engines, 1);
    }
  });
}

/** Calls that lead to themselves by way of the client: each step is one more of the engine's. */
const CIRCLES = {
  'a listener that sets tokens': `(p) => {
    p.listenEvent('tokensChanged', () => p.setTokens('a', 'b'));
    return () => p.setTokens('session-token-1', 'refresh-token-1');
  }`,
  'a listener that dispatches': `(p) => {
    p.listenEvent('x', () => p.dispatchEvent('x', 1));
    return () => p.dispatchEvent('x', 1);
  }`,
  'a getter of fields that writes': `(p) => {
    const fields = { get vaultId() { p.addPassword(fields).catch(() => {}); return 'vMain'; }, name: 'n', password: 'x' };
    return () => p.addPassword(fields).catch(() => {});
  }`,
  'an id that reads': `(p) => {
    const id = { toString() { p.getPassword(id).catch(() => {}); return 'pFull'; } };
    return () => p.getPassword(id).catch(() => {});
  }`,
  'a fetch that asks': `(p, P) => {
    const asking = new P({ ...host, token: 't', fetch: () => { asking.getTags().catch(() => {}); return Promise.reject(new Error('x')); } });
    return () => asking.getTags().catch(() => {});
  }`,
  'options that make a client': `(p, P) => {
    const options = { ...host, get token() { new P(options); return 't'; } };
    return () => new P(options);
  }`,
};

for (const [what, circle] of Object.entries(CIRCLES)) {
  test(`${what}, without an end`, async () => {
    for (const warm of [0, 10, 300, 3000]) {
      const seen = await inEngine(
        `process.on('unhandledRejection', () => {});
         console.error = () => {};
         const logged = async () => { const client = new P(host); await client.login(key, master); return client; };
         const [witness, client] = [await logged(), await logged()];
         for (let i = 0; i < ${warm}; i += 1) { client.setTokens('session-token-1', ''); client.dispatchEvent('y', 1); if (i % 50 === 0) await client.getTags().catch(() => {}); }
         const begin = (${circle})(client, P);
         let threw;
         try { await begin(); } catch (error) { threw = error; }
         await turn();
         const kind = threw === undefined || threw instanceof RangeError ? 'its own' : String(threw.kind ?? threw);
         return { kind, text: (await witness.getPassword('pFull')).getPassword(), engines: engines.length };`,
        { answers, values },
      );
      assert.deepEqual(seen, { kind: 'its own', text: 'S3cret pass', engines: 1 }, `after ${warm}`);
    }
  });
}
