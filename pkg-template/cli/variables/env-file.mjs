// Files of variables, NAME=VALUE.
import fs from 'node:fs';
import { parseEnv } from 'node:util';
import { readBounded, usage, utf8 } from '../shared/index.mjs';

const MOST_BYTES = 1024 * 1024;

export const isVariableName = (name) => /^[^\s=\0]+$/.test(name);

/** The variables of a file. Nothing in it is expanded. */
export function readEnvFile(file, argv = process.argv) {
  const text = utf8(readBounded(file, { most: MOST_BYTES }), file);
  const values = parseEnv(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'));
  if (!Object.keys(values).every(isVariableName)) throw usage(`${file}: there are lines that are no NAME=VALUE`);
  if (isReadByNode(argv)) checkWhatNodeTook(file, text, values);
  return values;
}

/**
 * Node reads what follows `--env-file`, wherever it stands before `--`, before it starts us: a pipe is empty then, and
 * options for Node that stand in the file are in force.
 */
function isReadByNode(argv) {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end).some((word) => /^--env-file(=|$)/.test(word));
}

function checkWhatNodeTook(file, text, values) {
  if (Object.hasOwn(values, 'NODE_OPTIONS')) {
    throw usage(`${file}: of a file of --env-file, Node takes NODE_OPTIONS for passwork itself. Say -f ${file}`);
  }
  if (text === '' && !fs.statSync(file).isFile()) {
    throw usage(
      `${file}: nothing comes out of it: Node reads what --env-file names before passwork can. Say -f ${file}`,
    );
  }
}
