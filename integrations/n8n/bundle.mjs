// Puts the library into the compiled node, for n8n installs no dependencies of a node: one file, which needs n8n-workflow alone.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (...parts) => fileURLToPath(new URL(path.posix.join(...parts), import.meta.url));
const library = path.dirname(createRequire(import.meta.url).resolve('passwork-wasm/package.json'));

await build({
  entryPoints: [at('dist/nodes/Passwork/Passwork.node.js')],
  outfile: at('dist/nodes/Passwork/Passwork.node.js'),
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  external: ['n8n-workflow'],
  legalComments: 'inline',
  logLevel: 'warning',
});

// What went into the bundle, and what n8n-node copied for the tests of the library.
for (const entry of fs.readdirSync(at('dist/nodes/Passwork'), { withFileTypes: true })) {
  const isBundled = entry.isDirectory() || (entry.name.endsWith('.js') && entry.name !== 'Passwork.node.js');
  if (isBundled) fs.rmSync(at('dist/nodes/Passwork', entry.name), { recursive: true });
}
fs.copyFileSync(at('nodes/Passwork/Passwork.node.json'), at('dist/nodes/Passwork/Passwork.node.json'));
fs.copyFileSync(path.join(library, 'THIRD_PARTY_LICENSES.txt'), at('dist/THIRD_PARTY_LICENSES.txt'));
