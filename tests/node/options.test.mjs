// What counts as an option, how the class can be extended, and what a page may have done to JavaScript's own prototypes.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import util from 'node:util';
import { Passwork, PassworkError, session } from './support/client.mjs';
import { folder, inProject } from './support/installed.mjs';

test('classes that were compiled for ES5, and util.inherits', async (t) => {
  const { server, world } = await session(t);
  function Inherits(host) {
    Passwork.call(this, host);
    this.extra = 1;
  }
  util.inherits(Inherits, Passwork);
  function Compiled(...args) {
    const self = Passwork.apply(this, args) || this;
    self.extra = 2;
    return self;
  }
  Object.setPrototypeOf(Compiled, Passwork);
  Compiled.prototype = Object.create(Passwork.prototype, { constructor: { value: Compiled } });
  class Modern extends Passwork {}
  for (const Class of [Inherits, Compiled, Modern]) {
    const client = new Class(server.url);
    assert.ok(client instanceof Class && client instanceof Passwork);
    await client.login(world.apiKey, world.masterPassword);
    assert.equal((await client.getPassword('pFull')).getPassword(), 'S3cret pass');
  }
});

test("the constructor without 'new'", () => {
  const { Passwork: bare } = createRequire(import.meta.url)(folder);
  for (const call of [
    () => bare('http://localhost'),
    () => Passwork.Passwork('http://localhost'),
    () => bare.call({}),
  ]) {
    assert.throws(
      call,
      (error) => error instanceof PassworkError && error.kind === 'usage' && /new/.test(error.message),
    );
  }
});

test('inherited members are options, those of Object.prototype are not', async () => {
  const seen = await inProject(
    'commonjs',
    `const asked = [];
    const own = async (url) => { asked.push(url); return { status: 200, headers: new Map(), text: async () => '{"data":[]}' }; };
    Object.prototype.added = () => {};
    const Passwork = require('passwork-wasm');
    new Passwork('http://localhost');
    Object.assign(Object.prototype, { timeout: 1, lang: 'xx', fetch: () => { throw new Error('not an option'); }, retry: 'x', agent: 7 });
    Object.defineProperty(Object.prototype, 'refreshToken', { set() { throw new Error('a setter'); }, configurable: true });
    class Options { host = 'http://base/api/v4'; }
    const given = Object.create({ host: 'http://inherited/api/v4', fetch: own });
    (async () => {
      await new Passwork(given, {}).getVaults();
      await new Passwork(Object.assign(new Options(), { fetch: own })).with({}).getTags();
      delete Object.prototype.timeout; // Node's own http ends the process over this one
      const without = await new Passwork({ host: 'http://127.0.0.1:9' }).getVaults().catch((error) => error.kind);
      print({ asked, without });
    })();`,
  );
  assert.deepEqual(seen, {
    asked: ['http://inherited/api/v4/vaults/list', 'http://base/api/v4/vaults/tags'],
    without: 'network',
  });
});

test('a toJSON on lists or objects changes no body; that of a class counts', async (t) => {
  const { client, server } = await session(t);
  const bodies = [];
  t.after(() => {
    delete Array.prototype.toJSON;
    delete Object.prototype.toJSON;
  });
  const fields = { vaultId: 'vMain', name: 'n', password: 'x', tags: ['a', 'b'], when: new Date(0) };
  for (const prototype of [Array.prototype, Object.prototype]) {
    const value = function () {
      return `[${String(this)}]`;
    };
    Object.defineProperty(prototype, 'toJSON', { value, configurable: true, writable: true });
    const call = client.addPassword({ ...fields, custom: [{ name: 'n', value: 'v', type: 'text' }] });
    delete prototype.toJSON;
    await call;
    bodies.push(server.log.findLast((request) => request.method === 'POST').body);
  }
  for (const body of bodies) {
    assert.deepEqual(body.tags, ['a', 'b']);
    assert.equal(body.when, '1970-01-01T00:00:00.000Z');
    assert.ok(Array.isArray(body.custom) && typeof body.custom[0].value === 'string');
  }
});
