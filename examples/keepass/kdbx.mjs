// Writes records into an encrypted KeePass file (KDBX 4, AES-256) and checks what is in it.
import { isDeepStrictEqual } from 'node:util';
import kdbxweb from 'kdbxweb';

// KDBX knows two ways to slow down guessing. Argon2 is the stronger one, but kdbxweb brings no
// implementation; AES-KDF it computes by WebCrypto. KeePass changes it with one click.
const AES_KDF_ROUNDS = 10_000_000; // about half a second

const credentials = (password) => new kdbxweb.Credentials(kdbxweb.ProtectedValue.fromString(password));

export class KeePassWriter {
  constructor(password) {
    this.db = kdbxweb.Kdbx.create(credentials(password), 'Passwork');
    this.db.setKdf(kdbxweb.Consts.KdfId.Aes);
    this.db.header.kdfParameters.set('R', kdbxweb.VarDictionary.ValueType.UInt64, kdbxweb.Int64.from(AES_KDF_ROUNDS));
    this.groups = new Map([['[]', this.db.getDefaultGroup()]]);
    this.written = new Map(); // id of the entry -> what it must hold
  }

  async add(record) {
    const entry = this.db.createEntry(this.group(record.path));
    const wanted = contents(record);
    for (const [name, { value, secret }] of wanted.fields) {
      entry.fields.set(name, secret || !fitsXml(value) ? kdbxweb.ProtectedValue.fromString(value) : value);
    }
    for (const [name, bytes] of wanted.files) entry.binaries.set(name, await this.db.createBinary(exactBuffer(bytes)));
    entry.tags = wanted.tags;
    const changed = new Date(record.updatedAt);
    if (!Number.isNaN(changed.getTime())) entry.times.lastModTime = changed;
    this.written.set(entry.uuid.id, wanted);
  }

  /** The group of a path; same names at the same place share one. */
  group(path) {
    const names = path.map(xmlName),
      key = JSON.stringify(names);
    if (!this.groups.has(key)) this.groups.set(key, this.db.createGroup(this.group(names.slice(0, -1)), names.at(-1)));
    return this.groups.get(key);
  }

  save() {
    return this.db.save();
  }
}

/** Opens a file's bytes and lists what differs from what was written: [] when all is there. */
export async function differences(bytes, password, written) {
  const db = await kdbxweb.Kdbx.load(exactBuffer(bytes), credentials(password));
  const missing = new Map(written),
    found = [];
  for (const entry of db.getDefaultGroup().allEntries()) {
    const wanted = missing.get(entry.uuid.id);
    missing.delete(entry.uuid.id);
    const where = pathOf(entry).join(' / ');
    if (!wanted) found.push(`${where}: not expected`);
    else if (!isDeepStrictEqual(readBack(entry), plain(wanted))) found.push(`${where}: not the same`);
  }
  for (const { path } of missing.values()) found.push(`${path.join(' / ')}: an entry is missing`);
  return found;
}

/** What an entry must hold. Two fields or files never share a name: the second gets a number. */
function contents(record) {
  const fields = new Map(),
    files = new Map();
  const put = (map, name, value) => {
    let free = xmlName(name) || 'Field';
    for (let n = 2; map.has(free); n++) free = `${xmlName(name)} (${n})`;
    map.set(free, value);
  };
  put(fields, 'Title', { value: record.name });
  put(fields, 'UserName', { value: record.login });
  put(fields, 'Password', { value: record.password, secret: true });
  put(fields, 'URL', { value: record.url });
  put(fields, 'Notes', { value: record.description });
  const factor = record.customs.find((c) => c.type === 'totp' && oneTimeUrl(c.value, record));
  if (factor) put(fields, 'otp', { value: oneTimeUrl(factor.value, record), secret: true }); // where KeePassXC and others look for it
  for (const { name, value, type } of record.customs) put(fields, name, { value, secret: type !== 'text' });
  for (const { name, bytes } of record.files) put(files, name, bytes);
  // KeePass divides tags at , ; and :
  const tags = [...new Set(record.tags.map((t) => xmlName(t).replace(/[,;:]/g, ' ').trim()).filter(Boolean))];
  return { path: record.path.map(xmlName), fields, files, tags };
}

function oneTimeUrl(secret, { name, login }) {
  if (secret.startsWith('otpauth://')) return secret;
  if (!/^[A-Za-z2-7]+=*$/.test(secret)) return null;
  const label = encodeURIComponent((login ? `${name}:${login}` : name).toWellFormed());
  return `otpauth://totp/${label}?secret=${secret.replace(/=+$/, '')}&period=30&digits=6`;
}

// A KDBX file is XML inside. XML has no control characters, turns CR into LF, and parsers trim;
// protected values are encrypted one by one, so they can hold any text.
const UNFIT = /[^\P{Cc}\t\n]|[\p{Cs}\u2028\u2029\ufffe\uffff]/u;
const fitsXml = (value) => value === value.trim() && !UNFIT.test(value);
/** For names, which cannot be protected. */
const xmlName = (name) =>
  String(name ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]+/gu, ' ')
    .trim();

/** kdbxweb takes whole ArrayBuffers. */
const exactBuffer = (bytes) =>
  bytes instanceof ArrayBuffer ? bytes : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);

const byName = ([a], [b]) => (a < b ? -1 : 1);
const hex = (bytes) => Buffer.from(bytes).toString('hex');

const plain = ({ path, fields, files, tags }) => ({
  path,
  fields: [...fields].map(([name, { value }]) => [name, value]).sort(byName),
  files: [...files].map(([name, bytes]) => [name, hex(bytes)]).sort(byName),
  tags,
});

function readBack(entry) {
  const text = (value) => (typeof value === 'string' ? value : value.getText());
  const bytes = ({ value = undefined }) => (value instanceof kdbxweb.ProtectedValue ? value.getBinary() : value);
  return {
    path: pathOf(entry),
    fields: [...entry.fields].map(([name, value]) => [name, text(value)]).sort(byName),
    files: [...entry.binaries].map(([name, binary]) => [name, hex(bytes(binary))]).sort(byName),
    tags: entry.tags,
  };
}

function pathOf(entry) {
  const names = [];
  for (let group = entry.parentGroup; group?.parentGroup; group = group.parentGroup) names.unshift(group.name);
  return names;
}
