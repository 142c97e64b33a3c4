// What loading the package costs and touches: its own files, no network, nothing that keeps a process alive.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { files, folder, inProject, project } from './support/installed.mjs';

const LOAD = {
  commonjs: `const P = require('passwork-wasm');`,
  module: `import P from 'passwork-wasm';`,
};

/** The modules that an entry needs; everything else on the disk is forbidden to the process. */
const OWN = ['index.cjs', 'index.mjs', 'engine.js', 'passwork.js', 'package.json'];

for (const [kind, load] of Object.entries(LOAD)) {
  test(`${kind}: loading and the first client read the package's own files only`, () => {
    for (const name of OWN) assert.ok(files.includes(name), name);
    const permission = process.allowedNodeEnvironmentFlags.has('--permission')
      ? '--permission'
      : '--experimental-permission';
    const allowed = OWN.map((name) => `--allow-fs-read=${folder}/${name}`);
    const program = (more) => `${load} ${more} process.stdout.write(typeof new P('http://localhost').getVault);`;
    const run = (code) =>
      execFileSync(process.execPath, [permission, ...allowed, '--no-warnings', `--input-type=${kind}`, '-e', code], {
        cwd: project,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    assert.equal(run(program('')), 'function');
    const readme = JSON.stringify(`${folder}/LICENSE`);
    const control = `let denied; try { process.getBuiltinModule('fs').readFileSync(${readme}); } catch (e) { denied = e.code; }
      if (denied !== 'ERR_ACCESS_DENIED') throw new Error('control: other files can be read');`;
    assert.equal(run(program(control)), 'function');
  });

  test(`${kind}: no handle, timer or request is left, and the process ends by itself`, async () => {
    const seen = await inProject(
      kind,
      `${kind === 'module' ? load : ''}
       const used = [];
       const watch = (object, name) => {
         const real = object[name];
         object[name] = function (...args) { used.push(name); return Reflect.apply(real, this, args); };
       };
       const builtIn = process.getBuiltinModule;
       watch(builtIn('net').Socket.prototype, 'connect');
       watch(builtIn('dns'), 'lookup');
       watch(builtIn('http'), 'request');
       for (const name of ['fetch', 'setTimeout', 'setInterval', 'setImmediate']) watch(globalThis, name);
       const before = process.getActiveResourcesInfo().length;
       ${kind === 'module' ? '' : load}
       const client = new P('http://localhost/api/v4');
       client.listenEvent('x', () => {});
       print({ used, more: process.getActiveResourcesInfo().length - before });`,
    );
    assert.deepEqual(seen, { used: [], more: 0 });
  });
}

test('a session holds nothing open: a program ends after its last call', async () => {
  const seen = await inProject(
    'commonjs',
    `const P = require('passwork-wasm');
     const answer = { status: 200, headers: new Headers({ 'content-type': 'application/json' }), text: async () => '{"status":"success","data":{"token":"t","refreshToken":"r"}}' };
     const client = new P({ host: 'http://localhost', fetch: async () => answer });
     client.login('key').then(() => client.getVaultsCount()).then((data) => print(data));`,
  );
  assert.deepEqual(seen, { token: 't', refreshToken: 'r' });
});

test('cost of require in a fresh process over bare Node (reported only)', (t) => {
  const time = (code) => {
    const started = performance.now();
    execFileSync(process.execPath, ['-e', code], { cwd: project });
    return performance.now() - started;
  };
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  const runs = (code) => Array.from({ length: 5 }, () => time(code));
  const [bare, loaded, started] = [';', LOAD.commonjs, `${LOAD.commonjs} new P('http://localhost');`].map((c) =>
    median(runs(c)),
  );
  t.diagnostic(
    `bare Node ${bare.toFixed(0)} ms; require costs ${(loaded - bare).toFixed(1)} ms more, with the first client ${(started - bare).toFixed(1)} ms (a third of the original's: 23 ms)`,
  );
});
