// One slip of one caller: values that throw, call back, lie about their length, in every place of every method. The call
// ends with an error of ours or with the caller's own; the other clients of the process go on, and so do their results.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../conformance/server.mjs';
import { buildWorld } from '../conformance/world.mjs';
import { Passwork, PassworkError } from './support/client.mjs';

class Own extends Error {}
const fail = () => {
  throw new Own('mine');
};

const world = buildWorld('pbkdf');
let server;
let witness;
let held;

before(async () => {
  server = await startServer({ world });
  witness = await fresh();
  held = await witness.getPassword('pFull');
});
after(() => server.close());

async function fresh(options = {}, services = null) {
  const client = new Passwork({ host: server.url, ...options }, services);
  if (!services) await client.login(world.apiKey, world.masterPassword);
  return client;
}

async function othersLive(what) {
  assert.equal(held.getPassword(), 'S3cret pass', what);
  assert.ok(Array.isArray(await witness.getTags()), what);
}

/** Fulfilled, or an error of ours that is no broken engine, or one that the caller's own code threw. */
async function settles(what, call) {
  const late = new Promise((resolve) => setTimeout(resolve, 20_000, { late: true }).unref());
  const run = (async () => call())().then(
    () => ({}),
    (error) => ({ error }),
  );
  const { error, late: isLate } = await Promise.race([run, late]);
  assert.ok(!isLate, `${what}: no end`);
  if (error === undefined || error instanceof Own) return;
  assert.ok(error instanceof PassworkError, `${what}: ${error?.stack ?? String(error)}`);
  assert.notEqual(error.kind, 'engine', `${what}: ${error.message}`);
}

const liar = (length) => new Proxy([], { get: (list, name) => (name === 'length' ? length : list[name]) });
const saying = (run) => ({
  toString() {
    run();
    return 't';
  },
});
const swallow = (promise) => void promise.catch(() => {});
const TRAPS = ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'];

/** Hostile values; those that call back call the client that they are given to. */
const hostile = (p) => ({
  'a toString that sets tokens': saying(() => p.setTokens('a', 'b')),
  'a toString that calls': saying(() => swallow(p.getVaults())),
  'a toString that makes another': saying(() => p.with({ retry: 1 }).setOptions({ lang: 'x' })),
  'a toString that throws': saying(fail),
  'a valueOf that throws': { valueOf: fail, toString: undefined },
  'a primitive that is none': { [Symbol.toPrimitive]: fail },
  'a toJSON that throws': { toJSON: fail },
  'a getter that throws': Object.defineProperty({}, 'vaultId', { get: fail, enumerable: true }),
  'getters that call': {
    get vaultId() {
      p.setTokens('a', 'b');
      return 'vMain';
    },
    get token() {
      swallow(p.getTags());
      return 'x';
    },
    password: 'x',
    name: 'n',
  },
  'a proxy that throws': new Proxy({}, Object.fromEntries(TRAPS.map((trap) => [trap, fail]))),
  'a thenable that throws': Object.fromEntries([['then', fail]]),
  'a list without end': Object.assign([], { length: 2 ** 32 - 1 }),
  'a proxy without end': liar(2 ** 32 - 1),
  'a list of minus one': liar(-1),
  'a list of NaN': liar(Number.NaN),
  'a list of an object': liar({ valueOf: fail }),
  'lists of hostile fields': {
    vaultId: 'vMain',
    name: 'n',
    password: 'x',
    custom: liar(2 ** 53),
    attachments: Object.assign([], { length: 4e9 }),
  },
  'fields of fields': { vaultId: 'vMain', password: 'x', custom: [{ name: saying(fail), value: liar(3), type: 1n }] },
  'a symbol': Symbol('x'),
  'a big integer': 5n,
  'half of a pair, many times': '\ud800'.repeat(200_000),
  'a function': fail,
  'no prototype': Object.create(null),
});

const NAMES = Object.keys(new Passwork('http://localhost'));
const IDS = { 0: 'pFull', 1: 'vMain', 2: 'x' };

test('there are 80 of them', () => assert.equal(NAMES.length, 80));

for (const name of NAMES) {
  test(`hostile arguments of ${name}`, async () => {
    const p = await fresh();
    const tried = [];
    for (const [what, value] of Object.entries(hostile(p))) {
      for (let place = 0; place < 3; place += 1) {
        const args = Object.assign(Object.values(IDS), { [place]: value });
        tried.push(settles(`${name}, ${what} at ${place}`, () => p[name](...args)));
      }
    }
    await Promise.all(tried);
    await othersLive(name);
    swallow(p.close());
  });
}
