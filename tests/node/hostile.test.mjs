// Values that throw when they are looked at, wherever a caller, a fetch, an agent, or a server can put one: every call
// settles with an error of ours, nothing is thrown into nowhere, and the engine goes on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../conformance/server.mjs';
import { buildWorld } from '../conformance/world.mjs';
import { Passwork, PassworkError } from './support/client.mjs';

const fail = () => {
  throw new Error('hostile');
};
const transferred = (buffer) => {
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const TRAPS = ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'];
const view = () => {
  const bytes = Uint8Array.of(1, 2, 3);
  transferred(bytes.buffer);
  return bytes;
};

const values = {
  'a view of a transferred buffer': view(),
  'a transferred buffer': transferred(new ArrayBuffer(8)),
  'a revoked proxy': revoked(),
  'a proxy that throws': new Proxy({}, Object.fromEntries(TRAPS.map((trap) => [trap, fail]))),
  'a tag that throws': Object.defineProperty({}, Symbol.toStringTag, { get: fail }),
  'a Blob that lies': { [Symbol.toStringTag]: 'Blob', size: 3, arrayBuffer: () => 5 },
  'a Blob that throws': { [Symbol.toStringTag]: 'Blob', size: 3, arrayBuffer: fail },
  'a size that throws': Object.defineProperty({ [Symbol.toStringTag]: 'Blob' }, 'size', { get: fail }),
  'a toString that throws': { toString: fail },
  'a toJSON that throws': { toJSON: fail },
  'no prototype': Object.create(null),
  'a symbol': Symbol('x'),
  'a big integer': 5n,
  'a circle': (() => {
    const circle = {};
    circle.circle = circle;
    return circle;
  })(),
};

const world = buildWorld('pbkdf');
const stray = [];
let server;
let client;

before(async () => {
  for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, (reason) => stray.push(reason));
  server = await startServer({ world });
  client = new Passwork(server.url);
  await client.login(world.apiKey, world.masterPassword);
});
after(() => server.close());

const add = (fields) => client.addPassword({ vaultId: 'vMain', password: 'x', ...fields });
const answering = (answer) => new Passwork({ host: 'http://localhost/api/v4', fetch: async () => answer });
const headers = { get: () => 'application/json' };
const ok = async () => '{"status":"success","data":1}';

const places = {
  id: (v) => client.getVault(v),
  fields: (v) => client.addPassword(v),
  password: (v) => add({ password: v }),
  custom: (v) => add({ custom: v }),
  'a field': (v) => add({ custom: [v] }),
  "a field's value": (v) => add({ custom: [{ name: 'n', value: v, type: 't' }] }),
  attachments: (v) => add({ attachments: v }),
  'an attachment': (v) => add({ attachments: [v] }),
  path: (v) => add({ attachments: [{ path: v, name: 'n' }] }),
  'a name': (v) => add({ attachments: [{ path: Uint8Array.of(1), name: v }] }),
  'another member': (v) => add({ other: v }),
  'attachment by path': (v) => client.addPasswordAttachment('pMin', v),
  'attachment of a page': (v) => client.addPasswordWebAttachment('pMin', v, 'n'),
  'API key': (v) => client.login(v),
  'master password': (v) => client.login(world.apiKey, v),
  'auth options': (v) => client.setAuthOptions(v),
  'key options': (v) => client.loadMasterKey(v),
  query: (v) => client.searchPasswords(v, v, v),
  'link secret': (v) => client.generatePasswordShareLink('pMin', v, v, v),
  event: async (v) => client.dispatchEvent(v, v),
  language: async (v) => new Passwork({ host: server.url, lang: v, token: v }).version(),
  fetch: (v) => new Passwork({ host: 'http://localhost/api/v4', fetch: v }).getVaults(),
  'rejection of fetch': (v) =>
    new Passwork({ host: 'http://localhost/api/v4', fetch: () => Promise.reject(v) }).getVaults(),
  response: (v) => answering(v).getVaults(),
  'text of a response': (v) => answering({ status: 200, headers, text: async () => v }).getVaults(),
  'status and headers': (v) => answering({ status: v, headers: v, text: ok }).getVault('x'),
};

/** `ok` or the kind of our error; anything else is a defect. */
async function outcome(promise) {
  const late = new Promise((resolve) => setTimeout(resolve, 3000, 'never settled').unref());
  const ended = Promise.resolve(promise).then(
    () => 'ok',
    (error) => (error instanceof PassworkError ? error.kind : 'another error'),
  );
  return Promise.race([ended, late]);
}

for (const [place, call] of Object.entries(places)) {
  test(`hostile values as ${place}`, async () => {
    for (const [what, value] of Object.entries(values)) {
      assert.match(await outcome(call(value)), /^(ok|api|network|notApi|usage|attachment|crypto)$/, what);
      if (place === 'auth options') await client.login(world.apiKey, world.masterPassword);
      assert.equal(await outcome(client.getVaultsCount()), 'ok', `after ${what}`);
    }
    assert.deepEqual(stray, []);
  });
}

test('hostile agents and file managers', async () => {
  for (const [what, value] of Object.entries(values)) {
    const give = async () => value;
    class Agent {
      request = { get: give, post: give, put: give, delete: give };
    }
    const calls = [
      (c) => c.getPassword('x'),
      (c) => c.getVaults(),
      (c) => c.getInboxPassword('x'),
      (c) => c.login('k', 'm'),
    ];
    for (const ask of calls)
      await outcome(ask(new Passwork('h', { agent: Agent }))).then((o) => assert.notEqual(o, 'never settled', what));
    const fileManager = { readFile: () => value, getFileBasename: () => value, saveToFile: fail };
    Object.defineProperty(fileManager, 'canUseFs', { get: () => (what === 'a symbol' ? fail() : true) });
    const other = new Passwork(server.url, { fileManager });
    await other.login(world.apiKey, world.masterPassword);
    const named = await outcome(other.addPasswordAttachment('pMin', '/x'));
    assert.match(named, /^(ok|usage|attachment)$/, what);
  }
  class Frozen {
    constructor(options) {
      Object.freeze(options);
      this.request = {
        get: async () => Object.freeze({ id: 'x', cryptedPassword: 'eA==' }),
        post: async () => ({ token: 't' }),
      };
    }
  }
  const frozen = new Passwork('h', { agent: Frozen });
  await frozen.login('k');
  frozen.setOptions({ lang: 'x' });
  assert.match(await outcome(frozen.getPassword('x')), /^(ok|notApi)$/);
  assert.equal(await outcome(client.getVaultsCount()), 'ok');
  assert.deepEqual(stray, []);
});

for (const worldName of ['plain', 'pbkdf']) {
  test(`data of the server that is not what it should be: ${worldName}`, async (t) => {
    const other = await startServer({ world: buildWorld(worldName) });
    t.after(() => other.close());
    const reader = new Passwork(other.url);
    await reader.login(other.apiKey ?? world.apiKey, buildWorld(worldName).masterPassword);
    const calls = {
      getPassword: [(c) => c.getPassword('pFull'), /passwords\/pFull$/],
      getAttachment: [(c) => c.getAttachment('pFull', 'aText'), /attachment/],
      getShortcutPassword: [(c) => c.getShortcutPassword('sMain'), /shortcut/],
      getInboxPassword: [(c) => c.getInboxPassword('iNew'), /inbox/],
      editPassword: [(c) => c.editPassword('pFull', { password: 'x' }), /passwords\/pFull$/],
      movePassword: [(c) => c.movePassword('pFull', 'vOld'), /passwords\/pFull$/],
      copyFolder: [(c) => c.copyFolder('fA', 'vOld'), /passwords$/],
      getVaults: [(c) => c.getVaults(), /list/],
      login: [(c) => c.login(world.apiKey), /auth\/login/],
    };
    for (const [name, [call, on]] of Object.entries(calls)) {
      for (const data of [
        null,
        false,
        0,
        '',
        'text',
        [],
        {},
        { password: null, cryptedKey: 'x' },
        { custom: 5, attachments: 'x' },
        [null],
      ]) {
        other.addFault({ on, kind: 'data', data });
        const ended = await outcome(call(reader));
        assert.match(ended, /^(ok|api|notApi|usage|crypto|attachment)$/, `${name}: ${JSON.stringify(data)}`);
        assert.match(await outcome(reader.getVaultsCount()), /^(ok|api)$/);
        await reader.login(world.apiKey, buildWorld(worldName).masterPassword);
      }
    }
    assert.deepEqual(stray, []);
  });
}
