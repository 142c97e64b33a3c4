// Every part that others wrote travels with its notice. The file is made by cargo-about (npm run licenses) and committed; the
// build needs no cargo-about to see that it still tells the truth: the same parts, each over its own text.
import fs from 'node:fs';
import { say } from '../lib/script.mjs';
import { read, words, write } from '../licenses/file.mjs';
import { linkedCrates, noticesIn, partsOfBundles, sourcesOfCrates } from '../licenses/parts.mjs';
import { partsOfStd, unknownPartsOfStd } from '../licenses/std.mjs';
import { bundled } from './bundle.mjs';
import { once } from './once.mjs';
import { at } from './project.mjs';
import { wasmCompiler } from './toolchain.mjs';

export const licencesFile = at('THIRD_PARTY_LICENSES.txt');
const config = at('about.toml');

/** The licences that may be compiled in. */
export function accepted() {
  const [, list] = /^accepted = \[([^\]]*)\]/m.exec(fs.readFileSync(config, 'utf8')) ?? [];
  if (!list) throw new Error('about.toml: no list of accepted licences');
  return [...list.matchAll(/"([^"]+)"/g)].map(([, licence]) => licence);
}

/** What is wrong with the parts of the file: lines, none when all is well. */
export function complaints(file, { crates, sources, others, allowed }) {
  const parts = read(file);
  const wrong = [];
  if (file !== write(parts)) wrong.push('the file was edited by hand');
  const listed = new Set(parts.filter(({ kind }) => kind === 'crate').map(({ name }) => name));
  for (const name of crates) if (!listed.has(name)) wrong.push(`the crate ${name} is missing`);
  for (const name of listed) if (!crates.has(name)) wrong.push(`the crate ${name} is not compiled in`);
  for (const { kind, name, licence, text } of parts) {
    if (!allowed.includes(licence)) wrong.push(`${kind} ${name}: the licence ${licence} is not accepted (about.toml)`);
    const folder = kind === 'crate' && sources.get(name);
    if (folder && !noticesIn(folder).some((own) => words(own).includes(words(text)))) {
      wrong.push(`crate ${name}: the text is not its own`);
    }
  }
  const show = ({ kind, name, licence, text }) => `${kind} ${name}\n${licence}\n${words(text)}`;
  const there = new Set(parts.filter(({ kind }) => kind !== 'crate').map(show));
  for (const part of others) if (!there.delete(show(part))) wrong.push(`${part.kind} ${part.name} is missing`);
  for (const rest of there) wrong.push(`${rest.split('\n')[0]} is not in the package`);
  return wrong;
}

export async function checkLicenses() {
  const locks = ['Cargo.toml', 'Cargo.lock', 'crates'].map((name) => at(name));
  const inputs = [
    licencesFile,
    config,
    at('scripts', 'licenses'),
    at('scripts', 'build', 'licenses.mjs'),
    ...locks,
    bundled,
  ];
  await once('licenses', { inputs: [...inputs, { text: wasmCompiler() }], outputs: [] }, async () => {
    say('comparing THIRD_PARTY_LICENSES.txt with what is compiled in');
    const wrong = complaints(fs.existsSync(licencesFile) ? fs.readFileSync(licencesFile, 'utf8') : '', {
      crates: await linkedCrates(),
      sources: await sourcesOfCrates(),
      others: [...partsOfStd(), ...partsOfBundles()],
      allowed: accepted(),
    });
    for (const name of unknownPartsOfStd()) {
      wrong.push(`the compiler's standard library has a part without a notice: ${name} (scripts/licenses/std.mjs)`);
    }
    if (wrong.length) {
      throw new Error(
        `THIRD_PARTY_LICENSES.txt is not what is compiled in; run: npm run licenses\n  ${wrong.join('\n  ')}`,
      );
    }
  });
}
