// What implementations that are not ours write, our client reads: random values, both modes, every kind of vault.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { rsaEncrypt, totpAt } from '../conformance/crypto.mjs';
import { startServer } from '../conformance/server.mjs';
import { ALNUM_SPECIAL, buildWorld, FILLER } from '../conformance/world.mjs';
import { Generator } from './interop/generate.mjs';
import { implementationsOf, pbkdf2, survives } from './interop/implementations.mjs';
import { expected, store } from './interop/stored.mjs';
import { folder } from './support/installed.mjs';

const Passwork = createRequire(import.meta.url)(folder);
const VAULTS = { vMain: true, vOld: false, vDomain: true, vDomainOld: false, vBoth: true };
const ROUNDS = 5;

/** `{password, custom, files}` of a result, by its helpers. */
async function read(password, attachmentOf) {
  const files = [];
  for (const { id } of password.attachments) {
    const file = await attachmentOf(id);
    files.push({ name: file.name, bytes: file.getData() });
  }
  return { password: password.getPassword(), custom: password.getCustoms(), files };
}

for (const name of ['plain', 'mp', 'pbkdf']) {
  describe(`others' writes, read by ours: ${name}`, () => {
    const world = buildWorld(name);
    const isSealed = world.mode === 'master';
    const text = { lone: !isSealed };
    const kept = survives(world);
    let server;
    let client;
    let count = 0;

    before(async () => {
      server = await startServer({ world });
      client = new Passwork(server.url);
      await client.login(world.apiKey, world.masterPassword);
    });
    after(() => server.close());

    for (const [who, cipher] of implementationsOf(world)) {
      /** Stores random contents in a vault: `{id, key, contents}`. */
      const stored = (g, vault, keyed) => {
        const vaultKey = isSealed ? world.vaultKeys[vault] : FILLER;
        const key = keyed ? g.random.text(32, ALNUM_SPECIAL) : vaultKey;
        const contents = g.contents(text);
        count += 1;
        return {
          id: store(cipher, server, { id: `other${count}`, vault, key, vaultKey, contents, keyed }),
          key,
          contents,
        };
      };

      for (const [vault, keyed] of Object.entries(VAULTS)) {
        test(`${vault}, by ${who}`, async () => {
          const g = new Generator(`read ${name} ${vault} ${who}`);
          for (let round = 0; round < ROUNDS; round += 1) {
            const { id, contents } = stored(g, vault, keyed && round > 0); // the first: no own key in a keyed vault
            const found = await client.getPassword(id);
            const read_ = await read(found, (file) => client.getAttachment(id, file));
            assert.deepEqual(read_, expected(contents, kept), `round ${round}`);
          }
        });
      }

      test(`shortcuts, by ${who}`, async () => {
        const g = new Generator(`read shortcuts ${name} ${who}`);
        for (const vaultId of Object.keys(VAULTS)) {
          const { id: passwordId, key, contents } = stored(g, 'vSource', true);
          const id = `s-${passwordId}`;
          const cryptedKey = isSealed ? cipher.seal(key, world.vaultKeys[vaultId]) : '';
          server.state.shortcuts.push({ id, vaultId, folderId: null, passwordId, cryptedKey });
          const found = await client.getShortcutPassword(id);
          const read_ = await read(found, (file) => client.getShortcutPasswordAttachment(id, file));
          assert.deepEqual(read_, expected(contents, kept), vaultId);
        }
      });

      test(`inbox, by ${who}`, async () => {
        const g = new Generator(`read inbox ${name} ${who}`);
        for (let round = 0; round < 3; round += 1) {
          const { id: passwordId, key, contents } = stored(g, 'vInbox', true);
          const id = `i-${passwordId}`;
          const cryptedKey = isSealed ? rsaEncrypt(key, world.publicPem) : cipher.seal(key);
          server.state.inbox.push({ id, passwordId, name: id, viewed: false, style: 'new', cryptedKey });
          const found = (await client.getInboxPassword(id)).password;
          const read_ = await read(found, (file) => client.getInboxPasswordAttachment(id, file));
          assert.deepEqual(read_, expected(contents, kept));
        }
      });

      test(`files up to 200 kB, by ${who}`, async () => {
        const g = new Generator(`read files ${name} ${who}`);
        const files = [0, 1, 57, 131_071, 200_000].map((size) => ({
          name: `${size}`,
          bytes: new Uint8Array(g.random.bytes(size)),
        }));
        count += 1;
        const vaultKey = world.vaultKeys.vMain;
        const contents = { password: '', custom: [], files };
        const id = store(cipher, server, { id: `other${count}`, vault: 'vMain', key: vaultKey, vaultKey, contents });
        const found = await read(await client.getPassword(id), (file) => client.getAttachment(id, file));
        assert.deepEqual(found, contents);
      });
    }

    test('TOTP codes', async (t) => {
      const g = new Generator(`totp ${name}`);
      const [[, cipher]] = implementationsOf(world);
      for (let round = 0; round < 40; round += 1) {
        const value = g.random.text(8 * (1 + g.below(6)), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
        const contents = { password: '', custom: [{ name: 'n', value, type: 'totp' }], files: [] };
        count += 1;
        const vaultKey = world.vaultKeys.vMain;
        const id = store(cipher, server, { id: `other${count}`, vault: 'vMain', key: vaultKey, vaultKey, contents });
        const [field] = (await client.getPassword(id)).getCustoms();
        const ms = g.below(2 ** 31) * 1000 + g.below(1000);
        const clock = t.mock.method(Date, 'now', () => ms);
        assert.equal(field.getTotpCode(), totpAt(value, ms, { rounding: 'down' }), `${value} at ${ms}`);
        clock.mock.restore();
      }
    });
  });
}

test('master keys by PBKDF2', async () => {
  const g = new Generator('pbkdf2');
  const world = buildWorld('pbkdf');
  const server = await startServer({ world });
  try {
    const client = new Passwork(server.url);
    await client.login(world.apiKey, world.masterPassword);
    for (const digest of ['sha1', 'sha256', 'sha512']) {
      for (const length of [20, 32, 64, 100]) {
        const salt = g.text({ longest: 100 }).replace(/[:\n\r\u2028\u2029]/g, '') || 'salt';
        const options = { digest, iterations: 1 + g.below(40), length, salt };
        const password = g.text({ longest: 300 }) || 'p';
        const mkOptions = `pbkdf:${digest}:${options.iterations}:${length}:${salt}`;
        server.addFault({ on: 'GET /user/get-master-key-options', kind: 'data', data: { mkOptions } });
        const key = await client.loadMasterKey({
          useMasterPassword: true,
          refreshToken: 'x',
          masterPassword: password,
        });
        for (const [who, derive] of Object.entries(pbkdf2))
          assert.equal(derive(password, options), key, `${who}: ${mkOptions}`);
      }
    }
  } finally {
    await server.close();
  }
});
