// pkg-template/ and the bundles -> pkg/, exactly what is published; and the tarball of it.
import fs from 'node:fs';
import path from 'node:path';
import { npm, run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { withAddresses } from './addresses.mjs';
import { bundles } from './bundle.mjs';
import { filesBelow, once } from './once.mjs';
import { at, pkg, version, work } from './project.mjs';
import { wasmFile } from './wasm.mjs';

const template = at('pkg-template');
const DOCUMENTS = ['README.md', 'LICENSE', 'CHANGELOG.md', 'THIRD_PARTY_LICENSES.txt'];

export const tarball = path.join(work, `passwork-wasm-${version}.tgz`);

export function assemblePackage() {
  fs.rmSync(pkg, { recursive: true, force: true });
  fs.mkdirSync(pkg, { recursive: true });
  for (const file of filesBelow(template)) {
    const name = path.relative(template, file);
    if (isBundled(name)) continue;
    const text = fs.readFileSync(file, 'utf8').replaceAll('__VERSION__', version);
    put(name, name === 'package.json' ? withAddresses(text) : text);
  }
  for (const file of filesBelow(bundles)) put(path.relative(bundles, file), fs.readFileSync(file));
  put('passwork.wasm', fs.readFileSync(wasmFile));
  for (const name of DOCUMENTS) {
    if (fs.existsSync(at(name))) put(name, fs.readFileSync(at(name)));
    else say(`${name} is not there: the package is made without it`);
  }
  checkPaths();
}

/** Sources of passwork.js, test-server.js and the files of cli/; what starts the command line is a file of its own. */
const isBundled = (name) => {
  const [folder, ...rest] = name.split(path.sep);
  return ['js', 'testing'].includes(folder) || (folder === 'cli' && rest.length > 1);
};

function put(name, contents) {
  const place = path.join(pkg, name);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, contents);
}

/** Every path that package.json names has to be there. */
function checkPaths() {
  const { main, module, types, browser, exports, sideEffects, bin } = JSON.parse(
    fs.readFileSync(path.join(pkg, 'package.json'), 'utf8'),
  );
  const leaves = (value) => (typeof value === 'object' ? Object.values(value).flatMap(leaves) : [value]);
  const missing = leaves([main, module, types, browser, exports, sideEffects, bin]).filter(
    (name) => !fs.existsSync(path.join(pkg, name)),
  );
  if (missing.length) throw new Error(`package.json names what is not in pkg/: ${[...new Set(missing)].join(', ')}`);
}

/** `npm pack`: what a user installs. */
export async function packTarball() {
  await once('tarball', { inputs: [pkg], outputs: [tarball] }, async () => {
    say('npm pack');
    await run('pack', npm('pack', pkg, '--pack-destination', work, '--ignore-scripts'));
  });
  return tarball;
}
