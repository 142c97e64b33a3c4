#!/usr/bin/env node
// THIRD_PARTY_LICENSES.txt anew, by cargo-about.
import fs from 'node:fs';
import path from 'node:path';
import { buildBundles } from './build/bundle.mjs';
import { checkLicenses, licencesFile } from './build/licenses.mjs';
import { ensureNodeModules } from './build/node-modules.mjs';
import { at, work } from './build/project.mjs';
import { ensureProgram, ensureToolchain, hostCargo } from './build/toolchain.mjs';
import { buildWasm } from './build/wasm.mjs';
import { commandLine } from './lib/arguments.mjs';
import { run } from './lib/process.mjs';
import { main, say } from './lib/script.mjs';
import { write } from './licenses/file.mjs';
import { linkedCrates, MANIFESTS, partsOfBundles } from './licenses/parts.mjs';
import { partsOfStd } from './licenses/std.mjs';

/** What cargo-about finds: offline, so that nothing but the crates themselves decides. */
async function partsOfCrates() {
  const cargoAbout = await ensureProgram('cargo-about');
  const linked = await linkedCrates();
  const parts = [];
  for (const [i, manifest] of MANIFESTS.entries()) {
    await run('licenses-fetch', hostCargo('fetch', '--locked', '--manifest-path', manifest));
    const result = path.join(work, `licenses-${i}.json`);
    const how = ['--config', at('about.toml'), '--manifest-path', manifest, '--frozen', '--fail', '--format', 'json'];
    await run('cargo-about', [cargoAbout, 'generate', ...how, '--output-file', result]);
    const { licenses } = JSON.parse(fs.readFileSync(result, 'utf8'));
    for (const { id, text, source_path, used_by } of licenses) {
      for (const { crate } of used_by) {
        const name = `${crate.name} ${crate.version}`;
        if (!linked.has(name)) continue;
        if (!source_path || !text.trim()) throw new Error(`the crate ${name} has no text of the licence ${id}`);
        parts.push({ kind: 'crate', name, licence: id, text });
      }
    }
  }
  const found = new Set(parts.map(({ name }) => name));
  for (const name of linked) if (!found.has(name)) throw new Error(`cargo-about found no licence of the crate ${name}`);
  return parts;
}

const USAGE = `Usage: npm run licenses -- [--check] [--verbose]

  --check     only compare what would come out with what is there
  --verbose   show all output`;

await main(async () => {
  const { values } = commandLine(USAGE, { options: { check: { type: 'boolean' }, verbose: { type: 'boolean' } } });
  await ensureNodeModules();
  await ensureToolchain();
  await buildWasm();
  await buildBundles(); // says which modules are in them
  const text = write([...(await partsOfCrates()), ...partsOfStd(), ...partsOfBundles()]);
  if (values.check) {
    if (fs.readFileSync(licencesFile, 'utf8') !== text)
      throw new Error('THIRD_PARTY_LICENSES.txt would come out otherwise');
  } else {
    fs.writeFileSync(licencesFile, text);
  }
  await checkLicenses();
  say(`THIRD_PARTY_LICENSES.txt: ${text.length} characters`);
});
