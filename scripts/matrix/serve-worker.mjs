// Runs by a newer Node: what Wrangler built, in workerd, by Miniflare.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { commandLine } from '../lib/arguments.mjs';

const { positionals } = commandLine('Usage: node serve-worker.mjs FOLDER MINIFLARE DATE', { operands: [3, 3] });
const [folder, place, compatibilityDate] = positionals;
const { Miniflare, convertV4MiniflareOptions } = createRequire(import.meta.url)(place);

const module = (name, type) => ({ type, path: name, contents: fs.readFileSync(path.join(folder, name)) });
const names = fs.readdirSync(folder);
const options = {
  compatibilityDate,
  modules: [
    { ...module('index.js', 'ESModule'), contents: fs.readFileSync(path.join(folder, 'index.js'), 'utf8') },
    ...names.filter((name) => name.endsWith('.wasm')).map((name) => module(name, 'CompiledWasm')),
  ],
};
const worker = new Miniflare(convertV4MiniflareOptions(options));
process.on('SIGTERM', () => worker.dispose().then(() => process.exit(0)));
console.log(`ready: ${(await worker.ready).href}`);
