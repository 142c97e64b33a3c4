// Without a master key nothing is written where anything is sealed, whatever a server says of the rest.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { folder } from '../node/support/installed.mjs';
import { passwork, WORLDS, world } from './support/cli.mjs';
import { frontOf, isWrite } from './support/front.mjs';

const [SEALED4, PLAIN4, SEALED7] = WORLDS;
const CONTENTS = {
  V: { item: { password: 'canary', custom: { a: 'b' }, attachments: { file: 'x' } } },
  W: { link: { shortcutTo: 'V/item' } },
};
const WRITES = [
  ['add', '--vault', 'V', '--name', 'n', '--generate'],
  ['update', 'V/item', '--generate'],
  ['update', 'V/item', '--login', 'l'],
  ['update', 'W/item', '--login', 'l'],
  ['rm', '-y', 'V/item'],
  ['rm', '-y', 'W/item'],
  ['attachment', 'put', 'V/item', '-', '--name', 'n'],
  ['attachment', 'rm', '-y', 'V/item', 'file'],
];

const withoutMaster = ({ PASSWORK_MASTER_PASSWORD: _, PASSWORK_MASTER_KEY: __, ...env }) => env;

async function refuses(env, server, args, words) {
  const seen = await passwork(env, args);
  assert.deepEqual([seen.code, seen.stdout], [4, ''], `${words}: ${args.join(' ')}: ${seen.stderr}`);
  assert.match(seen.stderr, /PASSWORK_MASTER_PASSWORD or PASSWORK_MASTER_KEY/);
  assert.deepEqual(server.requests.filter(isWrite), [], `${words}: ${args.join(' ')}`);
}

for (const one of [SEALED4, SEALED7]) {
  test(`each command that writes is exit 4, and nothing is written: ${one.name}`, async (t) => {
    const { env, server } = await world(t, one, CONTENTS);
    for (const args of WRITES) await refuses(withoutMaster(env), server, args, 'no master key');
    await refuses(withoutMaster(env), server, ['update', '--dry-run', 'V/item', '--generate'], 'no master key');
    for (const args of WRITES) {
      const name = one.generation === 4 ? 'PASSWORK_MASTER_PASSWORD' : 'PASSWORK_MASTER_KEY';
      const wrong = one.generation === 4 ? 'wrong' : Buffer.alloc(64, 1).toString('base64');
      const { code, stdout } = await passwork({ ...env, [name]: wrong }, args);
      // A shortcut of API v4 is deleted without a look at anything that is sealed.
      if (code !== 0) assert.deepEqual([code, stdout], [4, ''], args.join(' '));
      else assert.equal(`${one.generation} ${args}`, '4 rm,-y,W/item');
    }
  });
}

/** A server that hides what is sealed: of the vault, or of its items. */
const hide =
  (what) =>
  (_, { method, path: asked }) => {
    if (method !== 'GET') return undefined;
    const isVault = /^\/vaults/.test(asked);
    if (isVault !== (what === 'vault')) return undefined;
    const strip = (value) => {
      if (Array.isArray(value)) value.forEach(strip);
      else if (value !== null && typeof value === 'object') {
        for (const name of Object.keys(value)) {
          if (
            /^(domainMaster|passwordCrypted|vaultPasswordCrypted|masterKeyEncrypted|vaultMasterKeyEncrypted|keyEncrypted|cryptedKey)$/.test(
              name,
            )
          )
            delete value[name];
          else if (/^(cryptedPassword|passwordEncrypted)$/.test(name)) value[name] = '';
          else if (/^(custom|customs|attachments)$/.test(name)) value[name] = [];
          else strip(value[name]);
        }
      }
    };
    return { after: strip };
  };

test('a server that tells only half of it: the vault or the item is enough', async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const { env, server } = await world(t, one, CONTENTS);
    for (const what of ['vault', 'item']) {
      const { host } = await frontOf(t, server, hide(what));
      const through = { ...withoutMaster(env), PASSWORK_HOST: host };
      await refuses(
        through,
        server,
        ['update', 'V/item', '--password-stdin', '--allow-empty'],
        `${one.name}, ${what} hidden`,
      );
    }
  }
});

test('encryption that is turned on between the look and the write is told', async (t) => {
  for (const args of [WRITES[0], WRITES[1]]) {
    const { env, server } = await world(t, PLAIN4, CONTENTS);
    let isSealed = false;
    const { host } = await frontOf(t, server, (_, request) => {
      if (isWrite(request)) isSealed = true;
      if (!isSealed || !/^\/vaults\/\w/.test(request.path)) return undefined;
      return { after: ({ data }) => ({ data: { ...data, vaultPasswordCrypted: 'amt4cwv48xb6pp1hxxxx' } }) };
    });
    const seen = await passwork({ ...env, PASSWORK_HOST: host }, args);
    assert.deepEqual([seen.code, seen.stdout], [4, ''], seen.stderr);
    assert.match(seen.stderr, /was written in the clear, and its vault is encrypted since then/);
  }
});

test('a session that dies in the middle of a write is not tried again in another way', async (t) => {
  const { env, server, home } = await world(t, SEALED7, CONTENTS);
  const { PASSWORK_TOKEN: token, PASSWORK_REFRESH_TOKEN: _, PASSWORK_MASTER_KEY: masterKey } = env;
  const state = path.join(home, '.local', 'state', 'passwork-wasm');
  fs.mkdirSync(state, { recursive: true });
  let writes = 0;
  const { host } = await frontOf(t, server, (_, request) => {
    if (isWrite(request)) writes += 1;
    else if (writes && request.method === 'GET') server.revoke();
  });
  const both = { ...env, PASSWORK_HOST: host, PASSWORK_SESSION: 'the key of the session' };
  fs.writeFileSync(path.join(state, 'default.session'), sealedSession({ token, masterKey, host }), { mode: 0o600 });
  const seen = await passwork(both, ['add', '--vault', 'V', '--name', 'n', '--generate']);
  assert.deepEqual([seen.code, seen.stdout, writes], [4, '', 1], seen.stderr);
  assert.match(seen.stderr, /POST \/items for \w+ was carried out: look there before you repeat the call/);
});

/** A file of `passwork login`, as it would be. */
function sealedSession({ token, masterKey, host }) {
  const require = createRequire(import.meta.url);
  require(path.join(folder, 'passwork.js'));
  const { version } = require(path.join(folder, 'package.json'));
  const slot = globalThis[Symbol.for(`passwork-wasm/${version}`)];
  slot.module ??= new WebAssembly.Module(fs.readFileSync(path.join(folder, 'passwork.wasm')));
  const session = { access_token: token, refresh_token: null, master_key: masterKey, host, api_version: 7 };
  const sealed = slot.primitives()(0, JSON.stringify(session), 'the key of the session');
  return Buffer.from(sealed, 'latin1').toString('base64');
}
