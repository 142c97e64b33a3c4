// Nothing piles up in the engine: results, clients and their listeners are given back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersOf, inEngine } from './support/in-engine.mjs';

const { world, answers } = answersOf('mp');
const values = { key: world.apiKey, master: world.masterPassword };

test('10,000 results of getPassword, made and dropped, leave memory and key table where they were', async (t) => {
  const seen = await inEngine(
    `const client = new P(host);
     await client.login(key, master);
     const read = async (n, every) => {
       for (let i = 0; i < n; i += 1) {
         (await client.getPassword('pFull')).getPassword();
         if (i % 100 === 99) await turn();
         if (i % every === every - 1) await collect();
       }
       await collect();
     };
     await read(1000, 1000);
     const [engine] = engines;
     const after1000 = bytesOf(engine);
     await read(10000, 250); // so that no more are alive at once than before
     const after10000 = { bytes: bytesOf(engine), keys: engine.keysHeld() };
     const held = [];
     for (let i = 0; i < 300; i += 1) held.push(await client.getPassword('pFull'));
     await collect();
     const keysWhileHeld = engine.keysHeld();
     const works = held.every((p) => p.getPassword() === 'S3cret pass');
     held.length = 0;
     await collect();
     return { after1000, after10000, keysWhileHeld, works, keysAtEnd: engine.keysHeld(), engines: engines.length };`,
    { answers, values },
  );
  t.diagnostic(`wasm memory: ${seen.after1000} bytes; keys held after 10,000 results: ${seen.after10000.keys}`);
  assert.equal(seen.after10000.bytes, seen.after1000);
  assert.ok(seen.after10000.keys <= 5, `${seen.after10000.keys} keys are held`);
  assert.ok(seen.keysWhileHeld >= 300, 'control: the table is counted');
  assert.equal(seen.works, true);
  assert.ok(seen.keysAtEnd <= 5, `${seen.keysAtEnd} keys are held at the end`);
  assert.equal(seen.engines, 1);
});

test('1,000 rounds of login, read, close; and as many without close', async (t) => {
  const seen = await inEngine(
    `const round = async (close) => {
       const client = new P(host);
       client.listenEvent('tokensChanged', () => client);
       await client.login(key, master);
       const password = await client.getPassword('pFull');
       password.getCustoms();
       if (close) await client.close();
     };
     const rounds = async (n) => {
       for (let i = 0; i < n; i += 1) {
         await round(i % 2);
         if (i % 100 === 99) await collect();
       }
     };
     await rounds(200);
     const early = bytesOf(engines[0]);
     await rounds(2000);
     return { early, late: bytesOf(engines[0]), keys: engines[0].keysHeld() };`,
    { answers, values },
  );
  t.diagnostic(`wasm memory: ${seen.early} bytes`);
  assert.equal(seen.late, seen.early);
  assert.ok(seen.keys <= 5, `${seen.keys} keys are held`);
});

test('calls that fail and refused inputs give everything back', async () => {
  const seen = await inEngine(
    `const client = new P(host);
     await client.login(key, master);
     const refusing = new P({ ...host, fetch: () => Promise.reject(new TypeError('no connection')) });
     const round = async () => {
       await client.getPassword('missing').catch(() => {});
       await client.addPassword({ vaultId: 'vMain', password: 5 }).catch(() => {});
       await client.addPassword({ vaultId: 'vMain', password: 'x', attachments: [{ path: new Uint8Array(20000), name: 'f' }] });
       await refusing.getPassword('pFull').catch(() => {});
     };
     const rounds = async (n) => {
       for (let i = 0; i < n; i += 1) {
         await round();
         if (i % 50 === 49) await collect();
       }
     };
     await rounds(100);
     const early = bytesOf(engines[0]);
     await rounds(500);
     return { early, late: bytesOf(engines[0]), keys: engines[0].keysHeld() };`,
    { answers, values },
  );
  assert.ok(seen.late - seen.early <= 2 * 65_536, `grew by ${seen.late - seen.early}`);
  assert.ok(seen.keys <= 5);
});

test('listeners, services and results that close over the client do not keep it alive', async () => {
  const seen = await inEngine(
    `const make = async (close) => {
       const client = new P(host);
       const big = { client };
       client.listenEvent('tokensChanged', () => big);
       client.listenEvent('x', function () { return client; });
       await client.login(key, master);
       const password = await client.getPassword('pFull');
       if (close) await client.close();
       return { client: new WeakRef(client), big: new WeakRef(big), password };
     };
     const withAgent = () => {
       let client;
       class Agent { constructor(options, given) { this.client = given; this.options = options; this.request = { get: () => client } } }
       client = new P('h', { agent: Agent });
       return new WeakRef(client);
     };
     const refs = [await make(false), await make(true)];
     const agent = withAgent();
     await collect();
     await collect();
     return {
       clients: refs.map(({ client }) => client.deref() === undefined), big: refs.map(({ big }) => big.deref() === undefined),
       agent: agent.deref() === undefined, stillOpens: refs[0].password.getPassword(),
     };`,
    { answers, values },
  );
  assert.deepEqual(seen, { clients: [true, true], big: [true, true], agent: true, stillOpens: 'S3cret pass' });
});
