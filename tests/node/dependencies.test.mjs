// docs/dependencies.md has a row for every dependency of every manifest, and for nothing else.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');

/** Folders of what is made or fetched, and of the package itself, which must have none. */
const NOT_OURS = new Set(['node_modules', 'target', 'pkg', '.git', '.toolchain']);
const COLUMNS = 6;

/** The manifests below a folder: `Cargo.toml` and `package.json`. */
function manifests(folder = '') {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : manifests(name);
    return ['Cargo.toml', 'package.json'].includes(entry.name) ? [name] : [];
  });
}

/** How the page names a manifest. */
function placeOf(manifest) {
  const folder = path.posix.dirname(manifest);
  if (folder === '.') return manifest === 'Cargo.toml' ? 'root' : 'npm';
  return folder.replace(/^crates\//, '');
}

/** Sections of dependencies in TOML, one `name = …` a line. Those of the workspace are named again by its members. */
function ofCargo(manifest) {
  const found = [];
  let kind;
  for (const line of read(manifest).split('\n')) {
    const section = /^\[(.*)\]$/.exec(line)?.[1];
    if (section !== undefined) {
      const dependencies = /dependencies(\.|$)/.test(section) && !section.startsWith('workspace.');
      assert.ok(!dependencies || section.endsWith('dependencies'), `${manifest}: one table for all of [${section}]`);
      kind = undefined;
      if (dependencies) kind = section.endsWith('dev-dependencies') ? ', tests' : '';
      if (kind === '' && section.includes('not(target_arch = "wasm32")')) kind = ', native';
      continue;
    }
    const [, name] = /^"?([\w-]+)"?(?:\.\w+)?\s*=/.exec(line) ?? [];
    if (name && kind !== undefined && !/\bpath = /.test(line)) found.push(`${name} in ${placeOf(manifest)}${kind}`);
  }
  return found;
}

function ofNpm(manifest) {
  const contents = JSON.parse(read(manifest));
  return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
    .flatMap((kind) => Object.entries(contents[kind] ?? {}))
    .filter(([name]) => name !== 'passwork-wasm')
    .map(([name]) => `${name} in ${placeOf(manifest)}`);
}

const all = manifests();
const dependencies = all.flatMap((manifest) => (manifest.endsWith('.toml') ? ofCargo(manifest) : ofNpm(manifest)));

const rows = read('docs/dependencies.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('every dependency of every manifest has its row, and every row its dependency', () => {
  const described = rows.flatMap(([name, places]) =>
    places.split(';').map((place) => `${name.replaceAll('`', '')} in ${place.trim().replaceAll('`', '')}`),
  );
  assert.deepEqual(described.toSorted(), [...new Set(dependencies)].toSorted());
});

test('every row says what for, why this one, what it costs and what would take its place', () => {
  for (const row of rows) {
    assert.equal(row.length, COLUMNS, row[0]);
    assert.ok(
      row.every((cell) => cell !== ''),
      row[0],
    );
  }
});

test('manifests are found, and the published one has no dependencies', () => {
  for (const name of [
    'Cargo.toml',
    'crates/keys/Cargo.toml',
    'tools/Cargo.toml',
    'package.json',
    'benches/package.json',
  ]) {
    assert.ok(all.includes(name), name);
  }
  assert.ok(dependencies.includes('crypto-bigint in keys') && dependencies.includes('serde_json in root, native'));
  assert.deepEqual(ofNpm('pkg-template/package.json'), []);
});
