// A trap of the engine: every client reports it, calls under way reject, a new client gets a new engine, and the broken
// one is wiped and never entered again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersOf, inEngine } from './support/in-engine.mjs';

const { world, answers } = answersOf('mp');
const values = {
  key: world.apiKey,
  master: world.masterPassword,
  secrets: [...world.secrets.keys()].filter((s) => s.length < 200),
};

const PRELUDE = `
  const stray = [];
  process.on('unhandledRejection', (reason) => stray.push(String(reason)));
  process.on('uncaughtException', (error) => stray.push(String(error)));
  const kindOf = (error) => error instanceof P.PassworkError && error instanceof Error ? error.kind : String(error);
  const outcome = (promise) => promise.then(() => 'fine', kindOf);
  const now = (call) => { try { call(); return 'fine'; } catch (error) { return kindOf(error); } };
  const logged = async () => { const client = new P(host); await client.login(key, master); return client; };
`;

const run = (code) => inEngine(PRELUDE + code, { answers, values });

test('a trap in a call: its own call, those under way, later ones, helpers and other clients report it', async () => {
  const seen = await run(`
    const [a, b] = [await logged(), await logged()];
    const password = await a.getPassword('pFull');
    const attachment = await a.getAttachment('pFull', 'aText');
    const pending = [a.getPassword('pFull'), b.getPassword('pFull'), b.getVaultFolders('x')].map(outcome);
    engines[0].trap = /^client_call$/;
    const trapped = outcome(a.getPassword('pFull'));
    engines[0].trap = undefined;
    return {
      trapped: await trapped, pending: await Promise.all(pending),
      later: [await outcome(a.getVaults()), await outcome(b.login(key)), now(() => b.setTokens('x')), now(() => b.listenEvent('x', () => {}))],
      helpers: [now(password.getPassword), now(password.getCustoms), now(attachment.getData), now(() => attachment.saveTo('/tmp/'))],
      close: [await outcome(a.close()), await outcome(b.close())], stray,
    };`);
  const engine = (n) => Array(n).fill('engine');
  assert.deepEqual(seen, {
    trapped: 'engine',
    pending: engine(3),
    later: engine(4),
    helpers: engine(4),
    close: ['fine', 'fine'],
    stray: [],
  });
});

test('a new client gets a new engine, which works; the error explains itself', async () => {
  const seen = await run(`
    const old = await logged();
    engines[0].trap = /^passwordText$/;
    const password = await old.getPassword('pFull');
    let error;
    try { password.getPassword(); } catch (e) { error = e; }
    const made = await logged();
    return {
      engines: engines.length, message: error.message, cause: error.cause.name, keys: Object.keys(error),
      works: (await made.getPassword('pFull')).getPassword(), old: await outcome(old.getVaults()), stray,
    };`);
  assert.match(seen.message, /new Passwork/);
  const { message, ...rest } = seen;
  assert.deepEqual(rest, {
    engines: 2,
    cause: 'RuntimeError',
    keys: [],
    works: 'S3cret pass',
    old: 'engine',
    stray: [],
  });
});

test('a trap in a promise callback, while nobody is on the stack, rejects what is under way', async () => {
  const seen = await run(`
    const client = await logged();
    const pending = [outcome(client.getPassword('pFull')), outcome(client.getTags())];
    engines[0].trap = /^settle$/;
    return { pending: await Promise.all(pending), later: await outcome(client.getTags()), stray };`);
  assert.deepEqual(seen, { pending: ['engine', 'engine'], later: 'engine', stray: [] });
});

test('a broken engine is wiped, and never entered again, not even by finalizers', async () => {
  const seen = await run(`
    let client = await logged();
    let results = [await client.getPassword('pFull'), await client.getPassword('pFull')];
    const before = found(engines[0], secrets).length;
    engines[0].trap = /^client_call$/;
    const trapped = await outcome(client.getTags());
    await turn();
    engines[0].entered.length = 0;
    client = results = undefined;
    await collect();
    return { before: before > 0, trapped, left: found(engines[0], secrets), entered: engines[0].entered, stray };`);
  assert.deepEqual(seen, { before: true, trapped: 'engine', left: [], entered: [], stray: [] });
});

test('an engine of more than 64 MiB takes no new clients; it is wiped when its last client and result are gone', async () => {
  const seen = await run(`
    let client = await logged();
    let password = await client.getPassword('pFull');
    const { memory } = engines[0];
    memory.grow(1024 - memory.buffer.byteLength / 65536);
    await logged();
    const before = engines.length;
    memory.grow(1);
    const fresh = await logged();
    const secretsOf = (engine) => found(engine, secrets).length > 0;
    const both = [secretsOf(engines[0]), secretsOf(engines[1])];
    engines.length = 0; // the captured exports hold it as well
    const old = [password.getPassword(), await outcome(client.with({ timeout: 1000 }).getPassword('pFull'))];
    client = undefined;
    await collect();
    const held = { memory };
    const whileResult = [password.getPassword(), secretsOf(held)];
    password = undefined;
    await collect();
    return {
      before, both, old, whileResult, left: found(held, secrets), whole: new Uint8Array(memory.buffer).every((byte) => byte === 0),
      fresh: (await fresh.getPassword('pFull')).getPassword(), started: engines.length, stray,
    };`);
  assert.deepEqual(seen, {
    before: 1,
    both: [true, true],
    old: ['S3cret pass', 'fine'],
    whileResult: ['S3cret pass', true],
    left: [],
    whole: true,
    fresh: 'S3cret pass',
    started: 0,
    stray: [],
  });
});
