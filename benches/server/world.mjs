// What the bench's server answers with: every answer is JSON text that was made once, before anything is measured.
import crypto from 'node:crypto';
import { fileHash, randomText, seal, sealText } from '../floor/crypto.mjs';

export const MK_OPTIONS = `pbkdf:sha256:300000:64:${'s'.repeat(32)}`;

import { MASTER_PASSWORD } from './names.mjs';

const FIELDS = 20;
const IN_FOLDER = 200;

const MK = crypto.pbkdf2Sync(MASTER_PASSWORD, 's'.repeat(32), 300_000, 64, 'sha256').toString('base64');
const DOMAIN_MASTER = randomText(100);
const id = (kind, n) => kind + String(n).padStart(24 - kind.length, '0');

const envelope = (data) => JSON.stringify({ status: 'success', data });

/** A company vault, as most are: its key is sealed with the domain's. */
function vault(name) {
  const key = randomText(100);
  const sent = {
    id: name,
    name,
    scope: 'domain',
    domainId: 'domain000000000000000001',
    domainMaster: sealText(DOMAIN_MASTER, MK),
    access: 'admin',
    visible: true,
    foldersAmount: 0,
    passwordsAmount: 0,
    vaultPasswordCrypted: sealText(key, DOMAIN_MASTER),
  };
  return { key, sent };
}

/** What lists show of a password. */
const listed = (n, vaultId, folderId, name) => ({
  id: id('pw', n),
  vaultId,
  folderId,
  name,
  login: `user${n}@example.org`,
  description: '',
  url: `https://host${n}.example.org/login`,
  color: null,
  tags: ['production', 'servers'],
  lastPasswordUpdate: 1600000000,
  updatedAt: '2020-09-13T12:26:40+00:00',
  access: 'admin',
  accessCode: 100,
  isFavorite: false,
  shortcut: null,
});

function password(entry, vaultKey, fields) {
  const key = randomText(32);
  const sealed = (text) => sealText(text, key);
  const custom = Array.from({ length: fields }, (_, i) => ({
    name: sealed(`Field number ${i + 1}`),
    value: sealed(randomText(24)),
    type: sealed(i % 2 ? 'password' : 'text'),
  }));
  const cryptedPassword = sealed(randomText(20));
  const { shortcut, ...shown } = entry;
  return { key, sent: { ...shown, cryptedPassword, cryptedKey: sealText(key, vaultKey), custom, attachments: null } };
}

/** Words in an order that sorting has to mend, always the same. */
function names(count, letters) {
  let state = 12345;
  const next = (n) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % n;
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 6 + next(10) }, () => letters[next(letters.length)]).join(''),
  );
}

const ASCII = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789 '];
const FOREIGN = [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяéàüñç '];

const list = (count, letters) => names(count, letters).map((name, n) => listed(n, 'vList', null, name));

export const attachmentBytes = (size) => {
  const cipher = crypto.createCipheriv('aes-256-ctr', Buffer.alloc(32, 1), Buffer.alloc(16));
  return cipher.update(Buffer.alloc(size));
};

function attachment(size, passwordKey, plain) {
  const bytes = attachmentBytes(size);
  const base64 = bytes.toString('base64');
  const fileKey = plain ? 'a'.repeat(32) : randomText(100);
  return {
    id: `a${size}`,
    name: `${size}.bin`,
    encryptedKey: plain ? Buffer.from(fileKey).toString('base64') : sealText(fileKey, passwordKey),
    encryptedData: plain ? Buffer.from(base64).toString('base64') : seal(base64, fileKey).latin1Slice(),
    hash: fileHash(bytes),
  };
}

/** The answers to GET, by path; those that take long to make are functions, called at the first request. */
export function makeAnswers() {
  const answers = new Map();
  const put = (path, data) => answers.set(path, typeof data === 'function' ? () => envelope(data()) : envelope(data));
  put('/info/version', { version: '6.1.0', legacySupport: false });
  put('/user/get-master-key-options', { mkOptions: MK_OPTIONS });
  const [source, target] = [vault('vSource'), vault('vTarget')];
  put('/vaults/vSource', source.sent);
  put('/vaults/vTarget', target.sent);

  const main = password(listed(0, 'vSource', null, 'The password'), source.key, FIELDS);
  put('/passwords/pMain', { ...main.sent, id: 'pMain' });
  for (const size of [1, 4, 16].map((n) => n * 65_536).concat(5_242_880, 20_971_520, 41_943_040)) {
    put(`/passwords/pMain/attachment/a${size}`, () => attachment(size, main.key, false));
    put(`/passwords/pMain/attachment/plain${size}`, () => attachment(size, main.key, true));
  }

  put('/folders/fMany', { id: 'fMany', name: 'Many', vaultId: 'vSource', parentId: null });
  put('/folders/fMany/children', []);
  const entries = names(IN_FOLDER, ASCII).map((name, n) => listed(n + 1, 'vSource', 'fMany', name));
  put('/folders/fMany/passwords', entries);
  for (const entry of entries) put(`/passwords/${entry.id}`, password(entry, source.key, 2).sent);

  for (const count of [1_000, 10_000, 100_000]) {
    put(`/vaults/ascii${count}/passwords`, () => list(count, ASCII));
    put(`/vaults/foreign${count}/passwords`, () => list(count, FOREIGN));
  }
  return { answers, masterKey: MK, passwordKey: main.key };
}
