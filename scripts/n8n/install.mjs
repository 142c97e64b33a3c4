// What the run needs: n8n itself, and our node as the tarball that would be published. Both stay for the next time.
import fs from 'node:fs';
import path from 'node:path';
import { ensureNodeModules } from '../build/node-modules.mjs';
import { at } from '../build/project.mjs';
import { npm, run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';

const MINUTES = 60_000;

export const home = at('target', 'n8n');
const source = at('integrations', 'n8n');

/** Which n8n: the folder of its manifest, which pins it, and the package that brings its Node, where this one does not do. */
const RELEASES = {
  1: { folder: 'n8n', manifest: at('tests', 'n8n', 'package.json') },
  2: { folder: 'n8n-2', manifest: at('tests', 'n8n', 'n8n-2', 'package.json'), node: ['node24', 'bin', 'node'] },
};

export const releases = Object.keys(RELEASES);

/**
 * n8n, installed. Its scripts are not run; the one that is needed compiles sqlite3, with the headers that are installed beside Node.
 * `xlsx` is overridden in the manifest: n8n takes it from an address outside of the registry.
 *
 * @returns {Promise<{version: string, program: string[], module: (...parts: string[]) => string}>}
 */
export async function ensureN8n(release) {
  const { folder, manifest, node } = RELEASES[release];
  const installation = path.join(home, folder);
  const module = (...parts) => path.join(installation, 'node_modules', ...parts);
  const done = path.join(installation, 'done.json');
  const wanted = `${fs.readFileSync(manifest, 'utf8')} ${process.version}`;
  if (!fs.existsSync(done) || fs.readFileSync(done, 'utf8') !== wanted) {
    say('n8n: installing, which takes minutes and 2 GB');
    fs.mkdirSync(installation, { recursive: true });
    fs.copyFileSync(manifest, path.join(installation, 'package.json'));
    await run('n8n-install', npm('install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'), {
      cwd: installation,
      timeout: 30 * MINUTES,
    });
    say('n8n: compiling sqlite3');
    // For its stable interface, so that another Node loads it too.
    const gyp = [process.execPath, module('node-gyp', 'bin', 'node-gyp.js'), 'rebuild', `--nodedir=${headers()}`];
    await run('n8n-sqlite3', gyp, { cwd: module('sqlite3'), timeout: 20 * MINUTES });
    fs.writeFileSync(done, wanted);
  }
  const program = [node ? nodeOf(module, node) : process.execPath, module('n8n', 'bin', 'n8n')];
  return { version: versionOf(module('n8n')), program, module };
}

/** The program itself: the package's own scripts, which would put it in place, are not run. */
function nodeOf(module, [name, ...parts]) {
  const there = module(name, ...parts);
  if (fs.existsSync(there)) return there;
  throw new Error(`there is no ${path.join(name, ...parts)}: n8n 2 can be run on Linux x64 only`);
}

/** The folder that has Node's `include/node`. */
function headers() {
  const folder = path.dirname(path.dirname(fs.realpathSync(process.execPath)));
  if (fs.existsSync(path.join(folder, 'include', 'node', 'node_api.h'))) return folder;
  throw new Error(`sqlite3 cannot be compiled: Node's headers are not in ${path.join(folder, 'include', 'node')}`);
}

const versionOf = (folder) => JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version;

/** What is published. */
const PACKED = [
  'LICENSE',
  'README.md',
  'dist/THIRD_PARTY_LICENSES.txt',
  'dist/credentials/PassworkApi.credentials.js',
  'dist/nodes/Passwork/Passwork.node.js',
  'dist/nodes/Passwork/Passwork.node.json',
  'dist/nodes/Passwork/passwork.dark.svg',
  'dist/nodes/Passwork/passwork.svg',
  'package.json',
];

/** Our node, built and linted by n8n's tool, and packed. */
export async function packNode() {
  const options = { name: 'n8n-node-install', what: "the node: n8n's tool", timeout: 20 * MINUTES };
  await ensureNodeModules(source, options);
  say("the node: n8n's linter");
  await run('n8n-node-lint', npm('run', 'lint'), { cwd: source, timeout: 10 * MINUTES });
  say('the node: built and packed');
  await run('n8n-node-build', npm('run', 'build'), { cwd: source, timeout: 10 * MINUTES });
  const { stdout } = await run('n8n-node-pack', npm('pack', '--json', '--pack-destination', home), { cwd: source });
  const [{ filename, files }] = JSON.parse(stdout);
  const names = files.map((file) => file.path).sort();
  if (names.join() !== PACKED.join()) throw new Error(`the tarball has other files: ${names.join(', ')}`);
  return path.join(home, filename);
}

/** A folder of a user of n8n, empty but for the node, which is installed as n8n installs it. */
export async function makeUserFolder(tarball) {
  const folder = path.join(home, 'user');
  fs.rmSync(folder, { recursive: true, force: true });
  const nodes = path.join(folder, '.n8n', 'nodes');
  fs.mkdirSync(nodes, { recursive: true });
  fs.writeFileSync(path.join(nodes, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
  const flags = ['--ignore-scripts', '--legacy-peer-deps', '--omit=dev', '--no-audit', '--no-fund'];
  await run('n8n-node-installed', npm('install', ...flags, tarball), { cwd: nodes });
  const inside = fs.readdirSync(path.join(nodes, 'node_modules')).filter((name) => !name.startsWith('.'));
  if (inside.join() !== 'n8n-nodes-passwork-wasm') throw new Error(`the node brings other packages: ${inside.join()}`);
  return folder;
}
