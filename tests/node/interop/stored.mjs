// Passwords as the server keeps them, opened and made by an implementation that is not ours.
import assert from 'node:assert/strict';
import { fileHash } from '../../conformance/crypto.mjs';
import { FILLER } from '../../conformance/world.mjs';

const base64 = (bytes) => Buffer.from(bytes).toString('base64');

/** The key of a stored password. `vaultKey` is that of the vault it lies in. */
export const keyOf = (cipher, stored, vaultKey) =>
  stored.cryptedKey ? cipher.open(stored.cryptedKey, vaultKey) : vaultKey;

/** `{password, custom, files}` of a stored password; `attachments`: id → the server's record of a file. */
export function opened(cipher, world, stored, key, attachments) {
  const open = (value, with_) => cipher.open(value, with_);
  const custom = (stored.custom ?? []).map((field) => {
    assert.deepEqual(Object.keys(field), ['name', 'value', 'type']);
    return { name: open(field.name, key), value: open(field.value, key), type: open(field.type, key) };
  });
  const files = (stored.attachments ?? []).map(({ id, name, encryptedKey }) => {
    const { encryptedData, hash } = attachments[id];
    const fileKey = open(encryptedKey, key);
    if (world.mode === 'master') assert.match(fileKey, /^[A-Za-z0-9]{100}$/);
    else assert.equal(fileKey, FILLER);
    const bytes = new Uint8Array(Buffer.from(open(encryptedData, fileKey), 'base64'));
    assert.equal(hash, fileHash('sha256', bytes), 'the hash of a file');
    return { name, bytes };
  });
  return { password: open(stored.cryptedPassword, key), custom, files };
}

/** Puts a password into the server, written by an implementation that is not ours. Returns its id. */
export function store(cipher, server, { id, vault, key, vaultKey, contents, keyed }) {
  const put = (text, with_) => cipher.seal(text, with_);
  const { state } = server;
  const attachments = contents.files.map(({ name, bytes }, i) => {
    const file = `${id}-file-${i}`;
    const fileKey = `${'k'.repeat(99)}${i}`;
    const encryptedKey = put(fileKey, key);
    const encryptedData = put(base64(bytes), fileKey);
    state.attachments[file] = {
      id: file,
      name,
      passwordId: id,
      encryptedKey,
      encryptedData,
      hash: fileHash('sha256', bytes),
    };
    return { id: file, name, encryptedKey };
  });
  const custom = contents.custom.map((field) =>
    Object.fromEntries(Object.entries(field).map(([name, value]) => [name, put(value, key)])),
  );
  const stored = {
    id,
    vaultId: vault,
    folderId: null,
    name: id,
    cryptedPassword: put(contents.password, key),
    custom,
    attachments,
  };
  if (keyed) stored.cryptedKey = put(key, vaultKey);
  state.passwords.push(stored);
  return id;
}

/** What `contents` is after its way through a mode (`survives`). */
export const expected = (contents, survives) => ({
  password: survives(contents.password),
  custom: contents.custom.map((f) => ({ name: survives(f.name), value: survives(f.value), type: survives(f.type) })),
  files: contents.files,
});
