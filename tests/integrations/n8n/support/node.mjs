// The node, bundled from its sources with the installed package. n8n-workflow, 30 MB with what it brings, has a small double here;
// `npm run test:n8n` runs the same tests with the real one, whose folder is in N8N_WORKFLOW.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { folder as library } from '../../../node/support/installed.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const real = process.env.N8N_WORKFLOW;
const require = createRequire(import.meta.url);

export const sources = here('../../../../integrations/n8n');
export const { createTestServer } = require(path.join(library, 'testing.js'));

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-n8n-node-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

async function load(entry) {
  const outfile = path.join(folder, `${path.basename(entry)}.cjs`);
  await build({
    entryPoints: [path.join(sources, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
    alias: { 'passwork-wasm': library, ...(real ? {} : { 'n8n-workflow': here('n8n-workflow.mjs') }) },
    external: real ? ['n8n-workflow'] : [],
    ...(real ? { plugins: [{ name: 'real', setup: resolveReal }] } : {}),
  });
  return require(outfile);
}

/** The real one is no part of the bundle. */
const resolveReal = ({ onResolve }) =>
  onResolve({ filter: /^n8n-workflow$/ }, () => ({ path: path.resolve(real), external: true }));

export const { Passwork } = await load('nodes/Passwork/Passwork.node.ts');
export const { PassworkApi } = await load('credentials/PassworkApi.credentials.ts');
