// The file of a session: the format of the official Python client, judged by its vector and by node:crypto.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { folder } from '../node/support/installed.mjs';
import { WORLDS } from './support/cli.mjs';
import { sessionWorld } from './support/session.mjs';

const { readSession, sealedSession } = createRequire(import.meta.url)(path.join(folder, 'cli', 'connection.js'));

const vectors = JSON.parse(fs.readFileSync(new URL('../vectors/passwork-7.json', import.meta.url), 'utf8')).vectors;
const { input, output } = vectors.find(({ name }) => name === 'session/file');

const ALPHABET = '0123456789abcdefghjkmnpqrtuvwxyz';

/** Base32 of the servers, to bytes. */
function fromBase32(text) {
  const bits = [...text].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

function toBase32(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits
    .match(/.{1,5}/g)
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** Key and IV of OpenSSL's `enc` for a passphrase. */
function keyOf(passphrase, salt) {
  const md5 = (...parts) => crypto.createHash('md5').update(Buffer.concat(parts)).digest();
  const text = Buffer.from(passphrase);
  const one = md5(text, salt);
  const two = md5(one, text, salt);
  return [Buffer.concat([one, two]), md5(two, text, salt)];
}

/** Opens the text of a file without anything of ours; gives the salt too. */
function openedByNode(file, passphrase) {
  const envelope = Buffer.from(fromBase32(Buffer.from(file, 'base64').toString()).toString(), 'base64');
  assert.equal(envelope.subarray(0, 8).toString(), 'Salted__');
  const salt = envelope.subarray(8, 16);
  const cipher = crypto.createDecipheriv('aes-256-cbc', ...keyOf(passphrase, salt));
  const json = Buffer.concat([cipher.update(envelope.subarray(16)), cipher.final()]).toString();
  return { salt: salt.toString('hex'), json };
}

function sealedByNode(json, passphrase, saltHex) {
  const salt = Buffer.from(saltHex, 'hex');
  const cipher = crypto.createCipheriv('aes-256-cbc', ...keyOf(passphrase, salt));
  const envelope = Buffer.concat([Buffer.from('Salted__'), salt, cipher.update(json), cipher.final()]);
  return Buffer.from(toBase32(Buffer.from(envelope.toString('base64')))).toString('base64');
}

/** A file with this text, for its owner alone. */
function fileWith(t, text) {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-session-'));
  t.after(() => fs.rmSync(place, { recursive: true, force: true }));
  const file = path.join(place, 'default.session');
  fs.writeFileSync(file, text, { mode: 0o600 });
  return file;
}

test('the vector: both directions of node:crypto, so that the judge is right', () => {
  assert.deepEqual(openedByNode(input.file, input.key), { salt: input.saltHex, json: output.json });
  assert.equal(sealedByNode(output.json, input.key, input.saltHex), input.file);
});

test('the file of the official client is read', (t) => {
  const { access_token: token, refresh_token: refreshToken, master_key: masterKey } = JSON.parse(output.json);
  const expected = {
    host: undefined,
    apiVersion: 7,
    token,
    refreshToken,
    masterKey,
    hash: undefined,
    endsAt: undefined,
  };
  for (const end of ['', '\n', '\r\n']) {
    assert.deepEqual(readSession(fileWith(t, input.file + end), input.key), expected);
  }
  const nulls = JSON.stringify({ access_token: 'a', refresh_token: null, master_key: null });
  const { refreshToken: none, masterKey: nor } = readSession(
    fileWith(t, sealedByNode(nulls, 'any text', '0011223344556677')),
    'any text',
  );
  assert.deepEqual([none, nor], [undefined, undefined]);
});

test('what is written is what the official client reads, with members of our own beside its three', (t) => {
  const key = crypto.randomBytes(32).toString('base64');
  const session = {
    host: 'https://h',
    apiVersion: 4,
    token: 'acc',
    refreshToken: 'ref',
    masterKey: 'клю\u{1f511}',
    endsAt: 5,
  };
  const file = sealedSession(session, key);
  assert.match(file, /^[A-Za-z0-9+/]+=*$/);
  const { json, salt } = openedByNode(file, key);
  const { access_token, refresh_token, master_key, ...others } = JSON.parse(json);
  assert.deepEqual([access_token, refresh_token, master_key], ['acc', 'ref', 'клю\u{1f511}']);
  assert.deepEqual(others, { host: 'https://h', api_version: 4, access_token_ends_at: 5 });
  assert.deepEqual(readSession(fileWith(t, file), key), { ...session, hash: undefined });
  assert.notEqual(openedByNode(sealedSession(session, key), key).salt, salt, 'each has a salt of its own');
  const bare = JSON.parse(openedByNode(sealedSession({ token: 'acc', refreshToken: '' }, key), key).json);
  assert.deepEqual(bare, { access_token: 'acc', refresh_token: null, master_key: null });
});

test('a file that is something else is told so, and nothing of it is shown', (t) => {
  const sealed = (value) =>
    sealedByNode(typeof value === 'string' ? value : JSON.stringify(value), 'k', '0011223344556677');
  for (const value of ['canary', [], null, 5, {}, { access_token: '' }, { access_token: 5, canary: 1 }]) {
    assert.throws(
      () => readSession(fileWith(t, sealed(value)), 'k'),
      (error) => {
        assert.equal(error.exitCode, 4);
        assert.match(error.message, /holds no session\. Run eval/);
        assert.doesNotMatch(error.message, /canary/);
        return true;
      },
    );
  }
  const big = fileWith(t, 'A'.repeat((1 << 20) + 4));
  assert.throws(() => readSession(big, 'k'), { exitCode: 4, message: /holds no session/ });
  assert.equal(readSession(path.join(path.dirname(big), 'nothing'), 'k'), undefined);
});

test('a session of each generation, as login writes it', async (t) => {
  for (const one of WORLDS) {
    const { server, file, key, env } = await sessionWorld(t, one);
    const session = JSON.parse(openedByNode(fs.readFileSync(file, 'latin1'), key).json);
    assert.equal(session.host, env.PASSWORK_HOST);
    assert.equal(session.api_version, one.generation);
    assert.equal(session.master_key, server.masterKey, 'the key, also where a password was given');
    if (one.generation === 7) {
      const { accessToken, refreshToken } = server.tokens;
      assert.deepEqual([session.access_token, session.refresh_token], [accessToken, refreshToken]);
    }
  }
});
