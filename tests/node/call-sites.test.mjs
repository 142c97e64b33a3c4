// Errors say where the call was made, through async callers, and nothing of how the engine came to them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { session } from './support/client.mjs';
import { inProject } from './support/installed.mjs';

const INNER = /wasm:|wasm-function|passwork\.js|engine\.js|node_modules[\\/]passwork-wasm[\\/]/; // not the name of a clone

/** Runs a program whose functions have names, against a server that knows nothing. */
const program = (code, more = '') =>
  inProject(
    'commonjs',
    `${more}
     const Passwork = require('passwork-wasm');
     const failing = { host: 'http://127.0.0.1:1/api/v4', token: 'a-session-token', fetch: async () => { throw new TypeError('no'); } };
     const passwork = new Passwork(failing);
     (async () => print(await (async () => { ${code} })()))();`,
  );

const framesOf = (stack) => stack.split('\n').slice(1);

test('a rejection has the frames of the call, through async callers', async () => {
  const stacks = await program(`
    const stacks = [];
    async function readSecret(client) { return client.getPassword('x'); }
    async function deploy(client) { await readSecret(client); }
    for (const client of [passwork, passwork.with({ timeout: 1000 })]) {
      await deploy(client).catch((error) => stacks.push([error.stack, String(error)]));
    }
    const { getVaults } = passwork; // taken off the instance
    await (async function detached() { await getVaults(); })().catch((error) => stacks.push([error.stack, String(error)]));
    return stacks;`);
  const names = [['readSecret', 'deploy'], ['readSecret', 'deploy'], ['detached']];
  for (const [i, [stack, said]] of stacks.entries()) {
    assert.equal(stack.split('\n')[0], said, 'the first line is name and message');
    const frames = framesOf(stack);
    for (const [n, name] of names[i].entries()) assert.match(frames[n], new RegExp(`^ +at ${name} `));
    assert.ok(!frames.some((frame) => INNER.test(frame)), stack);
  }
});

test('async callers that wait are among them', async () => {
  const stack = await program(`
    async function readSecret() { await null; await passwork.getPassword('x'); }
    async function deploy() { await readSecret(); }
    return deploy().then(() => '', (error) => error.stack);`);
  assert.match(stack, / at readSecret .*\n +at async deploy /);
});

test('after a thousand calls: the async callers that wait, however they do', async () => {
  const stacks = await program(`
    for (let i = 0; i < 1_100; i += 1) await passwork.getVaults().catch(() => {});
    const stacks = [];
    const say = (error) => stacks.push([error.stack, String(error)]);
    async function readSecret() { await passwork.getPassword('x'); }
    async function deploy() { await readSecret(); }
    await deploy().catch(say);
    async function readAll() { await Promise.all([passwork.getPassword('x'), passwork.getVaults()]); }
    await readAll().catch(say);
    async function chained() { await passwork.getPassword('x').then((password) => password.name); }
    await chained().catch(say);
    passwork.getPassword('x').catch(say); // nobody waits for it
    await new Promise((resolve) => setTimeout(resolve, 20));
    return stacks;`);
  const names = [['readSecret', 'deploy'], ['Promise.all', 'readAll'], ['chained'], []];
  assert.equal(stacks.length, names.length);
  for (const [i, [stack, said]] of stacks.entries()) {
    assert.equal(stack.split('\n')[0], said, 'the first line is name and message');
    for (const [n, name] of names[i].entries()) assert.match(framesOf(stack)[n], new RegExp(`^ +at async ${name} `));
    assert.ok(!INNER.test(framesOf(stack).join()), stack);
  }
});

test('what is wrong with the options of a client shows where it was made, at each call', async () => {
  const stacks = await program(`
    function make() { return new Passwork({ host: 'http://x', timeout: 'soon' }); }
    const client = make();
    const stacks = [];
    for (let i = 0; i < 2; i += 1) await client.getVaults().catch((error) => stacks.push(error.stack));
    return stacks;`);
  for (const stack of stacks) assert.match(stack, /^ +at make /m);
  assert.equal(stacks[0], stacks[1]);
});

test('what is thrown at once too: methods, helpers on results', async (t) => {
  const stack = await program(`
    await passwork.close().catch(() => {});
    function store() { passwork.setTokens('x'); }
    try { store(); } catch (error) { return error.stack; }`);
  assert.match(framesOf(stack)[0], /^ +at store /);
  assert.ok(!INNER.test(stack), stack);

  const { client } = await session(t, 'mp');
  const password = await client.getPassword('pFull');
  const attachment = await client.getAttachment('pFull', 'aText');
  password.cryptedPassword = 'x';
  attachment.hash = 'x';
  for (const fails of [() => password.getPassword(), () => attachment.getData(), () => attachment.saveTo('/')]) {
    const read = () => fails();
    assert.throws(read, ({ stack: shown }) => {
      assert.match(framesOf(shown)[0], /call-sites\.test\.mjs/);
      return !INNER.test(framesOf(shown).join());
    });
  }
});

test('what is not ours, and what is not a stack, stays as it is', async () => {
  const seen = await program(`
    const { PassworkError } = Passwork;
    const own = new PassworkError({ kind: 'usage', message: 'mine' });
    own.stack = 'as it was';
    class Agent { request = { get: async () => { throw own; } }; }
    const withAgent = new Passwork({ host: 'http://x' }, { agent: Agent });
    const foreign = await withAgent.getVaults().catch((error) => [error === own, error.stack]);
    Error.prepareStackTrace = (error, sites) => sites.length;
    const odd = await passwork.getVaults().catch((error) => typeof error.message);
    Error.prepareStackTrace = () => { throw new Error('no stack'); };
    const refused = await passwork.getVaults().catch((error) => error.kind);
    return { foreign, odd, refused };`);
  assert.deepEqual(seen, { foreign: [true, 'as it was'], odd: 'string', refused: 'network' });
});

test('the stack holds no secret of the call', async () => {
  const stack = await program(
    `return passwork.login('a-secret-key', 'a-secret-password').catch((error) => error.stack);`,
  );
  assert.ok(!/a-secret/.test(stack), stack);
});
