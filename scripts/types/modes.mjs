// The ways in which a program may be set up, and which tests are compiled in each.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from './compile.mjs';
import { examplesOf } from './documentation.mjs';
import { tests } from './stop.mjs';
import { worlds } from './worlds.mjs';

const sent = await worlds();

/** Programs as somebody has them; what compiled once has to compile with every later version. */
export const PROGRAMS = readdirSync(join(tests, 'programs')).map((name) => `programs/${name}`);

export const EVERYWHERE = [
  ...[
    'methods.ts',
    'shapes.ts',
    'use.ts',
    'errors.ts',
    'ids.ts',
    'results.ts',
    'settings.ts',
    'passwork7.ts',
    'references.ts',
    'tree.ts',
    'hooks.ts',
    'diagnostics.ts',
    'read-only.ts',
    'self-check.ts',
    'testing.ts',
  ],
  ...['dropin.ts', 'script.ts'],
];
const CJS = ['require.ts', 'plain.js'];
const OLD = ['old-lib.ts'];
const NODE16 = { module: 'node16', moduleResolution: 'node16' };
const DOM = ['dom', 'dom.iterable'];

export const MODES = [
  { name: 'node16, import', extension: 'm', options: NODE16, files: [...EVERYWHERE, ...OLD, ...PROGRAMS] },
  { name: 'node16, require', extension: 'c', options: NODE16, files: [...EVERYWHERE, ...CJS, ...OLD] },
  {
    name: 'node16, require, without esModuleInterop',
    extension: 'c',
    options: { ...NODE16, esModuleInterop: false },
    files: [...EVERYWHERE, ...CJS],
    below: 7,
  },
  {
    name: 'bundler',
    options: { module: 'esnext', moduleResolution: 'bundler' },
    files: [...EVERYWHERE, ...OLD, ...PROGRAMS],
    from: 5,
  },
  {
    name: 'node10',
    options: { module: 'commonjs', moduleResolution: 'node' },
    files: [...EVERYWHERE, ...CJS, ...OLD, ...PROGRAMS],
    below: 7,
    why: 'TypeScript 7 has no node10 any more',
  },
  {
    name: 'oldest library (ES2020)',
    extension: 'm',
    options: { ...NODE16, target: 'es2020', lib: ['es2020'] },
    files: [...EVERYWHERE, ...OLD],
  },
  {
    name: 'loose settings',
    extension: 'm',
    options: {
      ...NODE16,
      exactOptionalPropertyTypes: false,
      noUncheckedIndexedAccess: false,
      noPropertyAccessFromIndexSignature: false,
    },
    files: ['methods.ts', 'use.ts', 'errors.ts', 'ids.ts', 'results.ts', ...PROGRAMS],
  },
  {
    name: 'lib.dom',
    options: { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', ...DOM] },
    files: [...EVERYWHERE, 'dom.ts', ...PROGRAMS],
    from: 5,
  },
  {
    name: 'lib.dom, node16, import',
    extension: 'm',
    options: { ...NODE16, lib: ['es2022', ...DOM] },
    files: ['dom.ts'],
  },
  {
    name: '@types/node',
    extension: 'm',
    options: { ...NODE16, types: ['node'] },
    files: ['use.ts', 'node.ts', ...PROGRAMS],
    nodeTypes: true,
    from: 5.6,
    why: 'this @types/node needs TypeScript 5.6',
  },
  {
    name: 'await using',
    extension: 'm',
    options: { ...NODE16, lib: ['es2022', 'esnext.disposable'] },
    files: [...EVERYWHERE, 'dispose.ts'],
    from: 5.2,
  },
  {
    name: 'examples of the documentation',
    extension: 'm',
    options: { ...NODE16, lib: ['es2022', ...DOM, 'esnext.disposable'] },
    files: ['examples.ts'],
    given: ['examples', 'undici'],
    made: examplesOf,
    from: 5.2,
  },
  {
    name: 'what the worlds of the conformance kit send',
    extension: 'm',
    options: NODE16,
    files: ['worlds.ts'],
    made: () => sent,
  },
];

/** Why a mode is not compiled by this compiler; `undefined` where it is. */
export function notIn({ from, below, why, nodeTypes }, { release }) {
  if (from && release < from) return why ?? `from TypeScript ${from} on`;
  if (below && release >= below) return why ?? `not from TypeScript ${below} on`;
  if (nodeTypes && !folderOf('@types/node')) return '@types/node is not installed: npm ci';
  return undefined;
}
