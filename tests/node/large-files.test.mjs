// Files of every size, written and read with every engine that a platform may have or lack: SIMD, and a crypto that works
// at once. What one writes, all of them read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { session } from './support/client.mjs';
import { inProject } from './support/installed.mjs';

const PLATFORMS = {
  'SIMD and crypto': '',
  'no SIMD': `
    const Real = WebAssembly.Module;
    WebAssembly.Module = function (bytes) {
      if (bytes.length < 10000) throw new WebAssembly.CompileError('SIMD unsupported');
      return new Real(bytes);
    };
    WebAssembly.Module.prototype = Real.prototype;`,
  'SIMD and WebCrypto': 'delete process.getBuiltinModule;',
  'SIMD alone': `
    delete process.getBuiltinModule;
    const { crypto: all } = globalThis;
    Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues: (view) => all.getRandomValues(view) } });`,
};

/** Around the sizes at which other ways are taken: 32 kB, a piece to seal, a piece to open. */
const SIZES = [
  0, 1, 2, 3, 24_573, 24_576, 32_767, 32_768, 92_148, 230_387, 230_388, 230_389, 393_119, 393_120, 393_121, 800_000,
];

const PROGRAM = `
  const Passwork = require('passwork-wasm');
  const { createHash } = require('node:crypto');
  const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');
  const fileOf = (size) => {
    const bytes = new Uint8Array(size);
    for (let i = 0, x = 12345 + size; i < size; i += 1) bytes[i] = (x = (x * 1103515245 + 12345) & 0x7fffffff) >> 16;
    return bytes;
  };
  (async () => {
    const client = new Passwork({ host });
    await client.login(apiKey, masterPassword);
    const ids = given ?? [];
    if (!given) {
      for (const size of sizes) {
        await client.addPasswordAttachment('pFull', fileOf(size), String(size));
        const { attachments } = await client.getPassword('pFull');
        ids.push(attachments.find(({ name }) => name === String(size)).id);
      }
    }
    const read = [];
    for (const id of ids) read.push(digest((await client.getAttachment('pFull', id)).getData()));
    print({ ids, read, written: sizes.map((size) => digest(fileOf(size))) });
  })();`;

for (const name of ['plain', 'pbkdf']) {
  test(`${name}: what one platform writes, all read`, async (t) => {
    const { world, server } = await session(t, name, { login: false });
    const given = {
      host: server.url,
      apiKey: world.apiKey,
      masterPassword: world.masterPassword ?? null,
      sizes: SIZES,
    };
    const run = (platform, ids = null) => {
      const consts = Object.entries({ ...given, given: ids }).map(([n, v]) => `const ${n} = ${JSON.stringify(v)};`);
      return inProject('commonjs', PLATFORMS[platform] + consts.join('\n') + PROGRAM);
    };
    for (const writer of Object.keys(PLATFORMS)) {
      const { ids, read, written } = await run(writer);
      assert.deepEqual(read, written, `${writer} reads what it wrote`);
      for (const reader of Object.keys(PLATFORMS).filter((other) => other !== writer)) {
        assert.deepEqual((await run(reader, ids)).read, written, `${reader} reads what ${writer} wrote`);
      }
    }
  });
}
