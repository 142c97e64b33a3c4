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
