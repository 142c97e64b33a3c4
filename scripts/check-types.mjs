#!/usr/bin/env node
// Runs the TypeScript compiler over tests/types in every mode of module resolution.
//
//   node scripts/check-types.mjs                     the declarations in pkg-template/
//   node scripts/check-types.mjs DIR                 a built or installed package (it must have a package.json)
//   node scripts/check-types.mjs --typescript DIR    with another compiler (repeatable), e.g. the oldest supported one
//   node scripts/check-types.mjs --self-test         also spoils the declarations on purpose: every test has to notice
//   node scripts/check-types.mjs --keep              leaves the temporary folder
//
// Exit code 0: all passed, 1: something failed, 2: it could not run.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const tests = join(root, 'tests/types');
const require = createRequire(import.meta.url);

const stop = (text) => {
  console.error(text);
  process.exit(2);
};

// ---------------------------------------------------------------- arguments
let packageDir = null;
let selfTest = false;
let keep = false;
const compilers = [];
const args = process.argv.slice(2);
while (args.length) {
  const arg = args.shift();
  if (arg === '--self-test') selfTest = true;
  else if (arg === '--keep') keep = true;
  else if (arg === '--typescript') compilers.push(resolve(args.shift() ?? stop('--typescript needs a folder')));
  else if (arg.startsWith('-')) stop(`unknown option ${arg}`);
  else packageDir = resolve(arg);
}
const folderOf = (name) => {
  try {
    return dirname(require.resolve(`${name}/package.json`, { paths: [root] }));
  } catch {
    return null;
  }
};
if (!compilers.length) compilers.push(folderOf('typescript') ?? stop('typescript is not installed: npm ci'));
const nodeTypes = folderOf('@types/node');
if (packageDir && !existsSync(join(packageDir, 'package.json'))) stop(`${packageDir} has no package.json`);

// ---------------------------------------------------------------- the package under test
/** Stands in for the published package.json while pkg-template has none. */
const STAND_IN = {
  name: 'passwork-wasm',
  version: '0.0.0',
  main: './index.js',
  module: './index.mjs',
  types: './index.d.ts',
  exports: {
    '.': {
      import: { types: './index.d.mts', default: './index.mjs' },
      require: { types: './index.d.ts', default: './index.js' },
    },
    './src/passwork-api': {
      import: { types: './src/passwork-api.d.mts', default: './src/passwork-api.mjs' },
      require: { types: './src/passwork-api.d.ts', default: './src/passwork-api.js' },
    },
    './src/passwork-api.js': {
      import: { types: './src/passwork-api.d.mts', default: './src/passwork-api.mjs' },
      require: { types: './src/passwork-api.d.ts', default: './src/passwork-api.js' },
    },
    './web/dist/passwork-web-api.js': {
      types: './web/dist/passwork-web-api.d.ts',
      default: './web/dist/passwork-web-api.js',
    },
    './package.json': './package.json',
  },
};

const DECLARATION = /\.d\.[cm]?ts$/;
const declarations = (dir, at = dir) =>
  readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : declarations(dir, join(at, entry.name));
    return DECLARATION.test(entry.name) ? [relative(dir, join(at, entry.name))] : [];
  });

const source = packageDir ?? join(root, 'pkg-template');
const files = declarations(source);
if (!files.length) stop(`no declarations in ${source}`);

function layPackage(work, change = (text) => text) {
  const target = join(work, 'node_modules/passwork-wasm');
  for (const file of files) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    writeFileSync(join(target, file), change(readFileSync(join(source, file), 'utf8'), file));
  }
  const own = join(source, 'package.json');
  writeFileSync(join(target, 'package.json'), existsSync(own) ? readFileSync(own) : JSON.stringify(STAND_IN, null, 2));
}

// ---------------------------------------------------------------- modes
const EVERYWHERE = ['methods.ts', 'shapes.ts', 'use.ts', 'dropin.ts', 'script.ts'];
const CJS = ['require.ts', 'plain.js'];
const OLD = ['old-lib.ts'];
const MODES = [
  {
    name: 'node16, import',
    extension: 'm',
    options: { module: 'node16', moduleResolution: 'node16' },
    files: [...EVERYWHERE, ...OLD],
  },
  {
    name: 'node16, require',
    extension: 'c',
    options: { module: 'node16', moduleResolution: 'node16' },
    files: [...EVERYWHERE, ...CJS, ...OLD],
  },
  {
    name: 'node16, require, without esModuleInterop',
    extension: 'c',
    options: { module: 'node16', moduleResolution: 'node16', esModuleInterop: false },
    files: [...EVERYWHERE, ...CJS],
    below: 7,
  },
  {
    name: 'bundler',
    options: { module: 'esnext', moduleResolution: 'bundler' },
    files: [...EVERYWHERE, ...OLD],
    from: 5,
  },
  {
    name: 'node10',
    options: { module: 'commonjs', moduleResolution: 'node' },
    files: [...EVERYWHERE, ...CJS, ...OLD],
    below: 7,
    why: 'TypeScript 7 has no node10 any more',
  },
  {
    name: 'oldest library (ES2020)',
    extension: 'm',
    options: { module: 'node16', moduleResolution: 'node16', target: 'es2020', lib: ['es2020'] },
    files: [...EVERYWHERE, ...OLD],
  },
  {
    name: 'loose settings',
    extension: 'm',
    options: {
      module: 'node16',
      moduleResolution: 'node16',
      exactOptionalPropertyTypes: false,
      noUncheckedIndexedAccess: false,
    },
    files: ['methods.ts', 'use.ts'],
  },
  {
    name: 'lib.dom',
    options: { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'] },
    files: [...EVERYWHERE, 'dom.ts'],
    from: 5,
  },
  {
    name: 'lib.dom, node16, import',
    extension: 'm',
    options: { module: 'node16', moduleResolution: 'node16', lib: ['es2022', 'dom', 'dom.iterable'] },
    files: ['dom.ts'],
  },
  {
    name: '@types/node',
    extension: 'm',
    options: { module: 'node16', moduleResolution: 'node16', types: ['node'] },
    files: ['use.ts', 'node.ts'],
    nodeTypes: true,
    from: 5.6,
    why: 'this @types/node needs TypeScript 5.6',
  },
  {
    name: 'await using',
    extension: 'm',
    options: { module: 'node16', moduleResolution: 'node16', lib: ['es2022', 'esnext.disposable'] },
    files: [...EVERYWHERE, 'dispose.ts'],
    from: 5.2,
  },
  {
    name: 'examples of the documentation',
    extension: 'm',
    options: {
      module: 'node16',
      moduleResolution: 'node16',
      lib: ['es2022', 'dom', 'dom.iterable', 'esnext.disposable'],
    },
    files: ['examples.ts'],
    examples: true,
    from: 5.2,
  },
];

/** All `ts` blocks of the documentation comments as one module, each in a function of its own. */
function examples() {
  const text = files.map((file) => readFileSync(join(source, file), 'utf8')).join('\n');
  const blocks = [...text.matchAll(/^ *\* ```ts\n([\s\S]*?)^ *\* ```$/gm)].map((m) => m[1].replace(/^ *\* ?/gm, ''));
  if (blocks.length < 20) stop(`only ${blocks.length} examples found`);
  const imports = new Set(["import Passwork, { PassworkError } from 'passwork-wasm';"]);
  const bodies = blocks.map((block) =>
    block.replace(/^import .*\n/gm, (line) => {
      if (!/passwork-wasm/.test(line)) imports.add(line.trim());
      return '';
    }),
  );
  return `${[...imports].join('\n')}\nexport const all = [\n${bodies.map((body) => `async () => {\n${body}},`).join('\n')}\n];\nexport { PassworkError, Passwork };\n`;
}

const renamed = (file, extension = '') => file.replace(/\.(ts|js)$/, `.${extension}$1`);

function compile(compiler, mode, change) {
  const work = mkdtempSync(join(tmpdir(), 'passwork-types-'));
  try {
    layPackage(work, change);
    cpSync(join(tests, 'helpers.d.ts'), join(work, 'helpers.d.ts'));
    const list = mode.files.map((file) => {
      const to = renamed(file, mode.extension);
      if (mode.examples) writeFileSync(join(work, to), examples());
      else cpSync(join(tests, file), join(work, to));
      return to;
    });
    if (mode.examples) {
      for (const file of ['examples', 'undici']) cpSync(join(tests, `${file}.d.ts`), join(work, `${file}-given.d.ts`));
      list.push('examples-given.d.ts', 'undici-given.d.ts');
    }
    if (mode.nodeTypes) {
      cpSync(nodeTypes, join(work, 'node_modules/@types/node'), { recursive: true });
      const undici = folderOf('undici-types');
      if (undici) cpSync(undici, join(work, 'node_modules/undici-types'), { recursive: true });
    }
    const major = Number(compiler.version.split('.')[0]);
    writeFileSync(join(work, 'package.json'), '{"private":true}');
    writeFileSync(
      join(work, 'tsconfig.json'),
      JSON.stringify(
        {
          compilerOptions: {
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
            ...(major === 6 ? { ignoreDeprecations: '6.0' } : {}),
            ...mode.options,
          },
          files: ['helpers.d.ts', ...list],
        },
        null,
        2,
      ),
    );
    const run = spawnSync(process.execPath, [join(compiler.dir, 'bin/tsc'), '-p', work, '--pretty', 'false'], {
      cwd: work,
      encoding: 'utf8',
    });
    if (run.error) stop(String(run.error));
    return { ok: run.status === 0, output: (run.stdout + run.stderr).trim(), work };
  } finally {
    if (keep) console.log(`  ${work}`);
    else rmSync(work, { recursive: true, force: true });
  }
}

let failed = 0;
let passed = 0;
const report = (name, ok, detail = '', ms) => {
  ok ? passed++ : failed++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}${ms === undefined ? '' : ` (${ms} ms)`}`);
  if (!ok) console.log(detail.replace(/^/gm, '       '));
};

const loose = files.filter((file) =>
  /\bany\b/.test(readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
);
report('no `any` in the declarations', !loose.length, loose.join(', '));

for (const dir of compilers) {
  if (!existsSync(join(dir, 'package.json'))) stop(`no TypeScript in ${dir}`);
  const compiler = { dir, version: JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')).version };
  const version = Number(compiler.version.split('.').slice(0, 2).join('.'));
  console.log(`TypeScript ${compiler.version}, ${packageDir ?? 'pkg-template'}`);
  for (const mode of MODES) {
    if ((mode.from && version < mode.from) || (mode.below && version >= mode.below)) {
      console.log(
        `n/a    ${mode.name}: ${mode.why ?? `${mode.from ? `from TypeScript ${mode.from} on` : `not from TypeScript ${mode.below} on`}`}`,
      );
      continue;
    }
    if (mode.nodeTypes && !nodeTypes) {
      report(mode.name, false, '@types/node is not installed: npm ci');
      continue;
    }
    const start = Date.now();
    const { ok, output } = compile(compiler, mode);
    report(mode.name, ok, output, Date.now() - start);
  }
  if (selfTest) spoil(compiler);
}

// ---------------------------------------------------------------- do the tests notice?
/** Each entry makes the declarations worse; the tests must fail, and name every method where `each` says so. */
function spoil(compiler) {
  const mode = MODES[0];
  const names = [...readFileSync(join(tests, 'methods.ts'), 'utf8').matchAll(/Equal<Passwork\['(\w+)'\]/g)].map(
    (m) => m[1],
  );
  const line = (name) => new RegExp(`^  ${name}: (?:\\((?:[^;]|\\n)*?\\) => [^;]+;|\\{[^}]*\\};)`, 'm');
  /** The one file that has this text; what is spoilt must not be missed because it has moved. */
  const fileWith = (wanted) => {
    const found = files.filter((file) => readFileSync(join(source, file), 'utf8').includes(wanted));
    if (found.length !== 1) stop(`self test: ${wanted} is in ${found.length} files: ${found.join(', ')}`);
    return found[0];
  };
  const everyMethod = (replace) => {
    const start = 'export declare class Passwork {';
    const place = fileWith(start);
    return (text, file) => {
      if (file !== place) return text;
      const at = text.indexOf(start);
      let body = text.slice(at);
      for (const name of names) {
        if (!line(name).test(body)) stop(`self test: no declaration of ${name} found`);
        body = body.replace(line(name), (found) => replace(name, found));
      }
      return text.slice(0, at) + body;
    };
  };
  const only = (from, to) => {
    const place = fileWith(from);
    return (text, file) => (file === place ? text.replace(from, to) : text);
  };
  const WAYS = [
    [
      'every result is any',
      everyMethod((_, found) => found.replace(/=> [^;]+;$/, '=> Promise<any>;').replace(/: void;/g, ': any;')),
      true,
    ],
    [
      'every method takes anything',
      everyMethod((_, found) =>
        found
          .replace(/: \((?:[^;]|\n)*?\) => /, ': (...args: any[]) => ')
          .replace(/^ +\(.*\): void;$/gm, '(...args: any[]): void;'),
      ),
      true,
    ],
    ['every method is any', everyMethod((name) => `  ${name}: any;`), true],
    ['every member is readonly', everyMethod((_, found) => found.replace(/^ {2}/, '  readonly ')), false],
    [
      'a method in place of a property',
      only('getVault: (id: Id) => Promise<Vault>;', 'getVault(id: Id): Promise<Vault>;'),
      false,
    ],
    ['one method more', only('  close: () =>', '  shut: () => Promise<void>;\n  close: () =>'), false],
    ['one method less', only('  getTags: () => Promise<string[]>;', ''), false],
    [
      'an open list of kinds',
      only("export type RequestErrorKind = 'api'", "export type RequestErrorKind = (string & {}) | 'api'"),
      false,
    ],
    ['an optional argument', only('getVault: (id: Id)', 'getVault: (id?: Id)'), false],
    ['an optional member', only('  cryptedPassword: EncodedText;', '  cryptedPassword?: EncodedText;'), false],
    [
      'a server object without unknown members',
      only(
        '  isFavorite: boolean;\n  /** Whatever else the server sent. */\n  [field: string]: unknown;',
        '  isFavorite: boolean;',
      ),
      false,
    ],
    [
      'unknown members are any',
      only(
        '  isFavorite: boolean;\n  /** Whatever else the server sent. */\n  [field: string]: unknown;',
        '  isFavorite: boolean;\n  [field: string]: any;',
      ),
      false,
    ],
    [
      'an option that is not checked',
      only("  /** Session token. Default: `''`, no session. */", '  [option: string]: unknown;\n'),
      false,
    ],
    ['a password that may be missing', only('  readonly password: string;', '  readonly password?: string;'), false],
    [
      'helpers on lists',
      only(
        'export interface PasswordListItem extends PasswordBase {',
        'export interface PasswordListItem extends PasswordBase, PasswordHelpers {',
      ),
      false,
    ],
    ['a file that is not exported', only("export * from './types/inbox.js';", ''), false],
  ];
  console.log('Spoilt on purpose:');
  for (const [name, change, each] of WAYS) {
    const { ok, output } = compile(compiler, mode, change);
    if (/^node_modules/m.test(output)) stop(`self test: ${name}: the change itself does not compile\n${output}`);
    const inTests = output.split('\n').filter((l) => /^(methods|shapes|use|dropin|script|old-lib)\.mts\(/.test(l));
    if (ok || !inTests.length) {
      report(name, false, ok ? 'no test noticed' : output);
      continue;
    }
    if (each) {
      const text = readFileSync(join(tests, 'methods.ts'), 'utf8').split('\n');
      const seen = new Set(
        inTests
          .map((l) => /^methods\.mts\((\d+),/.exec(l))
          .filter(Boolean)
          .map((m) => /Passwork\['(\w+)'\]/.exec(text[m[1] - 1])?.[1]),
      );
      const missed = names.filter((n) => !seen.has(n));
      report(
        `${name}: noticed for ${names.length - missed.length} of ${names.length} methods`,
        !missed.length,
        missed.join(' '),
      );
    } else report(`${name}: noticed`, true);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
