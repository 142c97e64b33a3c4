// The file of a session of `passwork login`, and that of the official client: each reads the other's.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { folder } from '../node/support/installed.mjs';
import { startPeer } from './peer.mjs';

const require = createRequire(import.meta.url);
const { readSession, storeSession } = require(path.join(folder, 'cli', 'connection.js'));
const { createTestServer } = require(path.join(folder, 'testing.js'));

async function scene(t) {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-session-'));
  const peer = startPeer(process.env.PASSWORK_PYTHON);
  const server = createTestServer({ generation: 7, contents: { V: { orders: { password: 's3cret' } } } });
  const { origin } = new URL(await server.listen());
  t.after(async () => {
    await peer.end();
    await server.close();
    fs.rmSync(place, { recursive: true, force: true });
  });
  await peer.connect(origin);
  return { peer, server, origin, file: path.join(place, 'default.session') };
}

test('ours reads the session of the official client', async (t) => {
  const { peer, file } = await scene(t);
  await peer.call.set_tokens('an access token', 'a refresh token');
  const key = await peer.call.save_session(file);
  fs.chmodSync(file, 0o600);
  const { token, refreshToken, apiVersion, host } = readSession(file, key);
  assert.deepEqual([token, refreshToken, apiVersion, host], ['an access token', 'a refresh token', 7, undefined]);
  assert.throws(() => readSession(file, `${key}x`), { exitCode: 4 });
});

test('the official client reads ours', async (t) => {
  const { peer, server, origin, file } = await scene(t);
  const key = 'any text as a key';
  const { accessToken: token, refreshToken } = server.tokens;
  const session = { token, refreshToken, masterKey: server.masterKey, host: origin };
  let told = 0;
  const announce = async () => {
    told += 1;
    assert.equal(fs.existsSync(file), false, 'the key is told before the session is in its place');
  };
  await storeSession(file, { ...session, apiVersion: 7, endsAt: 1_800_000_000 }, key, announce);
  assert.equal(told, 1);
  await peer.call.load_session(file, key);
  assert.equal(await peer.member('access_token'), token);
  assert.equal(await peer.member('refresh_token'), refreshToken);
  const item = await peer.call.get_item(server.read('V/orders').id);
  assert.equal(item.password, 's3cret', 'the master key is the right one');
});
