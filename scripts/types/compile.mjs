// One run of the compiler over some of the tests, in a temporary project that has the package installed.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { layPackage } from './package.mjs';
import { root, stop, tests } from './stop.mjs';

const require = createRequire(import.meta.url);

/** The folder of an installed package; `null` if there is none. */
export function folderOf(name) {
  try {
    return dirname(require.resolve(`${name}/package.json`, { paths: [root] }));
  } catch {
    return null;
  }
}

/** `{ dir, version, release }`; the release as a number, such as 5.9. */
export function findCompiler(dir) {
  if (!existsSync(join(dir, 'package.json'))) stop(`no TypeScript in ${dir}`);
  const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  return { dir, version, release: Number(version.split('.').slice(0, 2).join('.')) };
}

/** As strict as it gets: what is loose in the declarations shows. */
const STRICT = {
  target: 'es2022',
  lib: ['es2022'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  esModuleInterop: true,
  skipLibCheck: false,
  noEmit: true,
  declaration: true,
  allowJs: true,
  checkJs: true,
};

const renamed = (file, extension = '') => file.replace(/\.(ts|js)$/, `.${extension}$1`);

/** Puts the tests of a mode into the project; their names there. `made` is a module that is made, in place of one that lies there. */
function layTests({ files, given = [], made, extension, nodeTypes }, pack, work) {
  const give = (from, to) => {
    mkdirSync(dirname(join(work, to)), { recursive: true });
    cpSync(from, join(work, to), { recursive: true });
    return to;
  };
  const list = ['helpers', ...given].map((file) => give(join(tests, `${file}.d.ts`), `${file}-given.d.ts`));
  for (const file of files) {
    const to = renamed(file, extension);
    if (made) writeFileSync(join(work, to), made(pack));
    else give(join(tests, file), to);
    list.push(to);
  }
  if (nodeTypes) {
    give(folderOf('@types/node'), 'node_modules/@types/node');
    if (folderOf('undici-types')) give(folderOf('undici-types'), 'node_modules/undici-types');
  }
  return list;
}

/** `{ ok, output }`. `change` makes other declarations of the package's, file by file. */
export function compile(compiler, mode, pack, { keep = false, change = undefined } = {}) {
  const work = mkdtempSync(join(tmpdir(), 'passwork-types-'));
  try {
    layPackage(pack, work, change);
    const files = layTests(mode, pack, work);
    const old = Math.floor(compiler.release) === 6 ? { ignoreDeprecations: '6.0' } : {};
    const config = { compilerOptions: { ...STRICT, ...old, ...mode.options }, files };
    writeFileSync(join(work, 'package.json'), '{"private":true}');
    writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(config, null, 2));
    const tsc = [join(compiler.dir, 'bin/tsc'), '-p', work, '--pretty', 'false'];
    const run = spawnSync(process.execPath, tsc, { cwd: work, encoding: 'utf8' });
    if (run.error) stop(String(run.error));
    return { ok: run.status === 0, output: (run.stdout + run.stderr).trim() };
  } finally {
    if (keep) console.log(`  ${work}`);
    else rmSync(work, { recursive: true, force: true });
  }
}
