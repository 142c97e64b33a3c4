// What `npm test` runs, in this order. A step gives the counts of its tests, or why it was not run, or throws.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build, installPackage } from '../build/index.mjs';
import { ensureNodeModules } from '../build/node-modules.mjs';
import { at, work } from '../build/project.mjs';
import { buildSimd, simdFolder, simdTarget } from '../build/simd.mjs';
import { reportSizes } from '../build/sizes.mjs';
import { ensureToolchain, ensureWasmTarget, hostCargo, wasmTestEnv, withWasm } from '../build/toolchain.mjs';
import { CommandError, nodeBin, run } from '../lib/process.mjs';
import { Unavailable } from '../lib/unavailable.mjs';
import { countRows, printTables, runMatrix } from '../matrix/index.mjs';
import { checkDocument, compareWithRecord } from '../matrix/readme-table.mjs';
import { lintPackage } from '../release/package-lint.mjs';
import { checkCrates } from '../release/supply-chain.mjs';
import { ensureChromium, ensureFirefox } from './browsers.mjs';
import { cargoCounts, lastLineCounts, nodeCounts } from './counts.mjs';
import { ensureFrameworks } from './frameworks.mjs';
import { fuzz } from './fuzz.mjs';
import { playKit } from './kit.mjs';
import { ensurePython } from './python.mjs';

const WASM_TARGET = ['--target', 'wasm32-unknown-unknown'];
const DENY = ['--', '-D', 'warnings'];
const MINUTES = 60_000;

/**
 * All scenarios but one. With the host of an old script, its API key and a master password, both kits look at the same first
 * request, `GET /api/v4/info/version`: the one of API v4 has recorded it with the hash of the master password, the other one
 * does not allow it there. Nothing tells the two apart before it is sent; scripts of API v4 go first.
 */
const EXCEPT_OLD_API_KEY = '^(?!login\\.old-api-key$)';

/** Each is done once however many steps ask for it; if it fails, every one of them fails with its message. */
const lazily = (body) => {
  let promise;
  return () => {
    promise ??= body();
    return promise;
  };
};

const built = lazily(build);
const installed = lazily(async () => {
  const { tarball } = await built();
  const place = await installPackage(tarball);
  process.on('exit', place.remove);
  return place;
});

/** A command that passes or fails as one. */
async function one(name, command, options) {
  await run(name, command, { timeout: 10 * MINUTES, ...options });
  return { passed: 1, failed: 0 };
}

/** A command that runs tests: its counts, which must not be zero. */
async function counted(name, command, counts, options) {
  const env = { CARGO_TERM_COLOR: 'never', ...options?.env };
  const { code, output } = await run(name, command, { timeout: 15 * MINUTES, ...options, env, allowFailure: true });
  const found = counts(output);
  if (code !== 0 && !found.failed) throw new CommandError(`exit code ${code}`, output, code);
  if (found.failed) found.output = output;
  else if (!found.passed) throw new CommandError('no test ran', output, code);
  return found;
}

/** The counts of several commands of one step. */
const sum = (all) => ({
  passed: all.reduce((n, { passed }) => n + passed, 0),
  failed: all.reduce((n, { failed }) => n + failed, 0),
  output: all.map(({ output }) => output ?? '').join('\n'),
});

const testFiles = (folder) => {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
  if (!files.length) throw new Error(`no *.test.mjs in ${folder}`);
  return files.sort().map((name) => path.join(folder, name));
};

/** A file for each core at a time: by default Node leaves one core out, which is half of a small machine. */
const nodeTests = (name, files, env) => {
  const how = [`--test-concurrency=${os.availableParallelism()}`, '--test-reporter=spec'];
  return counted(name, [process.execPath, '--test', ...how, ...files], nodeCounts, { env });
};

/** The environment of the tests over the installed tarball. */
const packageEnv = async () => {
  const { folder } = await installed();
  return { PASSWORK_PACKAGE: folder };
};

export const steps = [
  {
    name: 'setup',
    about: 'development tools, wasm target, wasm-bindgen, wasm-pack, Chromium, Firefox',
    async body() {
      await ensureNodeModules();
      await ensureWasmTarget({ clippy: true });
      await Promise.all([ensureToolchain(), ensureChromium().then(ensureFirefox)]);
      return { passed: 1, failed: 0 };
    },
  },
  {
    name: 'build',
    about: 'npm run build, within its budgets',
    async body() {
      await built();
      reportSizes();
      return { passed: 1, failed: 0 };
    },
  },
  {
    name: 'format',
    about: 'cargo fmt --all --check',
    async body() {
      await one('format', hostCargo('fmt', '--all', '--check'));
      return one('format-simd', hostCargo('fmt', '--check'), { cwd: simdFolder });
    },
  },
  {
    name: 'lint',
    about: 'formatter and linter of JavaScript, TypeScript, JSON (biome)',
    async body() {
      await ensureNodeModules();
      return one('lint', [
        ...nodeBin('@biomejs', 'biome', 'bin', 'biome'),
        'ci',
        '--colors=off',
        '--error-on-warnings',
      ]);
    },
  },
  {
    name: 'clippy',
    about: 'cargo clippy, all targets, on this machine',
    body: () => one('clippy', hostCargo('clippy', '--locked', '--all-targets', ...DENY)),
  },
  {
    name: 'clippy-wasm',
    about: 'cargo clippy for wasm32',
    async body() {
      await ensureWasmTarget({ clippy: true });
      await one('clippy-wasm', withWasm('cargo', 'clippy', '--locked', ...WASM_TARGET, ...DENY));
      return one('clippy-simd', withWasm('cargo', 'clippy', '--locked', ...simdTarget, ...DENY), {
        cwd: simdFolder,
      });
    },
  },
  {
    name: 'cargo-test',
    about: 'cargo test: the core, natively; then with each generation of servers alone',
    async body() {
      const all = await counted('cargo-test', hostCargo('test', '--locked', '--no-fail-fast'), cargoCounts);
      for (const feature of ['v4', 'v7']) {
        const alone = [
          '-p',
          'passwork-wasm',
          '--lib',
          '--test',
          'core',
          '--no-default-features',
          '--features',
          feature,
        ];
        const command = hostCargo('test', '--locked', '--no-fail-fast', ...alone);
        const { passed, failed } = await counted(`cargo-test-${feature}`, command, cargoCounts);
        all.passed += passed;
        all.failed += failed;
      }
      return all;
    },
  },
  {
    name: 'fuzz',
    about:
      'a minute of npm run fuzz: tests/fuzz, always with the same seed, so that red means a change (npm run fuzz takes another)',
    body: () => fuzz(60, { seed: '777' }),
  },
  {
    name: 'wasm-test',
    about: 'the bindings in Node: tests/wasm (wasm-bindgen-test)',
    async body() {
      await ensureToolchain();
      await ensureNodeModules();
      await buildSimd();
      const command = withWasm('cargo', 'test', '--locked', ...WASM_TARGET, '--test', 'wasm');
      return counted('wasm-test', command, cargoCounts, { env: wasmTestEnv });
    },
  },
  {
    name: 'simd',
    about: 'the SIMD kernels alone, against plain JavaScript: tests/simd',
    async body() {
      await built();
      return nodeTests('simd', testFiles(at('tests', 'simd')), {});
    },
  },
  {
    name: 'crates',
    about: 'licences, sources and bans of the crates (cargo deny, deny.toml)',
    async body() {
      await checkCrates();
      return { passed: 1, failed: 0 };
    },
  },
  {
    name: 'release',
    about: 'what a release is checked by: tests/release',
    async body() {
      return nodeTests('release', testFiles(at('tests', 'release')), await packageEnv());
    },
  },
  {
    name: 'package-lint',
    about: 'publint --strict and attw over the tarball',
    async body() {
      await lintPackage((await built()).tarball);
      return { passed: 2, failed: 0 };
    },
  },
  {
    name: 'types',
    about: 'tests/types against the installed tarball; spoilt declarations must be noticed (tsc 7 and 5)',
    async body() {
      const { folder } = await installed();
      const check = (name, ...more) => {
        const command = [process.execPath, at('scripts', 'check-types.mjs'), folder, '--typescript'];
        return counted(`types-${name}`, [...command, at('node_modules', name), ...more], lastLineCounts);
      };
      return sum([await check('typescript'), await check('typescript7', '--self-test')]);
    },
  },
  {
    name: 'node',
    about: 'tests/node over the installed tarball',
    async body() {
      return nodeTests('node', testFiles(at('tests', 'node')), await packageEnv());
    },
  },
  {
    name: 'cli',
    about: 'the command line of the installed tarball, as a program: tests/cli',
    async body() {
      return nodeTests('cli', testFiles(at('tests', 'cli')), await packageEnv());
    },
  },
  {
    name: 'integrations',
    about: 'what stands in integrations/, run as its users would, with the installed tarball: tests/integrations',
    async body() {
      return nodeTests('integrations', testFiles(at('tests', 'integrations')), await packageEnv());
    },
  },
  {
    name: 'servers',
    about: 'the servers of examples/, those of docs/servers.md: tests/servers (more of Next.js: npm run test:next)',
    async body() {
      const env = { PASSWORK_FRAMEWORKS: await ensureFrameworks(), ...(await packageEnv()) };
      return nodeTests('servers', testFiles(at('tests', 'servers')), env);
    },
  },
  {
    name: 'n8n',
    about: 'the node for n8n over the installed tarball, without n8n: tests/integrations/n8n',
    async body() {
      return nodeTests('n8n', testFiles(at('tests', 'integrations', 'n8n')), await packageEnv());
    },
  },
  {
    name: 'kit',
    about: 'the conformance kit, every improvement demanded, over the installed tarball',
    async body() {
      const { folder } = await installed();
      const report = path.join(work, 'kit.json');
      const command = [process.execPath, at('tests', 'conformance', 'run.mjs'), '--module', folder, '--wanted'];
      return playKit(async (grep) => {
        const chosen = grep ? ['--grep', grep] : [];
        const counts = await counted('kit', [...command, '--json', report, ...chosen], lastLineCounts);
        return { counts, scenarios: JSON.parse(fs.readFileSync(report, 'utf8')).scenarios };
      });
    },
  },
  {
    name: 'kit-7',
    about: 'the conformance kit of Passwork 7 over the installed tarball',
    async body() {
      const { folder } = await installed();
      const kit = at('tests', 'conformance-7', 'run.mjs');
      const command = [process.execPath, kit, '--module', folder, '--grep', EXCEPT_OLD_API_KEY];
      return counted('kit-7', command, lastLineCounts);
    },
  },
  {
    name: 'interop-7',
    about: 'what ours or the official Python client writes to Passwork 7, the other reads: tests/interop-7',
    async body() {
      try {
        const env = { PASSWORK_PYTHON: await ensurePython(), ...(await packageEnv()) };
        return await nodeTests('interop-7', testFiles(at('tests', 'interop-7')), env);
      } catch (error) {
        if (error instanceof Unavailable) return { passed: 0, failed: 0, skipped: 1, notRun: error.message };
        throw error;
      }
    },
  },
  {
    name: 'browser',
    about: 'pages, the extension and the site of the documents in headless Chromium and Firefox',
    async body() {
      const env = {
        ...(await packageEnv()),
        PASSWORK_CHROMIUM: await ensureChromium(),
        PASSWORK_FIREFOX: await ensureFirefox(),
      };
      // Those of the site take longest: what begins first leaves no core idle at the end.
      const isOfSite = (file) => path.basename(file).startsWith('site-');
      const files = testFiles(at('tests', 'browser')).sort((one, other) => isOfSite(other) - isOfSite(one));
      return nodeTests('browser', files, env);
    },
  },
  {
    name: 'matrix-fast',
    about: 'the quick rows of npm run test:matrix: this Node, Chromium, bundlers',
    async body() {
      const { tarball } = await built();
      const rows = await runMatrix(tarball, { fast: true });
      printTables(rows);
      const differences = compareWithRecord(rows, { whole: false });
      for (const line of differences) console.log(`tests/matrix/results.json says otherwise: ${line}`);
      const { passed, failed, skipped } = countRows(rows);
      if (!failed && !differences.length) checkDocument(at('README.md'));
      return { passed: passed + 1, failed: failed + differences.length, skipped };
    },
  },
];
