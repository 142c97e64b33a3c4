// Where the version stands. The build refuses a crate that differs; a release refuses every file that does.
import fs from 'node:fs';
import { at } from '../build/project.mjs';

const read = (name) => fs.readFileSync(at(name), 'utf8');
const json = (name) => JSON.parse(read(name));

/** The version of a package in a Cargo.lock. */
export const inCargoLock = (text, name) => new RegExp(`^name = "${name}"\nversion = "([^"]+)"`, 'm').exec(text)?.[1];

/** `[place, version]`, of every place that has it. */
export function versions() {
  const lock = json('package-lock.json');
  return [
    ['package.json', json('package.json').version],
    ['package-lock.json', lock.version],
    ['package-lock.json, its first package', lock.packages[''].version],
    ['Cargo.toml', /^version = "([^"]+)"/m.exec(read('Cargo.toml'))?.[1]],
    ['Cargo.lock', inCargoLock(read('Cargo.lock'), 'passwork-wasm')],
  ];
}

/** The places that differ from the first: lines, none when all agree. */
export function differences(all) {
  const [[first, wanted], ...others] = all;
  return others
    .filter(([, version]) => version !== wanted)
    .map(([place, version]) => `${place} says ${version}, ${first} says ${wanted}`);
}
