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
