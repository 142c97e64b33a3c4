// The command line as a part of the package: what it loads and when, what it weighs, and that no page gets any of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { build } from 'esbuild';
import { files, folder, manifest, project, read } from '../node/support/installed.mjs';
import { bin, passwork, WORLDS, world } from './support/cli.mjs';

const sources = path.resolve(import.meta.dirname, '../../pkg-template/cli');
const parts = files.filter((name) => name.startsWith('cli/'));

test('both names lead to one file, which npm can start', () => {
  assert.deepEqual(manifest.bin, { passwork: './cli/passwork.js', 'passwork-wasm': './cli/passwork.js' });
  assert.match(read('cli/passwork.js'), /^#!\/usr\/bin\/env node\n/);
  assert.equal(manifest.dependencies, undefined);
});

test('npx runs it from the tarball', () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-npx-'));
  try {
    fs.mkdirSync(path.join(home, 'node_modules', '.bin'), { recursive: true });
    fs.symlinkSync(folder, path.join(home, 'node_modules', 'passwork-wasm'));
    fs.symlinkSync(bin, path.join(home, 'node_modules', '.bin', 'passwork'));
    const env = { PATH: `${path.join(home, 'node_modules', '.bin')}:${process.env.PATH}`, HOME: home };
    fs.chmodSync(bin, 0o755); // as npm does when it links it
    assert.equal(execFileSync('passwork', ['--version'], { env, encoding: 'utf8' }), `${manifest.version}\n`);
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
});

/** Files of ours, and modules of Node, that a command line has loaded at its end. */
function loadedBy(...args) {
  const hook = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-hook-')), 'hook.cjs');
  const report = `${hook}.json`;
  fs.writeFileSync(
    hook,
    `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify({
       files: Object.keys(require.cache), builtIn: process.moduleLoadList })));`,
  );
  try {
    execFileSync(process.execPath, ['--require', hook, bin, ...args], {
      stdio: 'pipe',
      env: { PATH: process.env.PATH },
    });
    const { files, builtIn } = JSON.parse(fs.readFileSync(report, 'utf8'));
    const real = fs.realpathSync(folder);
    const ours = files
      .map((file) => path.relative(real, file).split(path.sep).join('/'))
      .filter((f) => !f.startsWith('..'));
    return {
      ours: ours.sort(),
      network: builtIn.filter((name) => /NativeModule (https?|tls|dns|http2)$/.test(name)),
    };
  } finally {
    fs.rmSync(path.dirname(hook), { recursive: true, force: true });
  }
}

test('--version and --help load neither the engine nor anything of a network', () => {
  assert.deepEqual(loadedBy('--version'), { ours: ['cli/passwork.js'], network: [] });
  for (const args of [['--help'], ['help', 'get'], ['get', '--help']]) {
    assert.deepEqual(loadedBy(...args), {
      ours: ['cli/main.js', 'cli/passwork.js', 'cli/shared.js', 'cli/start.js'],
      network: [],
    });
  }
});

test('check loads neither the engine nor anything of a network', (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-check-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const program = path.join(folder, 'a.js');
  fs.writeFileSync(program, "const P = require('passwork-js/src/passwork-api');\nnew P(host).getVaults();\n");
  for (const args of [[folder], [program, '--json']]) {
    assert.deepEqual(loadedBy('check', ...args), {
      ours: ['cli/check.js', 'cli/main.js', 'cli/passwork.js', 'cli/shared.js', 'cli/start.js'],
      network: [],
    });
  }
});

test('help of a command within a command', async (t) => {
  const { env } = await world(t, WORLDS[0]);
  const wanted = await passwork(env, ['attachment', 'get', '--help']);
  assert.match(wanted.stdout, /^Usage: passwork attachment get /);
  assert.deepEqual(await passwork(env, ['help', 'attachment', 'get']), wanted);
  const unknown = await passwork(env, ['help', 'attachment', 'nope']);
  assert.deepEqual([unknown.code, unknown.stdout], [2, '']);
  assert.match(unknown.stderr, /no such command|unknown command/);
});

test('what starts it can be read by versions of Node that are too old for the rest', () => {
  const text = read('cli/passwork.js').replace(/^#!.*$|\/\/.*$/gm, '');
  assert.doesNotMatch(text, /\b(?:const|let|import|async|await)\b|=>|\?\.|\?\?|\*\*|\.\.\./);
});

test('a page gets nothing of it', async () => {
  const stdin = { contents: "import Passwork from 'passwork-wasm'; new Passwork('x');", resolveDir: project };
  const { metafile } = await build({
    stdin,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    outdir: folder,
  });
  const inputs = Object.keys(metafile.inputs);
  assert.ok(
    inputs.some((name) => name.endsWith('passwork.js')),
    'control: the client is there',
  );
  assert.deepEqual(
    inputs.filter((name) => /(^|\/)cli\//.test(name)),
    [],
  );
  for (const name of ['passwork.js', 'web/dist/passwork-web-api.js']) assert.doesNotMatch(read(name), /PASSWORK_HOST/);
});

test('it has at most 102 kB of the tarball: 70 were meant, docs/size.md says what came of it', () => {
  assert.ok(parts.length > 5, 'control: its files are found');
  const packed = zlib.gzipSync(parts.map(read).join('\n'), { level: 9 }).length;
  assert.ok(packed <= 102_000, `${packed} bytes`);
});

test('its folders use each other by their index, and in no circle', () => {
  const folders = fs.readdirSync(sources, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const uses = new Map();
  for (const { name } of folders) {
    const found = new Set();
    for (const file of fs.readdirSync(path.join(sources, name), { recursive: true })) {
      if (!String(file).endsWith('.mjs')) continue;
      const place = path.join(sources, name, String(file));
      for (const [, from] of fs.readFileSync(place, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
        const target = path.relative(sources, path.resolve(path.dirname(place), from)).split(path.sep);
        if (target[0] === name) continue;
        assert.equal(target.slice(1).join('/'), 'index.mjs', `${name}/${file} imports ${from}`);
        found.add(target[0]);
      }
    }
    uses.set(name, found);
  }
  assert.ok(uses.get('read').has('connection'), 'control: uses are found');
  const below = (name, way) => {
    assert.ok(!way.includes(name), `${[...way, name].join(' -> ')}`);
    for (const next of uses.get(name)) below(next, [...way, name]);
  };
  for (const name of uses.keys()) below(name, []);
});
