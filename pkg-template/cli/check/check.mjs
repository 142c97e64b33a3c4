// `passwork check`: what a program that uses the original may notice of ours. Reads files, and asks nobody.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { EXIT, shownJson, shownName, usage, utf8, writeWhole } from '../shared/index.mjs';
import { collector } from './collect.mjs';
import { linesOf, reportOf } from './report.mjs';
import { bytesOf, filesBelow } from './walk.mjs';

/** Its own meaning of this code: there is something that these programs may notice. */
const SOMETHING = 1;

export async function check({ args, options, output, version }) {
  const { generation, write } = options;
  if (generation && !/^[47]$/.test(generation)) throw usage('--generation is 4 or 7');
  const paths = args.length ? args : ['.'];
  for (const one of paths) statSync(one); // what is not there is a failure, told in the system's words

  let isMissed = false; // what was named, and is not looked at
  const skipped = [];
  const leftOut = (file, reason) => {
    isMissed ||= paths.includes(file);
    skipped.push({ file, reason });
    output.note(`${file} is not looked at: ${reason}`);
  };
  const files = collector(leftOut);
  for (const one of filesBelow(paths, leftOut)) {
    const bytes = bytesOf(one);
    if (typeof bytes === 'string') leftOut(one.file, bytes);
    else files.add(one, bytes);
  }

  const found = files.result();
  const line = await lineOf(found.manifests, version, write);
  const report = { ...reportOf(found, skipped), ...(line ? { manifest: line } : {}) };
  if (output.isJson) await output.json(report);
  else await output.text(`${linesOf(report, generation)}\n${line ? told(line, report.uses) : ''}`);
  if (isMissed) return EXIT.usage;
  const { differences, passwork7 } = report;
  return differences.length || (generation === '7' && passwork7.length) ? SOMETHING : EXIT.done;
}

/** The one line of the one manifest: told, or written. */
async function lineOf(manifests, version, isWritten) {
  const open = manifests.filter(({ isOurs }) => !isOurs);
  const [only, ...more] = open;
  if (isWritten) {
    if (!manifests.length) throw usage('--write: no package.json here installs passwork-js');
    const lines = open.map(({ file, line }) => `${file}:${line}`);
    if (more.length) throw usage('--write changes one line: name its file or edit them', { lines });
  }
  if (!only || more.length) return undefined;
  const after = `npm:passwork-wasm@^${version}`;
  if (isWritten) await change(only, after);
  const { file, line, name } = only;
  return { file, line, name, after, written: isWritten === true };
}

const told = ({ file, line, name, after, written }, uses) =>
  `\n${shownName(file)}:${line}: ${shownJson(name)}: "${after}"${written ? ' is written: now install' : ' is the one line to change (--write)'}\n${uses.some(({ kind }) => kind === 'override') ? 'overrides of it stay as they are\n' : ''}`;

/** Writes the file anew with one version changed, if it is still as it was read. */
function change({ file, from, to, value }, after) {
  const place = realpathSync(file);
  const text = utf8(readFileSync(place), `--write: ${file}`);
  if (text.slice(from, to) !== value) throw usage(`--write: ${file} has changed`);
  return writeWhole(place, text.slice(0, from) + after + text.slice(to), {
    mode: statSync(place).mode & 0o7777,
    force: true,
  });
}
