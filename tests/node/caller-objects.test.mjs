// Objects of a caller's that are not plain ones: boxed strings, classes with getters, services that are not finished.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Passwork, PassworkError, session } from './support/client.mjs';

test('a String object is a text where the original took one for it', async (t) => {
  const { client, server } = await session(t, 'mp');
  await client.generatePasswordShareLink('pMin', false, new String('day'));
  assert.equal(server.log.at(-1).body.ttl, 'day');
  assert.equal('time' in server.log.at(-1).body, false);
  await client.generatePasswordShareLink('pMin', false, new Number(1));
  assert.equal(server.log.at(-1).body.time, 1);
  await client.getDirectorySharingInfo('vMain', new String('fA'));
  assert.match(server.log.at(-1).path, /sharingInfo\/fA$/);
  await client.getDirectorySharingInfo('vMain', new String(''));
  assert.match(server.log.at(-1).path, /sharingInfo$/);
});

test('what a class gives by getters counts', async (t) => {
  class Session {
    get token() {
      return 'one';
    }
    get refreshToken() {
      return 'two';
    }
    get useMasterPassword() {
      return true;
    }
    get masterPassword() {
      return 'the password';
    }
  }
  class File {
    get path() {
      return Uint8Array.of(1);
    }
    get name() {
      return 'from a getter';
    }
  }
  const { client, server } = await session(t, 'mp');
  const seen = [];
  client.listenEvent('tokensChanged', (pair) => seen.push(pair));
  await client.addPassword({ vaultId: 'vMain', password: 'x', attachments: [new File()] });
  assert.equal(server.log.at(-1).body.attachments[0].name, 'from a getter');
  assert.equal(await client.loadMasterKey({ useMasterPassword: true, masterPassword: 'x' }), 'x');
  class Lone extends Session {
    get refreshToken() {
      return '';
    }
  }
  assert.equal(await client.loadMasterKey(new Lone()), 'the password');
  await client.setAuthOptions(new Session());
  assert.deepEqual(seen, [{ token: 'one', refreshToken: 'two' }]);
});

test("what an agent rejects with may have its status in its class's getters", async () => {
  class Refusal extends Error {
    get httpStatus() {
      return 404;
    }
  }
  const refuse = async () => {
    throw new Refusal();
  };
  class Agent {
    request = { get: refuse, post: refuse, put: refuse, delete: refuse };
  }
  const client = new Passwork('http://x', { agent: Agent });
  const options = { useMasterPassword: true, refreshToken: 'r', masterPassword: 'given' };
  assert.equal(await client.loadMasterKey(options), 'given');
});

test('an agent without functions is told, and nothing goes another way', async (t) => {
  const { server, world } = await session(t, 'plain', { login: false });
  for (const Agent of [
    class {},
    class {
      request = {};
    },
  ]) {
    const client = new Passwork(server.url, { agent: Agent });
    await assert.rejects(client.login(world.apiKey), { name: 'PassworkError', kind: 'usage' });
  }
  assert.equal(server.log.length, 0);
});

test("a caller's own file manager saves and reads where attachments by path are switched off", async (t) => {
  const saved = [];
  const fileManager = {
    canUseFs: false,
    readFile: () => Uint8Array.of(1, 2),
    getFileBasename: () => 'base',
    saveToFile: (...args) => saved.push(args[0]),
  };
  const { client, server } = await session(t, 'plain', { services: { fileManager } });
  await client.addPasswordAttachment('pFull', '/a');
  assert.equal(server.log.at(-1).body.name, 'base');
  (await client.getAttachment('pFull', 'aText')).saveTo('to/', 'name');
  assert.deepEqual(saved, ['to/name']);
  const fields = { vaultId: 'vMain', password: 'x', attachments: [{ path: '/a' }] };
  await assert.rejects(
    client.addPassword(fields),
    (error) => error instanceof PassworkError && error.kind === 'attachment',
  );
});
