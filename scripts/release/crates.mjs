// What cargo-cyclonedx says of the crates: a bill of materials for each manifest whose code is compiled in.
import fs from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../build/once.mjs';
import { ensureProgram } from '../build/toolchain.mjs';
import { run } from '../lib/process.mjs';
import { MANIFESTS } from '../licenses/parts.mjs';

/** It writes beside each manifest of a workspace, whatever one asks for: such files are read, and removed. */
const NAME = 'bill-of-crates';

/** @returns {Promise<object[]>} CycloneDX 1.5, one for each crate of ours */
export async function billsOfCrates() {
  const cyclonedx = await ensureProgram('cargo-cyclonedx');
  const bills = [];
  for (const manifest of MANIFESTS) {
    const what = ['--manifest-path', manifest, '--target', 'wasm32-unknown-unknown', '--no-build-deps'];
    const how = ['--format', 'json', '--spec-version', '1.5', '--override-filename', NAME, '--quiet'];
    const written = () => filesBelow(path.dirname(manifest)).filter((file) => path.basename(file) === `${NAME}.json`);
    try {
      await run('cyclonedx', [cyclonedx, 'cyclonedx', ...what, ...how]);
      bills.push(...written().map((file) => JSON.parse(fs.readFileSync(file, 'utf8'))));
    } finally {
      for (const file of written()) fs.rmSync(file);
    }
  }
  return bills;
}
