// The engine, the JavaScript around it and the server for tests become "neutral" files: no import, export, require or module in them, so that each
// is valid as CommonJS, as an ES module and as a classic script, and one copy serves every entry of the package.
// They meet in one slot, globalThis[Symbol.for('passwork-wasm/VERSION')]; see CONTRIBUTING.md, "Why the packaging is
// as it is".
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { hashOfFile } from '../lib/hash-of-file.mjs';
import { say } from '../lib/script.mjs';
import { withContainedImports, withoutAsyncStart } from './catch-imports.mjs';
import { bundleCli, cli, cliParts } from './cli.mjs';
import { once } from './once.mjs';
import { at, installed, version, work } from './project.mjs';
import { engineFile, glueFile, wasmFile } from './wasm.mjs';

const js = at('pkg-template', 'js');
const testing = at('pkg-template', 'testing');

/** Where the bundles are, in the layout of the package. */
export const bundles = path.join(work, 'bundles');

/** Which modules of others are in them. */
export const bundled = path.join(work, 'bundled.json');
export const bundledModules = () => JSON.parse(fs.readFileSync(bundled, 'utf8'));

const FILES = ['engine.js', 'passwork.js', 'test-server.js', 'web/dist/passwork-web-api.js'];

/** Packages that are in the bundles, or make them. */
const PACKAGES = [
  'esbuild',
  'lzma',
  'fflate',
  '@gfx/zopfli',
  'commander',
  'js-tokens',
  'cross-spawn',
  '@inquirer/password',
  'https-proxy-agent',
  'proxy-from-env',
];

export async function buildBundles() {
  const settings = {
    text: [version, ...PACKAGES.map(installed)].join(' '),
  };
  const inputs = [
    js,
    testing,
    cli,
    glueFile,
    engineFile,
    import.meta.filename ?? new URL(import.meta.url).pathname,
    at('scripts', 'build', 'catch-imports.mjs'),
    at('scripts', 'build', 'cli.mjs'),
    settings,
  ];
  const parts = cliParts().map((part) => `cli/${part}.js`);
  const outputs = [...[...FILES, ...parts].map((file) => path.join(bundles, file)), bundled];
  await once('bundles', { inputs, outputs }, async () => {
    say('bundling the engine and the JavaScript around it (esbuild)');
    fs.rmSync(bundles, { recursive: true, force: true });
    const wasm = fs.readFileSync(engineFile);
    // Two forms, for two needs: what is installed is to start fast, what a page downloads is to be small.
    write('engine.js', engineText('deflated', await deflated(wasm)));
    const installedFiles = notice(`the client. Contains the inflate of fflate ${installed('fflate')}, MIT`);
    const modules = await bundleShell('main.mjs', 'passwork.js', 'packed-deflate.mjs', {
      banner: { js: installedFiles + frameText() },
    });
    const web = notice('script-tag build, sets window.passwork') + engineText('lzma', await lzma(wasm)) + frameText();
    const ofPages = await bundleShell('web.mjs', 'web/dist/passwork-web-api.js', 'packed-lzma.mjs', {
      banner: { js: web },
      minify: true,
    });
    const ofTests = await bundleShell('../testing/main.mjs', 'test-server.js', undefined, {
      banner: { js: notice('a server in memory for tests. Nothing but the entries of ./testing loads it') },
      // Spaces alone: names stay, for who reads a stack.
      minifyWhitespace: true,
      minifySyntax: true,
    });
    const ofCli = await bundleCli();
    for (const [name, text] of Object.entries(ofCli.files)) write(name, text);
    fs.writeFileSync(
      bundled,
      JSON.stringify([...new Set([...modules, ...ofPages, ...ofTests, ...ofCli.modules])].sort()),
    );
  });
}

const notice = (what) => `/* passwork-wasm ${version} (MIT): ${what}. */\n`;

function write(file, contents) {
  const place = path.join(bundles, file);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, contents);
}

/** Raw deflate as zopfli finds it: a twentieth smaller than zlib's. */
async function deflated(wasm) {
  const { deflate } = await import('@gfx/zopfli');
  const bytes = await new Promise((resolve, reject) => {
    deflate(wasm, { numiterations: 15 }, (error, out) => (error ? reject(error) : resolve(Buffer.from(out))));
  });
  if (!wasm.equals(zlib.inflateRawSync(bytes))) throw new Error('the packed engine does not unpack to what it was');
  return bytes;
}

/** LZMA: a fifth smaller than deflate. It is read by js/lzma.mjs */
async function lzma(wasm) {
  const { default: worker } = await import('lzma/src/lzma_worker.js');
  const bytes = Buffer.from(worker.LZMA.compress(wasm, 9));
  const { unpack } = await import(path.join(js, 'lzma.mjs'));
  if (!wasm.equals(unpack(bytes))) throw new Error('the packed engine does not unpack to what it was');
  return bytes;
}

/** The module, compressed before it is encoded, as one string in the slot. Nothing is decoded here. */
function engineText(form, bytes) {
  const notice = `/* passwork-wasm ${version}: the WebAssembly engine, compressed (${form}) and in base64. */\n`;
  return notice + inShared(form, `'${bytes.toString('base64')}'`);
}

/** Puts something where all files of the package find it. */
const inShared = (name, value) => `(function (global) {
  'use strict';
  var key = Symbol.for('passwork-wasm/${version}');
  if (!global[key]) Object.defineProperty(global, key, { value: {} });
  global[key].${name} = ${value};
})(globalThis);
`;

/**
 * A function that does nothing, but has 520 variables: to enter it takes 4 kB of stack, which engines look for before, and
 * 0.2 µs (see js/stack.mjs). It is written here because esbuild would see that nothing happens in it.
 */
function frameText() {
  const names = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].join();
  const many = Array(150).fill('a').join(); // too much for an optimiser to write it into who calls it, where it would vanish
  return inShared('frame', `function (a) { if (a) a(${many}); return; ${`{let ${names};${names}}`.repeat(10)} }`);
}

const NO_HTTP =
  'const no = () => false;\nexport { no as hasDispatcher, no as hasHttp, no as send };\nexport class Answer {}\n';
/** Says of the option `httpAgent`, when a request is made, that it is for Node. */
const NO_AGENT = `
  export const isByAgent = () => false;
  export const fetchBy = () => () => Promise.reject(Object.assign(new Error(), { code: 'PASSWORK_AGENT' }));
`;
const NOT_IN_PAGES = {
  'http-agent': NO_AGENT,
  'node-http': NO_HTTP,
  dispatcher: NO_HTTP,
  'file-token-store': 'export const fileTokenStore = undefined;\n',
  'node-files': 'export const nodeFiles = () => undefined;\nexport class NodeFiles {}\n',
};

/**
 * engine.mjs imports `createGlue` from `passwork:glue`. Each call makes fresh glue around an instance of its own.
 * `WebAssembly` is a parameter on purpose: engine.mjs hands in one that guards the exports against traps. So are the classes
 * and the `crypto` that Node may have as modules only. `document` is
 * hidden from the glue, which would otherwise work out the address of the running script, and fail in some frames.
 */
const glue = (packed) => ({
  name: 'passwork-glue',
  setup(build) {
    build.onResolve({ filter: /^passwork:packed$/ }, () => ({ path: path.join(js, packed), sideEffects: true }));
    // A page has no HTTP client but fetch, and no files.
    if (packed === 'packed-lzma.mjs') {
      for (const [name, contents] of Object.entries(NOT_IN_PAGES)) {
        build.onResolve({ filter: new RegExp(`/${name}\\.mjs$`) }, () => ({
          path: `${name}.js`,
          namespace: 'passwork',
        }));
        build.onLoad({ filter: new RegExp(`^${name}`), namespace: 'passwork' }, () => ({ contents }));
      }
    }
    // The sideEffects of the published package.json do not speak of these.
    build.onResolve({ filter: /^\./ }, ({ path: name, resolveDir }) => {
      if (resolveDir === js || resolveDir.startsWith(testing)) {
        return { path: path.join(resolveDir, name), sideEffects: true };
      }
    });
    build.onResolve({ filter: /^passwork:glue$/ }, () => ({ path: 'glue.js', namespace: 'passwork' }));
    build.onLoad({ filter: /^glue/, namespace: 'passwork' }, () => ({
      loader: 'js',
      contents: `export function createGlue(WebAssembly, module, TextDecoder, TextEncoder, crypto, lost) {
let document;
${withoutAsyncStart(withContainedImports(fs.readFileSync(glueFile, 'utf8')))}
wasm_bindgen.initSync({ module });
return wasm_bindgen;
}
`,
    }));
  },
});

/** `packed`: the module that knows the form in which the engine travels. Gives the names of the modules of others. */
async function bundleShell(entry, file, packed, options) {
  const { build } = await import('esbuild');
  const outfile = path.join(bundles, file);
  const result = await build({
    entryPoints: [path.join(js, entry)],
    outfile,
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2020',
    charset: 'ascii',
    legalComments: 'none',
    // What is minified can be read in passwork.js; a map of it was 31 kB of the tarball.
    sourcemap: false,
    define: { __VERSION__: JSON.stringify(version), ...hashes() },
    plugins: [glue(packed)],
    logLevel: 'warning',
    metafile: true,
    ...options,
  });
  if (result.warnings.length) throw new Error('esbuild has warnings (see above)');
  for (const { path: place, text } of result.outputFiles) {
    const name = path.relative(bundles, place);
    write(name, strictInside(text));
  }
  const inputs = Object.values(result.metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  return inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
}

/** SHA-256 of the engine as the files of JavaScript carry it, and of the module that some platforms load in its place. */
function hashes() {
  return {
    __ENGINE_HASH__: JSON.stringify(hashOfFile(engineFile)),
    __MODULE_HASH__: JSON.stringify(hashOfFile(wasmFile)),
  };
}

/** Strict inside the function, not for a whole page that concatenates its scripts. No line moves. */
function strictInside(text) {
  return text.replace(/^"use strict";(\s*)\(\(\) ?=> ?\{/m, (_, space) => `${space}(()=>{"use strict";`);
}
