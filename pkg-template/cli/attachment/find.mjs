// Files of an item by name or id.
import { CliError, EXIT } from '../shared/index.mjs';

/** The file that a word names: its id, or its name exactly. */
export function fileNamed(files, word, item) {
  const byId = files.filter(({ id }) => id === word);
  const found = byId.length ? byId : files.filter(({ name }) => name === word);
  if (found.length === 1) return found[0];
  if (!found.length) throw listing(`${item} has no file '${word}'`, files);
  throw listing(`${item} has ${found.length} files '${word}': give the id of one`, found);
}

const listing = (message, files) =>
  new CliError(EXIT.notFound, message, { lines: files.map(({ id, name }) => `${id}  ${name}`) });
