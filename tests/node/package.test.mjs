// The package as such: what it exports, what it does at import (nothing), what is in it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { files, folder, inProject, manifest, project, read, SLOT } from './support/installed.mjs';

/** What programs import: the command line is a program of its own, which nothing imports. */
const MODULES = files.filter((name) => /\.(js|cjs|mjs)$/.test(name) && !name.startsWith('cli/'));

const NEUTRAL = ['engine.js', 'passwork.js', 'web/dist/passwork-web-api.js'];

test('require gives the constructor, which carries the named exports', async () => {
  const seen = await inProject(
    'commonjs',
    `const P = require('passwork-wasm');
     const { Passwork, PassworkError } = P;
     print({
       kind: typeof P, name: P.name, same: Passwork === P && P.default === P, error: PassworkError.prototype instanceof Error,
       made: new P('http://localhost/api/v4') instanceof P,
     });`,
  );
  assert.deepEqual(seen, { kind: 'function', name: 'Passwork', same: true, error: true, made: true });
});

test('import gives default and named exports', async () => {
  const seen = await inProject(
    'module',
    `import * as all from 'passwork-wasm';
     import P, { Passwork, PassworkError } from 'passwork-wasm';
     print({ names: Object.keys(all), same: P === Passwork, error: PassworkError.prototype instanceof Error,
       made: new P('http://localhost/api/v4') instanceof P });`,
  );
  assert.deepEqual(seen, {
    names: ['Passwork', 'PassworkError', 'default', 'fileTokenStore', 'formatReference', 'parseReference'],
    same: true,
    error: true,
    made: true,
  });
});

test('require and import give the same class, from every path and copy of the package', async () => {
  const seen = await inProject(
    'module',
    `import { createRequire } from 'node:module';
     const require = createRequire(process.cwd() + '/x.js');
     import imported, { PassworkError } from 'passwork-wasm';
     import dropIn from 'passwork-wasm/src/passwork-api';
     import dropInFile, { Passwork } from 'passwork-js/src/passwork-api.js';
     const paths = ['passwork-wasm', 'passwork-js', 'passwork-js/src/passwork-api', 'passwork-js/src/passwork-api.js'];
     print([imported, dropIn, dropInFile, Passwork, ...paths.map((p) => require(p))].map((P) => P === imported)
       .concat(require('passwork-js').PassworkError === PassworkError));`,
  );
  assert.deepEqual(seen, Array(9).fill(true));
});

test('the script-tag build shares class and engine with the modules', async () => {
  const seen = await inProject(
    'commonjs',
    `const P = require('passwork-wasm');
     globalThis.window = globalThis;
     require('passwork-wasm/web/dist/passwork-web-api.js');
     print({ kind: typeof window.passwork, same: window.passwork('http://localhost') instanceof P });`,
  );
  assert.deepEqual(seen, { kind: 'function', same: true });
});

test('tools that do not read "exports" find real files', () => {
  for (const field of ['main', 'module', 'browser', 'types'])
    assert.ok(files.includes(manifest[field].slice(2)), field);
  for (const name of ['src/passwork-api.js', 'src/passwork-api.d.ts', 'web/dist/passwork-web-api.js']) {
    assert.ok(files.includes(name), name);
  }
});

test('zero dependencies, nothing to run at install', () => {
  for (const field of ['dependencies', 'peerDependencies', 'optionalDependencies', 'scripts']) {
    assert.equal(manifest[field], undefined, field);
  }
  const installed = fs.readdirSync(path.join(project, 'node_modules')).filter((name) => !/^[.@]/.test(name));
  assert.deepEqual(installed.sort(), ['passwork-js', 'passwork-wasm']);
});

test('every module that does something when loaded is listed in sideEffects', () => {
  assert.deepEqual(manifest.sideEffects.toSorted(), MODULES.map((name) => `./${name}`).toSorted());
});

// Put before the code that is watched: notes every use of what an import has no business with.
const WATCH = `
  const used = [], fs = require('node:fs'), watch = (object, name, label, how) => {
    const original = object[name];
    if (typeof original !== 'function') return;
    object[name] = function (...args) {
      how(label, args);
      return new.target ? Reflect.construct(original, args, new.target) : Reflect.apply(original, this, args);
    };
    object[name].prototype = original.prototype;
  };
  const note = (label) => used.push(label);
  const file = (label, [place]) => { if (!/\\.(c?js|mjs|json)$/.test(String(place))) used.push(label + ' ' + place); };
  for (const name of ['readFileSync', 'openSync', 'readFile', 'open', 'createReadStream']) watch(fs, name, name, file);
  for (const name of ['readFile', 'open']) watch(fs.promises, name, name, file);
  for (const name of ['Module', 'Instance', 'compile', 'instantiate', 'compileStreaming', 'instantiateStreaming', 'validate']) {
    watch(WebAssembly, name, 'WebAssembly.' + name, note);
  }
  for (const name of ['fetch', 'atob', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) watch(globalThis, name, name, note);
  watch(Math, 'random', 'random', note); watch(Date, 'now', 'now', note); watch(performance, 'now', 'now', note);
  watch(crypto, 'getRandomValues', 'random', note); watch(crypto.subtle, 'importKey', 'subtle', note);
`;

test('at import nothing is read, compiled, fetched, timed or random; the engine starts with the first client, once', async () => {
  const seen = await inProject(
    'commonjs',
    `${WATCH}
     const P = require('passwork-wasm');
     const atImport = [...used];
     new P('http://localhost/api/v4');
     const first = used.filter((name) => /^WebAssembly/.test(name));
     new P('http://localhost/api/v4');
     import('passwork-wasm').then(({ default: Q }) => {
       new Q('http://localhost/api/v4');
       print({ atImport, first: [...new Set(first)], compiled: used.filter((name) => name === 'WebAssembly.Module').length,
         files: used.filter((name) => /[rR]ead|open/.test(name)) });
     });`,
  );
  assert.deepEqual(seen, {
    atImport: [],
    first: ['WebAssembly.Module', 'WebAssembly.Instance'],
    compiled: 2, // the engine and its SIMD kernels
    files: [],
  });
});

test('the only thing left on the global object is the slot, and it is not enumerable', async () => {
  const seen = await inProject(
    'commonjs',
    `const before = new Set(Reflect.ownKeys(globalThis));
     const P = require('passwork-wasm');
     new P('http://localhost/api/v4');
     const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key));
     const { enumerable } = Object.getOwnPropertyDescriptor(globalThis, ${SLOT});
     print({ added: added.map(String), enumerable });`,
  );
  assert.deepEqual(seen, { added: [`Symbol(passwork-wasm/${manifest.version})`], enumerable: false });
});

for (const name of NEUTRAL) {
  test(`${name} is valid as CommonJS, as an ES module and as a classic script`, (t) => {
    const text = read(name);
    assert.doesNotThrow(() => new vm.Script(text), 'script');
    assert.doesNotThrow(() => vm.compileFunction(text, ['exports', 'require', 'module', '__filename', '__dirname']));
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-neutral-'));
    t.after(() => fs.rmSync(scratch, { recursive: true }));
    for (const extension of ['mjs', 'cjs']) {
      const copy = path.join(scratch, `copy.${extension}`);
      fs.writeFileSync(copy, text);
      execFileSync(process.execPath, ['--check', copy], { stdio: 'pipe' });
    }
    assert.doesNotMatch(text.replace(/^\/\*.*\*\/$/gm, ''), /^\s*(['"])use strict\1/, 'strict outside of a function');
  });
}

test('no module looks for a file, loads another one later, or waits at the top', () => {
  assert.ok(MODULES.length > 8, 'control: they are found');
  for (const name of MODULES) {
    const text = read(name);
    assert.doesNotMatch(text, /\bimport\s*\(/, `${name}: dynamic import`);
    assert.doesNotMatch(text, /import\.meta/, `${name}: import.meta`);
    assert.doesNotMatch(text, /_bg\.wasm/, `${name}: the default path of the glue`);
    assert.doesNotMatch(text, /^await\b/m, `${name}: await outside of functions`); // (neutral files are scripts: they cannot)
    if (NEUTRAL.includes(name)) assert.doesNotMatch(text, /(?<![.\w])(?:require\s*\(|module\.exports)/, name);
  }
});

test('the tarball holds what it should, and nothing of the machine that made it', () => {
  for (const name of ['README.md', 'LICENSE', 'THIRD_PARTY_LICENSES.txt', 'CHANGELOG.md', 'passwork.wasm']) {
    assert.ok(files.includes(name), name);
  }
  assert.equal(files.filter((name) => name.endsWith('.wasm')).length, 1);
  const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
  for (const name of files) {
    const bytes = fs.readFileSync(path.join(folder, name));
    for (const place of [root, os.homedir()].filter((text) => text.length > 5)) {
      assert.ok(!bytes.includes(place), `${name} names ${place}`);
    }
  }
});

test('there is no source map, and nothing that asks for one', () => {
  assert.deepEqual(
    files.filter((name) => name.endsWith('.map')),
    [],
  );
  for (const name of files.filter((name) => /\.[cm]?js$/.test(name))) {
    assert.ok(!read(name).includes('sourceMappingURL'), name);
  }
});

test('time of a fresh require (reported only)', async (t) => {
  const times = [];
  for (let i = 0; i < 5; i++) {
    times.push(
      await inProject(
        'commonjs',
        `const t = performance.now(); require('passwork-wasm'); print(performance.now() - t);`,
      ),
    );
  }
  t.diagnostic(`require('passwork-wasm'): ${times.sort((a, b) => a - b)[2].toFixed(1)} ms (median of 5)`);
});
