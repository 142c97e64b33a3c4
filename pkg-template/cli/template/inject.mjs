// `passwork inject`: a template with its references replaced.
import fs from 'node:fs';
import { connected, referenceParts } from '../connection/index.mjs';
import { allFailures, checkTarget, readBounded, readInput, resolvedEach, usage, writeWhole } from '../shared/index.mjs';
import { filtered } from './filters.mjs';
import { readTemplate } from './places.mjs';

const MOST_BYTES = 10 * 1024 * 1024;
/** References outside of places that are told one by one. */
const TOLD_AT_MOST = 20;

export async function inject(context) {
  const { options, output } = context;
  const { input = '-', force } = options;
  const file = options.output === '-' ? undefined : options.output;
  const mode = modeOf(options.mode, file);
  if (file !== undefined) checkOutput(file, input, force);
  const name = input === '-' ? 'stdin' : input;
  const bytes = await readBytes(options.input);
  if (/^(?:\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2))) {
    throw usage(`${name} is UTF-16: save it as UTF-8, or nothing in it can be found`);
  }
  const { places, outside, failures } = readTemplate(bytes);
  for (const position of outside.slice(0, TOLD_AT_MOST)) {
    output.note(`${name}:${position}: this pw:// is not in {{ }} and stays as it is`);
  }
  if (outside.length > TOLD_AT_MOST) output.note(`${name}: and ${outside.length - TOLD_AT_MOST} more of them`);
  const ensureNone = (list) => {
    const named = list.map(([position, error]) => [`${name}:${position}`, error]);
    if (list.length) throw allFailures(named, ['place cannot be filled', 'places cannot be filled']);
  };
  ensureNone(failures);
  const values = await valuesOf(places, context, ensureNone);
  const unfit = [];
  const contents = places.map((place, i) => {
    try {
      return Buffer.from(filtered(values[i], place));
    } catch (error) {
      unfit.push([place.position, error]);
      return undefined;
    }
  });
  ensureNone(unfit);
  const result = filled(bytes, places, contents);
  if (file !== undefined) return writeWhole(file, result, { mode, force });
  return printed(result, context);
}

/** The values for all places. A text without any needs no server. */
function valuesOf(places, context, ensureNone) {
  if (!places.length) return [];
  const references = places.map(({ position, reference }) => [position, reference]);
  const { allowEmpty } = context.options;
  return connected(context, async (passwork) => {
    const { values, failures } = await resolvedEach(passwork, referenceParts, references, { allowEmpty });
    ensureNone(failures);
    return values;
  });
}

function readBytes(input) {
  if (input !== undefined && input !== '-') return readBounded(input, { most: MOST_BYTES });
  if (input === undefined && process.stdin.isTTY) throw usage('inject reads a template: -i FILE, or from a pipe');
  return readInput('-', { most: MOST_BYTES });
}

function filled(bytes, places, contents) {
  const parts = [];
  let from = 0;
  for (const [i, { start, end }] of places.entries()) {
    parts.push(bytes.subarray(from, start), contents[i]);
    from = end;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

function modeOf(text, file) {
  if (text === undefined) return 0o600;
  if (!/^0?[0-7]{3}$/.test(text)) throw usage('--mode is three octal digits, such as 0640');
  if (file === undefined) throw usage('--mode is that of the file of -o');
  return Number.parseInt(text, 8);
}

/** Refuses what could not be written at the end, or would be lost by it. */
function checkOutput(file, input, force) {
  const [template, there] = [input, file].map(statOf);
  if (input !== '-' && template && template.dev === there?.dev && template.ino === there.ino) {
    throw usage(`${file} is the template: it would be lost`);
  }
  if (checkTarget(file, { force })) throw usage(`${file} is no file: leave out -o, and lead stdout there`);
}

function statOf(file) {
  try {
    return fs.statSync(file);
  } catch {
    return undefined;
  }
}

async function printed(result, { output }) {
  const isText = Buffer.from(result.toString()).equals(result);
  if (output.isJson) return output.json(isText ? { value: result.toString() } : { base64: result.toString('base64') });
  if (!output.isTerminal) return output.value(result);
  if (!isText) throw usage('this is no text in UTF-8: write it with -o FILE, or into a pipe');
  return output.value(result.toString(), { bare: true });
}
