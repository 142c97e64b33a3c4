// The scripts of this repository: their command lines, the processes that they start, what the build does to modules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { styleText } from 'node:util';
import { functionsOf, loadBinaryen, optimise } from '../../scripts/build/binaryen.mjs';
import { shortenImports } from '../../scripts/build/imports.mjs';
import { removePanics } from '../../scripts/build/panics.mjs';
import { at } from '../../scripts/build/project.mjs';
import { CommandError, execute, npm, start, within } from '../../scripts/lib/process.mjs';

const node = (...args) => [process.execPath, ...args];

const SCRIPTS = [
  'build',
  'check-types',
  'cli-docs',
  'demo',
  'fuzz',
  'licenses',
  'matrix',
  'matrix/readme-table',
  'n8n',
  'next',
  'probe',
  'recipes',
  'release-check',
  'sandbox',
  'sbom',
  'test',
  'verify',
];
const BENCHES = ['bench', 'compare', 'named', 'plot'];
const FILES = [...SCRIPTS.map((name) => `scripts/${name}.mjs`), ...BENCHES.map((name) => `benches/${name}.mjs`)];

test('a script refuses an option that it does not know, and says how it is used', async () => {
  for (const file of FILES) {
    const refused = await execute(node(at(file), '--nonsense'), { allowFailure: true, timeout: 60_000 });
    assert.equal(refused.code, 2, `${file}: ${refused.output}`);
    assert.match(refused.output, /^Unknown option '--nonsense'/, file);
    assert.match(refused.output, /\n\nUsage: (npm|node) /, file);
    assert.equal(refused.stdout, '', file);
    const helped = await execute(node(at(file), '--help'), { timeout: 60_000 });
    assert.match(helped.stdout, /^Usage: /, file);
  }
  const { code, output } = await execute(node(at('scripts/test.mjs'), '--only', 'nothing,lint'), {
    allowFailure: true,
  });
  assert.equal(code, 2);
  assert.match(output, /^no step nothing; there are: setup build /);
});

test('a command: both streams, its exit code, a limit of its time', async () => {
  const both = `console.log('out'); console.error('err'); process.exitCode = 3;`;
  const done = await execute(node('-e', both), { allowFailure: true });
  assert.deepEqual([done.code, done.stdout, [...done.output.matchAll(/out|err/g)].length], [3, 'out\n', 2]);
  await assert.rejects(execute(node('-e', both)), (error) => {
    assert.ok(error instanceof CommandError);
    assert.match(error.message, /: exit code 3$/);
    assert.match(error.output, /err/);
    return true;
  });
  await assert.rejects(execute(['no-such-program-anywhere']), /no-such-program-anywhere: .*ENOENT/);
  const stays = `process.on('SIGTERM', () => {}); console.log('here'); setInterval(() => {}, 1000);`;
  await assert.rejects(execute(node('-e', stays), { timeout: 1000, allowFailure: true }), (error) => {
    assert.match(error.message, /not done within 1 s/);
    assert.equal(error.output, 'here\n');
    return true;
  });
  assert.match((await execute(npm('--version'))).stdout, /^\d+\./);
});

test('a program that goes on: waited for, ended with what it started', async () => {
  const program = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    console.log('colour', JSON.stringify(process.env.NO_COLOR), 'child', child.pid);
    process.send({ hello: 'parent' });
    setInterval(() => {}, 1000);`;
  let heard;
  const message = new Promise((resolve) => {
    heard = resolve;
  });
  const child = start(node('-e', program), { group: true, onMessage: heard });
  await child.says(/colour "1" child (\d+)/);
  assert.deepEqual(await message, { hello: 'parent' });
  const died = child.died('in the test');
  await child.end();
  await assert.rejects(died, /^Error: ended \(SIGTERM\) in the test\ncolour/);
  // Its output is closed by the last of them only.
  assert.notEqual(
    await within(
      5000,
      child.closed.then(() => 'closed'),
    ),
    undefined,
  );
});

test('colours: not where they cannot be seen', async () => {
  const program = `console.log(require('node:util').styleText('red', 'text'))`;
  assert.equal((await execute(node('-e', program))).stdout, 'text\n');
  assert.equal(styleText('red', 'text', { validateStream: false }), '\x1b[31mtext\x1b[39m');
});

const MODULE = `(module
  (import "./glue" "__wbg_log_0123456789abcdef" (func $log (param i32)))
  (import "./glue" "__wbg___wbindgen_throw_0123456789abcdef" (func $throw (param i32)))
  (import "./glue" "plain" (func $plain))
  (memory $0 1 3)
  (data $.rodata (i32.const 1024) "src/core/some_file.rs\\00\\00\\00not a path: kept.rs\\00"
    "\\00\\04\\00\\00\\15\\00\\00\\00\\01\\00\\00\\00\\02\\00\\00\\00data that is kept")
  (data $.data (i32.const 2048) "of another segment")
  (export "memory" (memory $0))
  (export "run" (func $run))
  (func $run (param i32) (call $plain) (call $log (i32.const 1)) (if (local.get 0) (then (call $core::panicking::panic))))
  (func $core::panicking::panic (call $log (i32.const 2048)) (call $throw (i32.const 1)) (unreachable))
  (func $core::panicking::result::h0123456789abcdef (result i32) (call $log (i32.const 1024)) (unreachable))
  (func $core::panicking::returns (call $log (i32.const 3))))`;

test('the build takes the messages and places of panics out, and nothing else', async () => {
  const binaryen = await loadBinaryen();
  const module = binaryen.parseText(MODULE);
  const { functions, locations } = removePanics(binaryen, module);
  assert.deepEqual(functions.sort(), ['core::panicking::panic', 'core::panicking::result']);
  assert.equal(locations, 1);
  const body = (name) => functionsOf(binaryen, module).find((found) => found.name === name).body;
  assert.equal(binaryen.emitText(body('core::panicking::panic')).trim(), '(unreachable)');
  assert.match(binaryen.emitText(body('core::panicking::returns')), /call/);
  assert.match(binaryen.emitText(body('run')), /call \$plain/);
  const { memory } = new WebAssembly.Instance(new WebAssembly.Module(module.emitBinary()), {
    './glue': Object.fromEntries(
      ['__wbg_log_0123456789abcdef', '__wbg___wbindgen_throw_0123456789abcdef', 'plain'].map((name) => [
        name,
        () => {},
      ]),
    ),
  }).exports;
  const text = (from, length) => Buffer.from(memory.buffer, from, length).toString('latin1');
  assert.equal(text(1024, 23), '\0'.repeat(23));
  assert.equal(text(1024 + 24, 19), 'not a path: kept.rs');
  assert.equal(text(1024 + 44, 16), '\0'.repeat(16));
  assert.equal(text(1024 + 60, 17), 'data that is kept');
  assert.equal(text(2048, 18), 'of another segment');
  assert.equal(memory.grow(2), 1);
  assert.throws(() => memory.grow(1), RangeError);
  assert.throws(() => removePanics(binaryen, binaryen.parseText('(module (memory 1))')), /does it have its names/);
});

test('the build shortens the names of imports, in the module and in the glue', async () => {
  const binaryen = await loadBinaryen();
  const module = binaryen.parseText(MODULE);
  const glue = '{ __wbg_log_0123456789abcdef: log, __wbg___wbindgen_throw_0123456789abcdef: fail, plain: plain }';
  assert.equal(shortenImports(binaryen, module, glue), '{ a: log, __wbg___wbindgen_throw: fail, plain: plain }');
  optimise(binaryen, module, { level: 2 });
  const wasm = new WebAssembly.Module(module.emitBinary());
  assert.deepEqual(
    WebAssembly.Module.imports(wasm).map(({ name }) => name),
    ['a', '__wbg___wbindgen_throw', 'plain'],
  );
  assert.deepEqual(WebAssembly.Module.customSections(wasm, 'name'), []);
  assert.throws(() => shortenImports(binaryen, binaryen.parseText(MODULE), '{}'), /the glue has no __wbg_log_/);
});
