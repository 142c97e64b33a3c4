// Where there is no WebAssembly, or none may be compiled: loading works, the first client says what is missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inProject } from './support/installed.mjs';

const TRY = `
  const attempt = (Passwork) => {
    try {
      return { made: typeof new Passwork('http://localhost/api/v4') };
    } catch (error) {
      return { ours: error instanceof Passwork.PassworkError, kind: error.kind, message: error.message };
    }
  };
`;

const NONE = /needs WebAssembly, which is switched off here.*Lockdown Mode/;

for (const [kind, load] of Object.entries({
  commonjs: `const Passwork = require('passwork-wasm');`,
  module: `import Passwork from 'passwork-wasm';`,
})) {
  test(`without WebAssembly (${kind})`, async () => {
    const seen = await inProject(
      kind,
      `${load}${TRY}\ndelete globalThis.WebAssembly;\nprint([1, 2].map(() => attempt(Passwork)));`,
    );
    for (const { message, ...rest } of seen) {
      assert.deepEqual(rest, { ours: true, kind: 'engine' });
      assert.match(message, NONE);
    }
  });

  test(`node --jitless, which has no WebAssembly (${kind})`, async () => {
    const seen = await inProject(kind, `${load}${TRY}\nprint(attempt(Passwork));`, ['--jitless', '--no-warnings']);
    assert.deepEqual([seen.ours, seen.kind], [true, 'engine']);
    assert.match(seen.message, NONE);
  });
}

test('where code may not be generated from bytes, as a policy forbids it', async () => {
  const seen = await inProject(
    'commonjs',
    `const { readFileSync } = require('node:fs'), { dirname, join } = require('node:path'), vm = require('node:vm');
     const folder = dirname(require.resolve('passwork-wasm/package.json'));
     const context = vm.createContext({ atob, Response, TextEncoder, TextDecoder, URL }, { codeGeneration: { wasm: false, strings: false } });
     for (const name of ['engine.js', 'passwork.js']) vm.runInContext(readFileSync(join(folder, name), 'utf8'), context);
     const { version } = require('passwork-wasm/package.json');
     const { Passwork, PassworkError } = vm.runInContext('globalThis', context)[Symbol.for('passwork-wasm/' + version)];
     Passwork.PassworkError = PassworkError;
     ${TRY}
     print(attempt(Passwork));`,
  );
  assert.deepEqual([seen.ours, seen.kind], [true, 'engine']);
  assert.match(seen.message, /WebAssembly may not be compiled here\..*'wasm-unsafe-eval'/);
});

test('it can be used later in the same program, once WebAssembly is there', async () => {
  const seen = await inProject(
    'commonjs',
    `const Passwork = require('passwork-wasm');
     const wasm = globalThis.WebAssembly;
     delete globalThis.WebAssembly;
     ${TRY}
     const first = attempt(Passwork).kind;
     globalThis.WebAssembly = wasm;
     print([first, attempt(Passwork).made]);`,
  );
  assert.deepEqual(seen, ['engine', 'object']);
});
