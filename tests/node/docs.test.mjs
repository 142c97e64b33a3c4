// The documents: their programs run or at least parse, their links lead somewhere, their lists are complete.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { pages, START } from '../../scripts/docs/pages.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { anchorsOf } from './support/anchors.mjs';
import { inProject } from './support/installed.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');
const below = (folder) => fs.readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`);

/** What the site shows, and one that it does not. */
const documents = [START, ...pages.map(({ file }) => file), 'tests/sandbox/README.md'];

/** All fenced blocks; `run` where the line `<!-- run -->` stands before one. */
function blocksOf(document) {
  const fence = /(<!-- run -->\n+)?^```([^\n]*)\n([\s\S]*?)^```$/gm;
  const text = read(document);
  return [...text.matchAll(fence)].map(([all, run, language, code], i) => {
    const line = text.slice(0, text.indexOf(all)).split('\n').length;
    return { document, name: `${document}, block ${i + 1} (line ${line})`, run: Boolean(run), language, code };
  });
}

const blocks = documents.flatMap(blocksOf);
const programs = blocks.filter(({ language }) => language === 'js');
const isModule = ({ code }) => /^(?:import|export) /m.test(code);

/** A text without its blocks, comments and code spans. */
const prose = (text) =>
  text
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/`[^`\n]*`/g, '');

// ---------------------------------------------------------------- programs

/** The made-up values of the documents, as the sandbox has them. */
function withSandboxValues(code, { HOST, API_KEY, USER_MASTER_PASS, EXAMPLE_PASSWORD }) {
  const values = {
    'https://passwork.example.com/api/v4': HOST,
    'api-key': API_KEY,
    'master password': USER_MASTER_PASS,
    'password-id': EXAMPLE_PASSWORD,
  };
  return code.replace(/'([^'\n]*)'/g, (text, value) =>
    Object.hasOwn(values, value) ? JSON.stringify(values[value]) : text,
  );
}

/** A program around a block: one that makes no client of its own finds `passwork`, logged in, and `id`. */
function program({ code }, env) {
  const session = `const Passwork = require('passwork-wasm');
    const passwork = new Passwork('https://passwork.example.com/api/v4');
    await passwork.login('api-key', 'master password');`;
  const start = code.includes('new Passwork(') ? '' : `${session} const id = 'password-id';`;
  return `(async () => {
    console.log = console.error = () => {};
    ${withSandboxValues(start, env)}
    { ${withSandboxValues(code, env)}
      print(typeof password === 'undefined' ? {} : { name: password.name, text: password.getPassword(), customs: password.getCustoms() });
    }
  })();`;
}

/** Runs a block against a sandbox of its own; what its `password` holds in the end. */
async function runBlock(block) {
  assert.ok(!isModule(block), 'runnable blocks use require');
  const sandbox = await startSandbox();
  try {
    return await inProject('commonjs', program(block, sandbox.env));
  } finally {
    await sandbox.close();
  }
}

for (const block of programs.filter(({ run }) => run)) {
  test(`runs: ${block.name}`, () => runBlock(block));
}

test('the ten lines of the README read what the sandbox holds', async () => {
  const lines = programs.find(({ document, code }) => document === 'README.md' && code.includes('new Passwork('));
  assert.ok(lines.run, 'they are marked to be run');
  assert.ok(lines.code.trim().split('\n').length <= 10);
  const { name, text, customs } = await runBlock(lines);
  assert.deepEqual({ name, text }, { name: 'GitHub organisation', text: 'Tr0ub4dor&3-github' });
  assert.deepEqual(
    customs.map(({ type }) => type),
    ['text', 'password', 'totp'],
  );
});

test('every other block of JavaScript parses', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-docs-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  for (const block of programs) {
    if (!isModule(block)) {
      new vm.Script(`async () => {${block.code}\n}`, { filename: block.name });
      continue;
    }
    const file = path.join(folder, 'block.mjs');
    fs.writeFileSync(file, block.code);
    await promisify(execFile)(process.execPath, ['--check', file]).catch(({ stderr }) =>
      assert.fail(`${block.name}: ${stderr}`),
    );
  }
});

test('every document of docs/ and integrations/ is in the site, once', () => {
  assert.equal(new Set(documents).size, documents.length);
  const readmes = below('integrations').map((folder) => `${folder}/README.md`);
  for (const name of [...below('docs').filter((name) => name.endsWith('.md')), ...readmes]) {
    assert.ok(documents.includes(name), name);
  }
});

test('no block stands within a list, where this file would not see it', () => {
  for (const document of documents) assert.doesNotMatch(read(document), /^ +```(js|json|ts|sh|html)\b/m, document);
});

test('every block of JSON parses, and every block has a language that is known', () => {
  for (const { name, language, code } of blocks) {
    assert.match(language, /^(|js|json|html|diff|yaml|ts|sh|bat|dockerfile|ini|make|groovy|nginx)$/, name);
    if (language === 'json') assert.doesNotThrow(() => JSON.parse(code), name);
  }
});

// ---------------------------------------------------------------- links

test('every relative link and image leads somewhere', () => {
  for (const document of documents) {
    const text = prose(read(document));
    const targets = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)|\b(?:src|href)="([^"]+)"/g)].map(([, a, b]) => a ?? b);
    for (const target of targets.filter((target) => !/^[a-z]+:/.test(target))) {
      const [file, anchor] = target.split('#');
      const place = file ? path.join(path.dirname(document), file) : document;
      assert.ok(fs.existsSync(path.join(root, place)), `${document}: ${target} does not exist`);
      assert.ok(!path.relative(root, path.join(root, place)).startsWith('..'), `${document}: ${target} is outside`);
      if (anchor) assert.ok(anchorsOf(read(place)).includes(anchor), `${document}: ${target} has no such heading`);
    }
  }
});

test('files, folders and commands that are named exist', () => {
  for (const document of documents) {
    const text = read(document);
    // An example may be a project, with commands and folders of its own.
    const folders = ['.', path.dirname(document)];
    const there = (name) => folders.find((folder) => fs.existsSync(path.join(root, folder, name)));
    const scripts = folders
      .map((folder) => `${folder}/package.json`)
      .filter((file) => fs.existsSync(path.join(root, file)))
      .flatMap((file) => Object.keys(JSON.parse(read(file)).scripts ?? {}));
    for (const [, name] of text.matchAll(/\bnpm run ([a-z\d:]+)/g)) {
      assert.ok(scripts.includes(name), `${document}: npm run ${name}`);
    }
    for (const [, place] of text.matchAll(/`((?:src|pkg-template|scripts|tests|tools|docs)\/[\w./-]*)`/g)) {
      const made = place.startsWith('tools/target/'); // only by the build
      assert.ok(made || there(place), `${document}: ${place} does not exist`);
    }
  }
});

test('no path of a computer, no registry', () => {
  for (const document of documents) {
    assert.doesNotMatch(
      read(document),
      /\/home\/|\/root\/|\/work\/|\/tmp\/|https?:\/\/(?:localhost|127\.|10\.)/,
      document,
    );
  }
});

// ---------------------------------------------------------------- lists

/** The literals of a union in types/errors.d.ts. */
function union(name) {
  const [, members] = new RegExp(`^export type ${name} =\\s+([^;]*);`, 'm').exec(
    read('pkg-template/types/errors.d.ts'),
  );
  return members.split('|').flatMap((member) => {
    const word = member.trim();
    return /^'/.test(word) ? [word.slice(1, -1)] : word ? union(word) : [];
  });
}

for (const document of ['README.md', 'docs/errors.md']) {
  test(`${document} lists the kinds of error that the types declare`, () => {
    const [, table] = /<!-- kinds -->\n((?:\|.*\n)+)/.exec(read(document));
    const kinds = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, kind]) => kind);
    assert.deepEqual(kinds.toSorted(), union('PassworkErrorKind').toSorted());
    assert.equal(new Set(kinds).size, kinds.length);
  });
}

test('docs/migration.md has every row of DEVIATIONS.md', () => {
  const rows = [...read('tests/conformance/DEVIATIONS.md').matchAll(/^\| \*\*([DK]\d+)\*\*/gm)].map(([, row]) => row);
  assert.equal(rows.length, 83);
  const told = new Set(read('docs/migration.md').match(/\b[DK]\d+\b/g));
  assert.deepEqual(
    rows.filter((row) => !told.has(row)),
    [],
  );
});

test('docs/migration.md has one row for each difference', () => {
  const rows = [...read('docs/migration.md').matchAll(/^\| (D\d+) \|/gm)].map(([, row]) => row);
  assert.equal(new Set(rows).size, rows.length);
  for (let number = 1; number <= 53; number += 1) assert.ok(rows.includes(`D${number}`), `D${number}`);
});

// ---------------------------------------------------------------- claims

/** The rows of docs/claims.md: a claim and the tests that hold it. */
const claims = [...read('docs/claims.md').matchAll(/^\| (?!claim|---)(.*?) \| (.*) \|$/gm)].map(([, claim, cell]) => ({
  claim,
  tests: [...cell.matchAll(/`([^`]+)`: `([^`]+)`/g)].map(([, file, name]) => ({ file, name })),
}));

/** Whether a file has a test of that name; of those that are made in a loop a part of the name. */
function hasTest({ file, name }) {
  const text = read(file);
  if (file.endsWith('.rs'))
    return new RegExp(`#\\[(wasm_bindgen_)?test\\]\\s+(pub )?(async )?fn ${name}\\(`).test(text);
  const literal = /\b(?:test|it)\(\s*(?:'([^'\n]*)'|"([^"\n]*)"|`([^`\n]*)`)/g;
  return [...text.matchAll(literal)].some(([, ...names]) => names.some((found) => found?.includes(name)));
}

test('every claim names tests, and each of them exists', () => {
  assert.ok(claims.length > 30);
  for (const { claim, tests } of claims) {
    assert.ok(tests.length, claim);
    for (const each of tests) assert.ok(hasTest(each), `${each.file} has no test '${each.name}' (${claim})`);
  }
});

test('every defence that SECURITY.md names has a claim with a test', () => {
  const [, list] = /\*\*What the client defends against\.\*\*[^\n]*\n\n((?:- .*\n)+)/.exec(read('SECURITY.md'));
  const titles = list
    .trim()
    .split('\n')
    .map((line) => /^- (\*\*[^*]+\.\*\*) /.exec(line)?.[1] ?? line);
  assert.ok(titles.length > 10);
  for (const title of titles)
    assert.ok(
      claims.some(({ claim }) => claim.startsWith(title)),
      title,
    );
});

// ---------------------------------------------------------------- architecture

/** The names of files and folders in a text; those without a folder stand in that of the one before. */
function placesIn(text, bases) {
  let beside = '';
  const places = [];
  for (const [, name] of text.matchAll(/`([\w.-]+(?:\/[\w.-]*)*)`/g)) {
    if (!/\/|\.(rs|mjs|ts|json)$/.test(name)) continue;
    const found = [...bases, beside]
      .map((base) => path.join(base, name))
      .find((each) => fs.existsSync(path.join(root, each)));
    places.push({ name, found });
    if (found) beside = fs.statSync(path.join(root, found)).isDirectory() ? found : path.dirname(found);
  }
  return places;
}

test('docs/architecture.md: every place that the ways and the table name exists', () => {
  const text = read('docs/architecture.md');
  const table = text.slice(text.indexOf('## To change X'));
  const rows = [...table.matchAll(/^\| (?!to change|---).*? \| (.*) \|$/gm)].map(([, cell]) => cell);
  assert.ok(rows.length > 30);
  for (const row of rows) {
    const places = placesIn(row, ['.']);
    assert.ok(places.length, row);
    for (const { name, found } of places) assert.ok(found, `${name} in: ${row}`);
  }
  const bases = [
    '.',
    'src',
    'src/core',
    'src/core/client',
    'src/core/client/request',
    'src/bindings',
    'pkg-template/js',
  ];
  const prose = text.slice(0, text.indexOf('## To change X')).replaceAll('`crypto/`', '');
  const later = new Set(['engine.js', 'passwork.js']); // made by the build
  for (const { name, found } of placesIn(prose, bases)) assert.ok(found || later.has(name), name);
});

test('the README has the places that others fill', () => {
  for (const place of ['runs', 'missing', 'screenshots']) {
    assert.match(read('README.md'), new RegExp(`<!-- ${place}:start -->[\\s\\S]*<!-- ${place}:end -->`), place);
  }
});
