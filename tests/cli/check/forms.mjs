// The ways to load the original and to hold a client of it, each a file that calls `getVaults` once: what `passwork check` makes of it, where
// something else of the project uses the original. `[file, text, use, method]`: whether the file itself is told as a use, and how the call is:
// 'sure', 'possibly' or unseen (''). What is unseen here is written down in docs/cli.md.

const LOAD = "const P = require('passwork-js');";
const MAKE = `${LOAD} const c = new P('h');`;
const IMPORT = "import P from 'passwork-js';";
const USE = "const c = new P('h'); c.getVaults();";

/** How it is loaded. */
const LOADED = [
  ['require.js', `${LOAD} ${USE}`, true, 'sure'],
  ['import.mjs', `${IMPORT} ${USE}`, true, 'sure'],
  ['import-as.mjs', `import { default as P } from 'passwork-js'; ${USE}`, true, 'sure'],
  ['import-all.mjs', "import * as ns from 'passwork-js'; new ns.default('h').getVaults();", true, 'sure'],
  ['import-with.mjs', `import P from 'passwork-js' with { type: 'x' }; ${USE}`, true, 'sure'],
  ['import-equals.ts', `import P = require('passwork-js'); ${USE}`, true, 'sure'],
  ['import-equals.cts', `export import P = require('passwork-js');\n${USE}`, true, 'sure'],
  ['dynamic.mjs', `const { default: P } = await import('passwork-js'); ${USE}`, true, 'sure'],
  ['dynamic-default.mjs', `const P = (await import(\`passwork-js\`)).default; ${USE}`, true, 'sure'],
  ['dynamic-with.mjs', `const P = (await import('passwork-js', { with: {} })).default; ${USE}`, true, 'sure'],
  ['dynamic-new.mjs', "new (await import('passwork-js')).default('h').getVaults();", true, 'sure'],
  ['then.mjs', `import('passwork-js').then(({ default: P }) => { ${USE} });`, true, 'sure'],
  ['then-async.mjs', `import('passwork-js').then(async ({ default: P }) => { ${USE} });`, true, 'sure'],
  ['then-name.mjs', "import('passwork-js').then((ns) => new ns.default('h').getVaults());", true, 'sure'],
  ['then-function.js', `import('passwork-js').then(function (P) { ${USE} });`, true, 'sure'],
  ['module-require.js', `const P = module.require('passwork-js'); ${USE}`, true, 'sure'],
  [
    'create-require.mjs',
    `import { createRequire } from 'node:module'; const load = createRequire(import.meta.url); const P = load('passwork-js'); ${USE}`,
    true,
    'sure',
  ],
  [
    'create-require-once.mjs',
    `import { createRequire } from 'module'; const P = createRequire(import.meta.url)('passwork-js'); ${USE}`,
    true,
    'sure',
  ],
  ['create-require-member.js', `const P = require('module').createRequire(f)('passwork-js'); ${USE}`, true, 'sure'],
  ['interop.js', "var p = __importDefault(require('passwork-js')); new p['default']('h').getVaults();", true, 'sure'],
  [
    'interop-sequence.js',
    "var p = require('passwork-js'); var c = new (0, p.default)('h'); c.getVaults();",
    true,
    'sure',
  ],
  [
    'later.js',
    "let P; const get = () => (P ??= require('passwork-js')); new (get())('h').getVaults();",
    true,
    'possibly',
  ],
  [
    'umd.js',
    "!function(e,t){t(require('passwork-js'))}(this,function(P){var c=new P('h');c.getVaults()});",
    true,
    'possibly',
  ],
  ['re-exported.mjs', `import P from './a.mjs'; ${USE}`, false, 'possibly'],
  ['other-name.mjs', `import { Client as P } from './client'; ${USE}`, false, 'possibly'],
  ['amd.js', `define(['passwork-js'], function (P) { ${USE} });`, false, 'possibly'],
  ['handed-require.js', `!function(e){var P=e('passwork-js'); ${USE}}(require);`, false, 'possibly'],
  ['escaped.js', `const P = require('pass\\u0077ork-js'); ${USE}`, false, ''],
];

/** How a client is held, and the method named. */
const HELD = [
  ['optional.js', `${MAKE} c?.getVaults?.();`, true, 'sure'],
  ['bracket.js', `${MAKE} c['getVaults']();`, true, 'sure'],
  ['bracket-optional.js', `${MAKE} c?.["getVaults"]?.();`, true, 'sure'],
  ['bracket-template.js', `${MAKE} c[\`getVaults\`]();`, true, 'sure'],
  ['taken.js', `${MAKE} const { getVaults: list } = c; list();`, true, 'sure'],
  ['private.js', `${LOAD} class A { #c = new P('h'); f() { return this.#c.getVaults(); } }`, true, 'sure'],
  ['extends-this.js', `${LOAD} class My extends P { f() { return this.getVaults(); } }`, true, 'sure'],
  ['extends-super.js', `${LOAD} class My extends P { f() { return super.getVaults(); } }`, true, 'sure'],
  ['extends-new.js', `${LOAD} class My extends P {} new My('h').getVaults();`, true, 'sure'],
  [
    'extends-twice.ts',
    `${IMPORT} class A<T> extends P implements I {} class B extends A<x> {} new B('h').getVaults();`,
    true,
    'sure',
  ],
  ['extends-value.js', `${LOAD} const My = class extends P {}; new My('h').getVaults();`, true, 'sure'],
  ['cast.ts', `${IMPORT} const c = <any>new P('h'); c.getVaults();`, true, 'sure'],
  ['cast-as.ts', `${IMPORT} const c = new P('h') as unknown as Mine; c.getVaults();`, true, 'sure'],
  ['wrapped.js', `${LOAD} const Q = wrap(P); const c = new Q('h'); c.getVaults();`, true, 'possibly'],
  ['mixed-in.js', `${LOAD} class Q extends Mixed(P) {} const c = new Q('h'); c.getVaults();`, true, 'possibly'],
  ['made.js', `${LOAD} const make = () => new P('h'); make().getVaults();`, true, 'possibly'],
  ['listed.js', `${LOAD} const all = [new P('a')]; all[0].getVaults();`, true, 'possibly'],
  ['typed.ts', "import type P from 'passwork-js'; export const f = (c: P) => c.getVaults();", true, 'possibly'],
  ['parameter.js', `${MAKE} f(c); function f({ getVaults }) { return getVaults(); }`, true, ''],
  ['assigned.js', `${MAKE} let getVaults; ({ getVaults } = c); getVaults();`, true, ''],
  ['escaped-name.js', `${MAKE} c.get\\u0056aults();`, true, ''],
];

/** Named, and neither loaded nor called. */
const NAMED = [
  ['export.mjs', "export { default as Passwork } from 'passwork-js';", true, ''],
  ['mock.test.js', "jest.mock('passwork-js');", false, ''],
  ['resolve.js', "require.resolve('passwork-js');", false, ''],
  ['import-map.html', '<script type="importmap">{"imports": {"passwork-js": "/x.js"}}</script>', false, ''],
];

/** Objects that are certainly something else. */
const TRAPS = [
  ['foreign.mjs', `import P from 'other-vaults'; ${USE}`, false, ''],
  ['foreign-extended.mjs', `import Base from 'other-vaults'; class P extends Base {} ${USE}`, false, ''],
  ['own-class.js', `class P { getVaults() {} } ${USE}`, false, ''],
  ['own-class-value.js', `const P = class { getVaults() {} }; ${USE}`, false, ''],
  ['own-this.js', 'class A extends Base { f() { return this.getVaults(); } }', false, ''],
  ['bracket-other.js', `${LOAD} const c = { getVaults() {} }; c['getVaults']();`, true, ''],
  ['then-other.mjs', `import('other-vaults').then(({ default: P }) => { ${USE} });`, false, ''],
  ['taken-other.js', `const { P } = require('other-vaults'); ${USE}`, false, ''],
  ['loaded-other.mjs', `const P = createRequire(u)('other-vaults'); ${USE} load('passwork-js');`, false, ''],
  ['texts.js', `const a = "require('passwork-js')"; // c.getVaults()`, false, ''],
];

export const FORMS = [...LOADED, ...HELD, ...NAMED, ...TRAPS];
