// What a user would write, plus a stopwatch. It runs in a temporary project where the packed
// package is installed, and reports each call to the demo over the channel of its process.
import Passwork from 'passwork-wasm';

const { HOST, API_KEY, USER_MASTER_PASS } = process.env;

/** `show` picks what is reported; the call itself is what was timed. */
async function step(call, run, show = (value) => value ?? null) {
  const started = performance.now();
  const value = await run();
  const ms = performance.now() - started;
  process.send({ call, ms, value: show(value) });
  return value;
}

const passwork = await step(
  'new Passwork(HOST)',
  () => new Passwork(HOST),
  () => null,
);
await step(
  USER_MASTER_PASS ? 'await passwork.login(API_KEY, masterPassword)' : 'await passwork.login(API_KEY)',
  () => passwork.login(API_KEY, USER_MASTER_PASS),
  ({ user }) => user.name ?? user.fullName, // as Passwork 7 calls it
);
await step(
  'await passwork.getVaults()',
  () => passwork.getVaults(),
  (list) => list.map((v) => v.name),
);

const password = await step(
  "const password = await passwork.getPassword('github')",
  () => passwork.getPassword('github'),
  ({ name, login, url, tags }) => ({ name, login, url, tags }),
);
await step('password.getPassword()', () => password.getPassword());
const customs = await step(
  'const customs = password.getCustoms()',
  () => password.getCustoms(),
  (list) => list.map(({ name, value, type }) => ({ name, value, type })),
);
await step(
  "customs.find((c) => c.type === 'totp').getTotpCode()",
  () => customs.find((c) => c.type === 'totp').getTotpCode(),
  (code) => ({ code, at: Date.now() }),
);

const file = await step(
  "const file = await passwork.getAttachment('github', …)",
  () => passwork.getAttachment('github', password.attachments[0].id),
  ({ name }) => name,
);
await step(
  'file.getData()',
  () => file.getData(),
  (bytes) => Buffer.from(bytes).toString('base64'),
);

const fields = {
  vaultId: 'marketing',
  name: 'Made in the demo',
  login: 'demo',
  password: 'only-ever-seen-sealed',
  tags: ['demo'],
  custom: [{ name: 'Note', value: 'sealed as well', type: 'text' }],
};
const { id } = await step(
  'await passwork.addPassword({vaultId, name, password, …})',
  () => passwork.addPassword(fields),
  ({ id, name }) => ({ id, name }),
);
const added = await step(
  'await passwork.getPassword(id)',
  () => passwork.getPassword(id),
  (p) => ({ name: p.name, password: p.getPassword() }),
);

await step('await passwork.logout()', () => passwork.logout());
await step(
  'password.getPassword() after the logout',
  () => password.getPassword() === 'Tr0ub4dor&3-github' && added.getPassword() === fields.password,
);
process.disconnect();
