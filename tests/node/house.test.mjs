// The structure of the sources: which folder may use which, who may name a generation of servers, and that no file goes in
// a circle. docs/architecture.md says why.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = path.join(root, 'src');

/** From the roof down: each uses itself and what stands after it. */
const ROOMS = [
  'bindings',
  'core/api',
  'core/server',
  'core/references',
  'core/results',
  'core/client',
  'core/self_check',
  'core/encryption',
  'core/platform',
  'core/given_list',
  'core/failure',
  'core/redact',
  'core/document',
  // What everybody may use: primitives and small helpers.
  'core/crypto',
  'core/text',
  'core/object_ids',
  'core/sorted_map',
  'core/white_space',
  'handle_table',
];

/** Every file, by its path from `src`, without comments. */
const files = new Map(
  fs
    .readdirSync(source, { recursive: true })
    .map((name) => String(name).split(path.sep).join('/'))
    .filter((name) => name.endsWith('.rs'))
    .map((name) => [name, fs.readFileSync(path.join(source, name), 'utf8').replace(/^\s*\/\/.*$/gm, '')]),
);

const moduleOf = (file) => file.replace(/(\/mod)?\.rs$/, '').split('/');

/** Every path that a `use` or an expression names, from the root of the crate. */
function named(file, text) {
  const here = moduleOf(file);
  const found = [];
  const absolute = (parts) => {
    if (parts[0] === 'crate') return parts.slice(1);
    let base = here;
    let rest = parts;
    if (rest[0] === 'self') return [...base, ...rest.slice(1)];
    while (rest[0] === 'super') {
      base = base.slice(0, -1);
      rest = rest.slice(1);
    }
    return [...base, ...rest];
  };
  const expand = (prefix, tree) => {
    const open = tree.indexOf('{');
    if (open < 0) {
      const parts = tree
        .replace(/\s+as\s+\w+$/, '')
        .split('::')
        .filter(Boolean);
      found.push([...prefix, ...parts]);
      return;
    }
    const head = tree.slice(0, open).split('::').filter(Boolean);
    let depth = 0;
    let part = '';
    for (const c of `${tree.slice(open + 1, tree.lastIndexOf('}'))},`) {
      if (c === ',' && depth === 0) {
        if (part.trim()) expand([...prefix, ...head], part.trim());
        part = '';
        continue;
      }
      depth += c === '{' ? 1 : c === '}' ? -1 : 0;
      part += c;
    }
  };
  // Tests inside a file use what they like of it.
  const body = text.split(/#\[cfg\(test\)\]\s*mod tests/)[0];
  for (const [, tree] of body.matchAll(/^\s*(?:pub(?:\([^)]*\))? )?use ((?:crate|super|self)::[^;]+);/gm))
    expand([], tree);
  const rest = body.replace(/^\s*(?:pub(?:\([^)]*\))? )?use [^;]+;/gm, '');
  for (const [name] of rest.matchAll(/\b(?:crate|super)(?:::\w+)+/g)) found.push(name.split('::'));
  return found.map(absolute);
}

/** The file that a path leads to: the deepest module in it. */
function fileOf(parts) {
  for (let n = parts.length; n > 0; n -= 1) {
    const name = parts.slice(0, n).join('/');
    for (const file of [`${name}.rs`, `${name}/mod.rs`]) if (files.has(file)) return file;
  }
  return undefined;
}

const roomOf = (file) => ROOMS.findIndex((room) => file.startsWith(`${room}/`) || file === `${room}.rs`);

/** Who uses whom, in one form for both tests; what `mod.rs` hands on leads to the file that it is in. */
const uses = new Map(
  [...files].map(([file, text]) => [
    file,
    named(file, text).map((parts) => {
      const target = fileOf(parts);
      const item = parts.at(-1);
      if (!target?.endsWith('/mod.rs') || target === file) return { parts, target };
      const handedOn = named(target, files.get(target)).find((p) => p.at(-1) === item && fileOf(p) !== target);
      return { parts, target: handedOn ? fileOf(handedOn) : target };
    }),
  ]),
);

test('each folder uses only what is below it', () => {
  const wrong = [];
  for (const [file, targets] of uses) {
    const from = roomOf(file);
    if (from < 0) continue;
    for (const { parts, target } of targets) {
      if (!target || target === 'lib.rs' || target === 'core/mod.rs') continue;
      const to = roomOf(target);
      assert.ok(to >= 0, `${target} is in no room`);
      if (to < from) wrong.push(`${file} uses ${parts.join('::')}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok([...uses.values()].flat().length > 500, 'control: paths are found');
});

test('one place names the generations of servers, and each knows itself alone', () => {
  const GENERATION = /\bv[47]\b/;
  for (const [file, targets] of uses) {
    const own = /^core\/server\/(v\d+)\//.exec(file)?.[1];
    for (const { parts } of targets) {
      const other = parts.find((part) => GENERATION.test(part));
      if (other && file !== 'core/server/mod.rs') assert.equal(own, other, `${file} names ${parts.join('::')}`);
    }
  }
});

test('nobody but a generation names an address, a header or a code of a server', () => {
  // Names of members that results have are public; `/api/v4` stands in an example of the option `host`.
  const WIRE = /"\/(?:auth|user|vaults|folders|passwords|sharing|info)\b|"Passwork-|"api(?:Session|Refresh|Key)\w*"/;
  const named = [...files].filter(
    ([file, text]) => WIRE.test(text.split('#[cfg(test)]')[0]) && !file.includes('in_memory'),
  );
  assert.deepEqual(
    named.map(([file]) => file).filter((file) => !file.startsWith('core/server/v')),
    [],
  );
  assert.ok(named.length > 5, 'control: they are found where they belong');
});

test('no file goes in a circle', () => {
  const state = new Map();
  const circles = [];
  const visit = (file, way) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    // A folder's `mod.rs` and the files that it is made of belong together.
    const next = new Set(uses.get(file).map(({ target }) => target));
    for (const target of next) {
      if (target && target !== file && !target.endsWith('mod.rs') && !file.endsWith('mod.rs'))
        visit(target, [...way, file]);
    }
    state.set(file, 'done');
  };
  for (const file of files.keys()) visit(file, []);
  assert.deepEqual(circles, []);
});

test('the paths that docs/architecture.md names are there', () => {
  const text = fs.readFileSync(path.join(root, 'docs', 'architecture.md'), 'utf8');
  const paths = [...text.matchAll(/`((?:src|crates|pkg-template|scripts|tests)\/[\w./-]+)`/g)].map(([, name]) => name);
  assert.ok(paths.length > 50);
  assert.deepEqual(
    paths.filter((name) => !fs.existsSync(path.join(root, name))),
    [],
  );
});
