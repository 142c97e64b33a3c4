// The installed package with an engine whose bytes were changed: a copy of them, compiled in the place of the package's own.
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import zlib from 'node:zlib';
import { folder } from './installed.mjs';

const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const key = Symbol.for(`passwork-wasm/${JSON.parse(read('package.json')).version}`);
const script = new vm.Script(read('passwork.js'), { filename: path.join(folder, 'passwork.js') });

vm.runInThisContext(read('engine.js'));
const slot = globalThis[key];

/** The bytes of the engine. */
export const engine = zlib.inflateRawSync(Buffer.from(slot.deflated, 'base64'));

/** The class, as it is loaded where the engine has these bytes. Throws where they make no module. */
export function load(bytes) {
  for (const name of Object.keys(slot)) delete slot[name];
  slot.module = new WebAssembly.Module(bytes);
  script.runInThisContext();
  return slot.Passwork;
}

/** A copy with one bit of one byte turned. */
export function flipped(at, bit = 1) {
  const bytes = Buffer.from(engine);
  bytes[at] ^= bit;
  return bytes;
}

/** Every place of these bytes in the engine. */
export function places(wanted) {
  const found = [];
  for (let at = engine.indexOf(wanted); at >= 0; at = engine.indexOf(wanted, at + 1)) found.push(at);
  return found;
}

/** The places in the engine of the code of each SIMD kernel: `{name: [start, end]}`. */
export function kernels() {
  const [bytes] = WebAssembly.Module.customSections(new WebAssembly.Module(engine), 'simd').map((section) =>
    Buffer.from(section),
  );
  const base = engine.indexOf(bytes);
  let at = 8;
  const number = () => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
      shift += 7;
    }
  };
  const [names, bodies] = [new Map(), []];
  while (at < bytes.length) {
    const section = bytes[at++];
    const length = number();
    const end = at + length;
    if (section === 7) {
      for (let left = number(); left > 0; left -= 1) {
        const size = number();
        const name = bytes.toString('utf8', at, at + size);
        at += size + 1; // and the kind: all of them are functions, as no function is imported
        names.set(name, number());
      }
    }
    if (section === 10) {
      for (let left = number(); left > 0; left -= 1) {
        const size = number();
        bodies.push([base + at, base + at + size]);
        at += size;
      }
    }
    at = end;
  }
  return Object.fromEntries([...names].map(([name, index]) => [name, bodies[index]]));
}
