// pkg-template/cli -> cli/*.js: a CommonJS file for each folder, loaded when it is needed. What one folder uses of another comes through
// that one's index.mjs, and stays a `require` of its file.
import fs from 'node:fs';
import path from 'node:path';
import { at, version } from './project.mjs';

export const cli = at('pkg-template', 'cli');

/** The folders, each a file of the package. */
export const cliParts = () =>
  fs
    .readdirSync(cli, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Files of the package beside the folder `cli`, as its bundles name them. */
const BESIDE = ['../passwork.js', '../engine.js', '../testing.js'];

/** Files of other folders are not bundled: `../read/index.mjs` becomes `./read.js`. */
const parts = {
  name: 'passwork-cli-parts',
  setup(build) {
    build.onResolve({ filter: /^\.\.\// }, ({ path: name, resolveDir, importer }) => {
      if (BESIDE.includes(name)) return { path: name, external: true };
      const [part, ...rest] = path.relative(cli, path.resolve(resolveDir, name)).split(path.sep);
      const [own] = path.relative(cli, importer).split(path.sep);
      if (part === own || part === '..') return undefined;
      if (rest.join('/') !== 'index.mjs') throw new Error(`${importer} goes past the index.mjs of ${part}`);
      return { path: `./${part}.js`, external: true };
    });
  },
};

/**
 * Parts of others that stay out. What the proxy's agent would print under DEBUG=* holds the password of the proxy. Of two hundred
 * figures, 4 kB, a question for a password shows two.
 */
const INSTEAD = {
  debug: 'module.exports = () => () => {};',
  'node:child_process': 'module.exports = {};',
  '@inquirer/figures': "export default { tick: '\u2714', line: '\u2500' };",
};
const instead = {
  name: 'passwork-cli-instead',
  setup(build) {
    // commander would start commands that are programs of their own. There are none, and the module takes 6 ms of every command.
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'node:child_process', namespace: 'instead' } : undefined,
    );
    build.onResolve({ filter: /^(?:debug|@inquirer\/figures)$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'instead',
    }));
    build.onLoad({ filter: /./, namespace: 'instead' }, ({ path: name }) => ({ contents: INSTEAD[name] }));
  },
};

/** Bundles the command line; gives the texts by their names in the package, and the modules of others that are in them. */
export async function bundleCli() {
  const { build } = await import('esbuild');
  const files = {};
  const modules = [];
  for (const part of cliParts()) {
    const { outputFiles, metafile, warnings } = await build({
      entryPoints: [path.join(cli, part, 'index.mjs')],
      outfile: path.join('/', `${part}.js`),
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
      target: 'node20.18',
      // `import()` of a CommonJS file starts Node's loader of ES modules, 10 ms of every command: it becomes a `require`.
      supported: { 'dynamic-import': false },
      charset: 'ascii',
      legalComments: 'none',
      minify: true,
      define: { __VERSION__: JSON.stringify(version) },
      plugins: [parts, instead],
      logLevel: 'warning',
      metafile: true,
    });
    if (warnings.length) throw new Error('esbuild has warnings (see above)');
    files[`cli/${part}.js`] = outputFiles[0].text;
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
    modules.push(...inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  }
  return { files, modules };
}
