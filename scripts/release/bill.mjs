// sbom.cdx.json, beside the tarball: made from what was built, and looked at by the validator of those who keep the format.
import fs from 'node:fs';
import path from 'node:path';
import { licencesFile } from '../build/licenses.mjs';
import { at, pkg, work } from '../build/project.mjs';
import { compilerName } from '../build/toolchain.mjs';
import { hashOfFile } from '../lib/hash-of-file.mjs';
import { read } from '../licenses/file.mjs';
import { billsOfCrates } from './crates.mjs';
import { sbomOf } from './sbom.mjs';

export const billFile = path.join(work, 'sbom.cdx.json');

/** Writes the bill of a tarball; gives the number of its parts. */
export async function writeBill(tarball) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(pkg, 'package.json'), 'utf8'));
  const bill = sbomOf({
    tarball: { name, version, license, sha256: hashOfFile(tarball), sha512: hashOfFile(tarball, 'sha512') },
    compiler: compilerName(),
    notices: read(fs.readFileSync(licencesFile, 'utf8')),
    bills: await billsOfCrates(),
    locked: lockedModules(JSON.parse(fs.readFileSync(at('package-lock.json'), 'utf8'))),
  });
  const text = `${JSON.stringify(bill, null, 2)}\n`;
  const wrong = await billProblem(text);
  if (wrong) throw new Error(`the bill of materials is not valid: ${wrong}`);
  fs.writeFileSync(billFile, text);
  return bill.components.length;
}

/** The modules that lie at the top of node_modules, by name: those that are bundled. */
export function lockedModules({ packages }) {
  const TOP = 'node_modules/';
  const tops = Object.entries(packages).filter(([place]) => place.lastIndexOf(TOP) === 0);
  return Object.fromEntries(tops.map(([place, entry]) => [place.slice(TOP.length), entry]));
}

/** What the validator finds; `undefined` for a valid text. */
export async function billProblem(text) {
  const { Spec, Validation } = await import('@cyclonedx/cyclonedx-library');
  const found = await new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(text);
  return found ? JSON.stringify(found) : undefined;
}
