// What our client writes, implementations that are not ours can read: random values, both modes, every kind of vault.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { protocolHash } from '../conformance/crypto.mjs';
import { startServer } from '../conformance/server.mjs';
import { buildWorld } from '../conformance/world.mjs';
import { Generator } from './interop/generate.mjs';
import { implementationsOf, survives } from './interop/implementations.mjs';
import { expected, keyOf, opened } from './interop/stored.mjs';
import { folder } from './support/installed.mjs';

const Passwork = createRequire(import.meta.url)(folder);
const VAULTS = ['vMain', 'vOld', 'vDomain', 'vDomainOld', 'vBoth'];
const ROUNDS = 4;

for (const name of ['plain', 'mp', 'pbkdf']) {
  describe(`our writes, opened by others: ${name}`, () => {
    const world = buildWorld(name);
    const isSealed = world.mode === 'master';
    const text = { lone: !isSealed };
    const kept = survives(world);
    let server;
    let client;

    before(async () => {
      server = await startServer({ world });
      client = new Passwork(server.url);
      await client.login(world.apiKey, world.masterPassword);
    });
    after(() => server.close());

    const stored = (id) => server.state.passwords.find((p) => p.id === id);
    const vaultKey = (vault) => world.vaultKeys[vault];
    const fieldsOf = ({ password, custom, files }) => ({
      password,
      custom,
      attachments: files.map(({ name: file, bytes }) => ({ path: bytes, name: file })),
    });

    /** Every implementation finds `contents` in the stored password. */
    function holds(id, contents, vault, label) {
      for (const [who, cipher] of implementationsOf(world)) {
        const key = keyOf(cipher, stored(id), vaultKey(vault));
        const found = opened(cipher, world, stored(id), isSealed ? key : '', server.state.attachments);
        assert.deepEqual(found, contents, `${label}, by ${who}`);
      }
    }

    for (const vault of VAULTS) {
      test(`add, edit, delete, copy, move: ${vault}`, async () => {
        const g = new Generator(`write ${name} ${vault}`);
        for (let round = 0; round < ROUNDS; round += 1) {
          const label = `${vault}, round ${round}`;
          const first = g.contents(text);
          const { id } = await client.addPassword({ vaultId: vault, name: label, ...fieldsOf(first) });
          let now = expected(first, kept);
          holds(id, now, vault, `${label}: add`);

          const second = g.contents(text);
          await client.editPassword(id, fieldsOf(second));
          checkSnapshot(stored(id), now, vault, label);
          // The server adds an edit's files to those there are.
          now = { ...expected(second, kept), files: [...now.files, ...second.files] };
          holds(id, now, vault, `${label}: edit`);

          // A transfer opens and writes anew: in plain mode CR CR LF LF loses a CR each time.
          now = expected(now, kept);
          const target = g.one(VAULTS);
          holds(await client.copyPassword(id, target), now, target, `${label}: copy to ${target}`);
          await client.movePassword(id, target);
          holds(id, now, target, `${label}: move to ${target}`);
          const last = stored(id);
          await client.deletePassword(id);
          checkSnapshot(last, now, target, label);
        }
      });
    }

    /** The last request carries a snapshot of `contents`. */
    function checkSnapshot(password, contents, vault, label) {
      const { snapshot } = server.log.at(-1).body;
      for (const [who, cipher] of implementationsOf(world)) {
        const key = keyOf(cipher, password, vaultKey(vault));
        const shown = JSON.parse(cipher.open(snapshot, key));
        assert.equal(shown.password, contents.password, `${label}: snapshot, by ${who}`);
        assert.deepEqual(
          (shown.custom ?? []).map(({ name: n, value, type }) => ({ name: n, value, type })),
          contents.custom,
        );
        assert.equal(shown.groupId, vault);
        if (isSealed) for (const file of shown.attachments ?? []) assert.match(file.key, /^[A-Za-z0-9]{100}$/);
      }
    }

    test('attachments up to 200 kB, of paths, bytes and Blobs', async () => {
      const g = new Generator(`files ${name}`);
      const { id } = await client.addPassword({ vaultId: 'vMain', password: 'x' });
      const files = [];
      for (const size of [0, 1, 48, 122, 65_536, 131_071, 200_000]) {
        const bytes = new Uint8Array(g.random.bytes(size));
        const file = { name: `${size}`, bytes };
        files.push(file);
        if (size % 2) await client.addPasswordWebAttachment(id, new Blob([bytes]), file.name);
        else await client.addPasswordAttachment(id, bytes, file.name);
      }
      holds(id, { password: 'x', custom: [], files }, 'vMain', 'files');
    });

    test('folders: everything in them, for every kind of vault', async () => {
      for (const target of VAULTS) {
        const before_ = new Map(server.state.passwords.map((p) => [p.id, p]));
        const [[, cipher]] = implementationsOf(world);
        await client.copyFolder('fA', target);
        const fresh = server.state.passwords.filter((p) => !before_.has(p.id));
        assert.equal(fresh.length, 4);
        for (const copy of fresh) {
          const source = [...before_.values()].find((p) => p.name === copy.name && p.vaultId === 'vMain');
          const was = opened(
            cipher,
            world,
            source,
            isSealed ? world.passwordKeys[source.id] : '',
            server.state.attachments,
          );
          holds(copy.id, was, target, `copyFolder to ${target}: ${copy.name}`);
        }
        const { cryptedKey } = server.state.shortcuts.at(-1);
        if (!isSealed) assert.equal(cryptedKey, '');
        else
          for (const [, c] of implementationsOf(world))
            assert.equal(c.open(cryptedKey, vaultKey(target)), world.passwordKeys.pShared);
      }
    });

    test('shortcuts: edit, move, copy', async () => {
      const g = new Generator(`shortcuts ${name}`);
      for (const target of VAULTS.slice(0, 3)) {
        const contents = g.contents(text);
        const files = server.state.passwords.find((p) => p.id === 'pShared').attachments.length;
        await client.editShortcutPassword('sMain', fieldsOf(contents));
        for (const [, cipher] of implementationsOf(world)) {
          const found = opened(
            cipher,
            world,
            stored('pShared'),
            isSealed ? world.passwordKeys.pShared : '',
            server.state.attachments,
          );
          assert.deepEqual({ ...found, files: found.files.slice(files) }, expected(contents, kept));
        }
        const id = await client.copyShortcut('sMain', target);
        const { cryptedKey } = server.state.shortcuts.find((s) => s.id === id);
        if (!isSealed) assert.equal(cryptedKey, '');
        else
          for (const [, c] of implementationsOf(world))
            assert.equal(c.open(cryptedKey, vaultKey(target)), world.passwordKeys.pShared);
      }
    });

    test('inbox: edit and attach, new items and old', async () => {
      const g = new Generator(`inbox ${name}`);
      for (const [item, id] of [
        ['iNew', 'pInbox'],
        ['iUni', 'pInboxUni'],
        ['iOldSeen', 'pInOldB'],
      ]) {
        const contents = g.contents(text);
        const file = { name: 'more', bytes: g.file() };
        const files = (stored(id).attachments ?? []).length;
        await client.editInboxPassword(item, fieldsOf(contents));
        await client.addInboxPasswordAttachment(item, file.bytes, file.name);
        for (const [who, cipher] of implementationsOf(world)) {
          const found = opened(
            cipher,
            world,
            stored(id),
            isSealed ? world.passwordKeys[id] : '',
            server.state.attachments,
          );
          const wanted = expected({ ...contents, files: [...contents.files, file] }, kept);
          assert.deepEqual({ ...found, files: found.files.slice(files) }, wanted, `${item}, by ${who}`);
        }
      }
    });

    test('inbox: the vault key of an old item, sealed for the user when it is opened', async () => {
      await client.getInboxPassword('iOldNew');
      const { passwordCrypted } = server.log.find((r) => r.body?.silent === false).body;
      for (const [, cipher] of implementationsOf(world)) {
        assert.equal(cipher.open(passwordCrypted, world.effectiveKey), world.vaultKeys.vInOldA);
      }
    });

    test('share links, new and old style', async () => {
      const g = new Generator(`links ${name}`);
      for (const time of [24, 'day']) {
        const contents = g.contents({ ...text, longest: 500 });
        const { id } = await client.addPassword({ vaultId: g.one(VAULTS), ...fieldsOf(contents) });
        const link = await client.generatePasswordShareLink(id, false, time);
        const { body } = server.log.at(-1);
        const shared = body.password;
        const wanted = expected(contents, kept);
        if (!isSealed) {
          assert.deepEqual([shared.password, shared.custom ?? []], [wanted.password, wanted.custom]);
          continue;
        }
        const code = link.split('#code=')[1];
        assert.match(code, /^[A-Za-z0-9]{100}$/);
        assert.equal(body.secretHash ?? body.passwordHash, protocolHash('sha256', code));
        for (const [who, cipher] of implementationsOf(world)) {
          assert.deepEqual(opened(cipher, world, shared, code, server.state.attachments), wanted, `link, by ${who}`);
          const key = keyOf(cipher, stored(id), vaultKey(stored(id).vaultId));
          if (time === 'day') assert.equal(cipher.open(body.oneTimePasswordCrypted, key), code);
        }
      }
    });

    test('new vaults', async () => {
      for (const isPrivate of [true, false]) {
        await client.addVault('A vault', isPrivate);
        const { passwordCrypted, mpCrypted, passwordHash, salt } = server.log.at(-1).body;
        for (const [, cipher] of implementationsOf(world)) {
          const key = cipher.open(mpCrypted, world.domainMaster);
          assert.equal(passwordHash, protocolHash('sha256', isSealed ? key + salt : salt + salt));
          if (isSealed) assert.match(key, /^[A-Za-z0-9]{100}$/);
          if (isPrivate) assert.equal(cipher.open(passwordCrypted, world.effectiveKey), key);
        }
      }
    });
  });
}
