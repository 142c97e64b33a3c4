// What is in the package that others wrote: read from the build itself, without cargo-about.
import fs from 'node:fs';
import path from 'node:path';
import { bundledModules } from '../build/bundle.mjs';
import { at } from '../build/project.mjs';
import { hostCargo } from '../build/toolchain.mjs';
import { run } from '../lib/process.mjs';

const TARGET = 'wasm32-unknown-unknown';
/** The engine, and its kernels. */
export const MANIFESTS = [at('Cargo.toml'), at('crates', 'simd', 'Cargo.toml')];

/** `name version` of every crate that is linked or expanded into the wasm: features as built, the project's own left out. */
export async function linkedCrates() {
  const crates = new Set();
  for (const manifest of MANIFESTS) {
    const what = ['--manifest-path', manifest, '--locked', '--target', TARGET, '--edges', 'normal'];
    const how = ['--prefix', 'none', '--no-dedupe', '--format', '{p}'];
    const { output } = await run('licenses-tree', hostCargo('tree', '--quiet', '--color', 'never', ...what, ...how));
    for (const line of output.split('\n')) {
      const [, name, version, rest] = /^(\S+) v(\S+)(.*)$/.exec(line) ?? [];
      if (name && !/\([^)]*[\\/]/.test(rest)) crates.add(`${name} ${version}`); // a path: one of ours
    }
  }
  if (!crates.size) throw new Error('cargo tree names no crate');
  return crates;
}

/** The folder of each crate by `name version`. */
export async function sourcesOfCrates() {
  const command = hostCargo('metadata', '--quiet', '--locked', '--format-version', '1', '--filter-platform', TARGET);
  const { output } = await run('licenses-metadata', command);
  const { packages } = JSON.parse(output.slice(output.indexOf('{')));
  return new Map(packages.map((p) => [`${p.name} ${p.version}`, path.dirname(p.manifest_path)]));
}

const NOTICE = /^(licen[cs]e|copying|notice|unlicense)/i;

/** The texts of licences in a folder. */
export const noticesIn = (folder) =>
  fs
    .readdirSync(folder)
    .filter((name) => NOTICE.test(name) && fs.statSync(path.join(folder, name)).isFile())
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));

/** The modules in the bundles, each with its own notice. */
export function partsOfBundles() {
  return bundledModules().map((name) => {
    const folder = at('node_modules', name);
    const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const text = noticesIn(folder).join('\n\n');
    if (!text) throw new Error(`the module ${name} has no text of a licence`);
    return { kind: 'npm', name: `${name} ${version}`, licence: license, text };
  });
}
