// Where things are, and what this version is called.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A path below the project. */
export const at = (...parts) => path.join(root, ...parts);

/** Everything that the build makes on the way; `pkg/` alone is the result. */
export const work = at('target', 'npm');

export const pkg = at('pkg');

const json = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

export const version = json(at('package.json')).version;

/** The installed version of a devDependency. */
export const installed = (name) => json(at('node_modules', name, 'package.json')).version;

/** The versions that have to agree; a mismatch would only show as a strange error much later. */
export function checkVersions() {
  const manifest = fs.readFileSync(at('Cargo.toml'), 'utf8');
  const tools = fs.readFileSync(at('tools', 'Cargo.toml'), 'utf8');
  const first = (text, pattern, what) => {
    const found = pattern.exec(text)?.[1];
    if (!found) throw new Error(`cannot read ${what}`);
    return found;
  };
  const crate = first(manifest, /^version = "([^"]+)"/m, 'the version in Cargo.toml');
  if (crate !== version) {
    throw new Error(`Cargo.toml says version ${crate}, package.json says ${version}: make them equal`);
  }
  const bindgen = first(manifest, /^wasm-bindgen = .*"=([^"]+)"/m, 'wasm-bindgen = "=…" in Cargo.toml');
  const cli = first(tools, /^wasm-bindgen-cli = "=([^"]+)"/m, 'wasm-bindgen-cli = "=…" in tools/Cargo.toml');
  if (bindgen !== cli) {
    throw new Error(`wasm-bindgen is ${bindgen} in Cargo.toml, its command line ${cli} in tools/Cargo.toml`);
  }
}
