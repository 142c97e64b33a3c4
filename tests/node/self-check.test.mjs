// Passwork.selfCheck(): the known answers are computed again, by others; and engines with a flipped byte are found out, and
// write nothing.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { plainEnd } from '../../pkg-template/js/unescaped-string.mjs';
import * as kit from '../conformance/crypto.mjs';
import { startServer } from '../conformance/server.mjs';
import { buildWorld } from '../conformance/world.mjs';
import { engine, flipped, kernels, load, places } from './support/patched-engine.mjs';

const NAMES = [
  'SIMD',
  'AES',
  'MD5',
  'SHA-256',
  'base32',
  'base64',
  'text forms',
  'envelope',
  'RSA',
  'PBKDF2',
  'TOTP',
  'JSON',
];

const source = (name) =>
  fs.readFileSync(fileURLToPath(new URL(`../../src/core/self_check/${name}.rs`, import.meta.url)), 'utf8');

test('the known answers are those of node:crypto', () => {
  const [values, keys] = [source('values'), source('keys')];
  const texts = Object.fromEntries(
    [...(values + keys).matchAll(/const (\w+): [^=]*?=\s*b?"((?:[^"\\]|\\.)*)";|const SALT.*?= \*b"(\w+)"/g)].map(
      ([, name, text, salt]) => [name ?? 'SALT', name ? JSON.parse(`"${text}"`) : salt],
    ),
  );
  const bytes = (text) => Buffer.from(text.match(/0x\w\w/g).map(Number));
  const known = (name) => bytes(new RegExp(`const ${name}: \\[u8; \\d+\\] =\\s*\\[([^\\]]*)\\]`).exec(values)[1]);
  const plain = Buffer.from(texts.PLAIN);
  const digest = (name, ...parts) => crypto.createHash(name).update(Buffer.concat(parts)).digest();

  const cipher = crypto.createCipheriv(
    'aes-256-cbc',
    Buffer.from(Array.from({ length: 32 }, (_, i) => i)),
    Buffer.from(Array.from({ length: 16 }, (_, i) => 255 - i)),
  );
  assert.deepEqual(known('AES'), Buffer.concat([cipher.update(plain), cipher.final()]));

  assert.deepEqual(known('MD5'), digest('md5', plain));
  const [key, salt] = [Buffer.from('known key'), Buffer.from(texts.SALT)];
  const chained = [digest('md5', key, salt)];
  for (let i = 0; i < 2; i += 1) chained.push(digest('md5', chained.at(-1), key, salt));
  assert.deepEqual(known('CHAINED'), Buffer.concat(chained));

  assert.deepEqual(known('SHA256'), digest('sha256', plain));
  const odd = Buffer.alloc(121, 'x');
  odd[63] = 0xe9;
  assert.equal(known('SHA256_ODD').toString('hex'), kit.fileHash('sha256', odd));
  assert.notEqual(kit.fileHash('sha256', odd), kit.sha256True(kit.bytesToBin(odd)));

  const bits = Array.from({ length: 1024 }, (_, n) => n.toString(2).padStart(10, '0')).join('');
  const numbers = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  assert.deepEqual(known('PAIRS'), digest('sha256', Buffer.from(kit.base32Encode(numbers.toString('latin1')))));
  assert.equal(kit.base32Encode(kit.base32Decode(texts.LETTERS_32)), texts.LETTERS_32);
  assert.deepEqual(known('BYTES_64'), Buffer.from(texts.LETTERS_64, 'base64'));

  assert.equal(texts.CODE_UNITS, kit.plainEncode(texts.TEXT));
  assert.equal(texts.UTF8, Buffer.from(texts.TEXT).toString('base64'));
  assert.equal(texts.SEALED, kit.seal(texts.TEXT, 'known key', salt));

  // The key has neither primes nor what belongs to them: others want them, so it is opened by its numbers alone.
  const der = Buffer.from(/const KEY: &str =\s*"(MI[^"]*)"/.exec(keys)[1], 'base64');
  const integers = [];
  for (let at = der[1] & 128 ? 2 + (der[1] & 127) : 2; at < der.length; ) {
    const long = der[at + 1] & 128 ? der[at + 1] & 127 : 0;
    const length = long ? der.readUIntBE(at + 2, long) : der[at + 1];
    const from = at + 2 + long;
    integers.push(BigInt(`0x${der.toString('hex', from, from + length)}`));
    at = from + length;
  }
  const [, modulus, exponent, secret] = integers;
  const power = (base, by) => {
    let [result, square] = [1n, base];
    for (let left = by; left > 0n; left >>= 1n) {
      if (left & 1n) result = (result * square) % modulus;
      square = (square * square) % modulus;
    }
    return result;
  };
  const padded = (cipherText) => {
    const number = BigInt(`0x${Buffer.from(cipherText, 'base64').toString('hex')}`);
    const message = power(number, secret);
    assert.equal(power(message, exponent), number);
    return Buffer.from(message.toString(16).padStart(160, '0'), 'hex');
  };
  const pkcs1 = padded(texts.PKCS1);
  const zero = pkcs1.indexOf(0, 2);
  assert.deepEqual([pkcs1[0], pkcs1[1], pkcs1.toString('utf8', zero + 1)], [0, 2, 'known answer']);
  const mask = (seed, length) => {
    const parts = [];
    for (let i = 0; parts.length * 32 < length; i += 1) parts.push(digest('sha256', seed, Buffer.from([0, 0, 0, i])));
    return Buffer.concat(parts).subarray(0, length);
  };
  const xor = (a, b) => Buffer.from(a.map((byte, i) => byte ^ b[i]));
  const oaep = padded(texts.OAEP);
  const [masked, block] = [oaep.subarray(1, 33), oaep.subarray(33)];
  const seed = xor(masked, mask(block, 32));
  const opened = xor(block, mask(seed, block.length));
  assert.deepEqual(opened.subarray(0, 32), digest('sha256', Buffer.alloc(0)));
  const one = opened.indexOf(1, 32);
  assert.ok(opened.subarray(32, one).every((byte) => byte === 0));
  assert.equal(opened.toString('utf8', one + 1), 'known answer');

  const derived = [...keys.matchAll(/\(\s*Digest::(\w+),\s*\[([^\]]*)\]/g)];
  assert.equal(derived.length, 7);
  for (const [, name, last] of derived) {
    assert.deepEqual(bytes(last), crypto.pbkdf2Sync(plain, salt, 3, 24, name.toLowerCase()).subarray(16), name);
  }
  const codes = [...keys.matchAll(/\(Algorithm::(\w+), "(\d+)"\)/g)];
  assert.equal(codes.length, 3);
  for (const [, name, code] of codes) {
    const mac = crypto
      .createHmac(name.toLowerCase(), '12345678901234567890')
      .update(Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]));
    const all = mac.digest();
    assert.equal(code, String((all.readUInt32BE(all.at(-1) & 15) & 0x7fffffff) % 1e8).padStart(8, '0'), name);
  }
});

/** The names of the checks that fail. */
const failing = (Passwork) =>
  Passwork.selfCheck()
    .checks.filter(({ ok }) => !ok)
    .map(({ name }) => name);

test('all is well: a static function, not enumerable, which works taken off', () => {
  const Passwork = load(engine);
  const { selfCheck } = Passwork;
  const { ok, checks } = selfCheck();
  assert.equal(ok, true);
  assert.deepEqual(
    checks.map(({ name }) => name),
    NAMES,
  );
  for (const check of checks) {
    assert.deepEqual(Object.keys(check), ['name', 'ok', 'ms']);
    assert.ok(check.ok === true && check.ms >= 0);
  }
  assert.equal(Object.keys(Passwork).includes('selfCheck'), false);
  assert.equal(class extends Passwork {}.selfCheck, selfCheck);
});

test('where there is no SIMD, it is not among the checks', () => {
  const without = Buffer.from(engine);
  without[engine.indexOf('\x04simd') + 1] ^= 1;
  const { ok, checks } = load(without).selfCheck();
  assert.equal(ok, true);
  assert.deepEqual(
    checks.map(({ name }) => name),
    NAMES.filter((name) => name !== 'SIMD' && name !== 'JSON'),
  );
});

/** Constants of each primitive, where they stand in the engine, and the checks that must notice that one of them is another. */
const word = (number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};
const CONSTANTS = {
  AES: [Buffer.from('41d5aa01', 'hex'), 'AES', 'envelope'],
  MD5: [Buffer.from('41dbe181a102', 'hex'), 'MD5'],
  'SHA-256': [Buffer.concat([word(0x428a2f98), word(0x71374491)]), 'SHA-256'],
  'the letters of base32': [Buffer.from('000102030405'), 'base32'],
  'the letters of base64': [Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef'), 'base64'],
  'SHA-512': [Buffer.concat([word(0xd728ae22), word(0x428a2f98)]), 'PBKDF2', 'TOTP'],
  'the label of OAEP': [Buffer.from('e3b0c44298fc1c14', 'hex'), 'RSA'],
};

/** Engines in which one of these constants is another, each of its first bytes in turn. What makes no module is left out. */
const engines = (constant) =>
  places(constant)
    .flatMap((place) => Array.from(constant.subarray(0, 4), (_, i) => flipped(place + i)))
    .filter((bytes) => WebAssembly.validate(bytes));

for (const [name, [bytes, ...checks]] of Object.entries(CONSTANTS)) {
  test(`a flipped byte in ${name} is found out`, () => {
    const found = new Set(engines(bytes).flatMap((engine) => failing(load(engine))));
    for (const check of checks) assert.ok(found.has(check), `${check} has not noticed, only ${[...found]}`);
  });
}

/** Engines with a flipped byte in a kernel, as many as there are steps. Those that are no module are left out. */
function* spoilt([start, end]) {
  for (let at = start + 4; at < end; at += 5) {
    const bytes = flipped(at);
    const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), 'simd');
    if (WebAssembly.validate(section)) yield bytes;
  }
}

for (const [name, place] of Object.entries(kernels())) {
  test(`a flipped byte in the kernel ${name} is found out`, () => {
    const check = name === 'json_plain' ? 'JSON' : 'SIMD';
    let found = 0;
    for (const bytes of spoilt(place)) {
      const failed = failing(load(bytes));
      if (failed.includes(check)) found += 1;
      if (found === 3) return;
    }
    assert.fail(`only ${found}`);
  });
}

/**
 * The first engine that fails a check by a flipped byte at one of these places, and refuses to seal: some of them are of what
 * opens values alone.
 */
async function broken(candidates, check, clientOf) {
  for (const bytes of candidates) {
    const Passwork = load(bytes);
    if (!failing(Passwork).includes(check)) continue;
    const error = await clientOf(Passwork)
      .addVault('a vault', true)
      .catch((e) => e);
    if (error.kind === 'engine') return Passwork;
  }
  return assert.fail(`no engine fails ${check}`);
}

const at = (name) => engines(CONSTANTS[name][0]);

test('with an engine that fails the quick checks, nothing is written', async (t) => {
  const world = buildWorld('plain-refresh');
  for (const [candidates, check] of [
    [at('AES'), 'AES'],
    [at('MD5'), 'MD5'],
    [at('SHA-256'), 'SHA-256'],
    [at('the letters of base32'), 'base32'],
    [at('the letters of base64'), 'base64'],
    [spoilt(kernels().base32_encode), 'SIMD'],
  ]) {
    const server = await startServer({ world });
    t.after(() => server.close());
    const clientOf = (Passwork) => new Passwork({ host: server.url, masterPassword: 'the key' });
    const Passwork = await broken(candidates, check, clientOf);
    const client = clientOf(Passwork);
    await client.login(world.apiKey).catch(() => {}); // some need what is broken
    const kept = JSON.stringify(server.state.passwords);
    const from = server.log.length;
    for (let i = 0; i < 2; i += 1) {
      for (const [method, ...args] of [
        ['addPassword', { vaultId: 'vMain', name: 'n', password: 'p' }],
        ['editPassword', 'pFull', { password: 'p' }],
        ['addPasswordAttachment', 'pFull', new Uint8Array(100), 'a.bin'],
        ['addVault', 'a vault', true],
      ]) {
        await assert.rejects(client[method](...args), {
          kind: 'engine',
          message: /^the engine has failed its self-check \(/,
        });
      }
    }
    assert.deepEqual(server.log.slice(from), [], check);
    assert.equal(JSON.stringify(server.state.passwords), kept);
    assert.equal(typeof (await client.version()), 'object'); // the others go on
  }
});

test('without SIMD, every string of JSON is read, however short, wherever it stands', () => {
  for (let start = 0; start < 9; start += 1) {
    for (let length = 0; length < 40; length += 1) {
      const bytes = new Uint8Array(64).fill(0x61);
      bytes[start + length] = 0x22;
      assert.equal(plainEnd(bytes, start), start + length);
      if (length === 0) continue;
      bytes[start + length - 1] = 0x5c;
      assert.equal(plainEnd(bytes, start), undefined);
    }
  }
});
