// `passwork attachment get ITEM [FILE…] -o DIR|FILE|-`: files of an item.
import fs from 'node:fs';
import path from 'node:path';
import { checkPlace, connected } from '../connection/index.mjs';
import { attachmentOf, attachmentsOf, ensureOpen, readItem } from '../read/index.mjs';
import {
  CliError,
  checkTarget,
  EXIT,
  exitCodeOf,
  isFolder,
  messageOf,
  placeOf,
  usage,
  writeWhole,
} from '../shared/index.mjs';
import { fileNameOf } from './file-name.mjs';
import { fileNamed } from './find.mjs';

export async function get(context) {
  const { args, options, output } = context;
  const [item, ...words] = args;
  checkPlace(placeOf(item));
  const place = placeGiven(options, output);
  const fetched = await connected(context, async (passwork, { hasMaster }) => {
    const found = await readItem(passwork, item);
    ensureOpen(found, hasMaster);
    const files = wantedFiles(attachmentsOf(found.password), words, item);
    if (!place.folder && files.length > 1) {
      throw usage(`${item} has ${files.length} files: name one of them, or give a folder with -o`);
    }
    const results = [];
    for (const { id, name } of files) results.push(await fetchOne({ passwork, found, id, name, place, options }));
    return results;
  });
  const failed = fetched.filter(({ error }) => error);
  if (failed.length) throw failure(failed, fetched.length);
  if (place.isStdout) return output.value(Buffer.from(fetched[0].bytes));
  return options.json ? output.json(fetched.map(({ id, name, file }) => ({ id, name, file }))) : undefined;
}

/** Where the files go: `{isStdout}`, `{folder, written}` or `{file}`. */
function placeGiven({ output: given, force }, output) {
  if (given === undefined || given === '') throw usage('say where the files go: -o DIR, -o FILE, or -o - for stdout');
  if (given === '-') {
    if (output.isTerminal) throw usage('this is a file: write it with -o FILE, or into a pipe');
    if (output.isJson) throw usage('--json and -o - both write to stdout: use one of them');
    return { isStdout: true };
  }
  if (isFolder(given)) return { folder: given, written: new Set() };
  checkTarget(given, { force });
  return { file: given };
}

function wantedFiles(files, words, item) {
  if (!words.length && !files.length) throw new CliError(EXIT.notFound, `${item} has no files`);
  const wanted = words.length ? words.map((word) => fileNamed(files, word, item)) : files;
  return [...new Set(wanted)];
}

/** Fetches a file and writes it; of several, one that fails spoils nothing but itself. */
async function fetchOne({ passwork, found, id, name, place, options }) {
  try {
    const file = place.folder ? path.join(place.folder, fileNameOf(name)) : place.file;
    const bytes = (await attachmentOf(passwork, found, id)).getData();
    if (place.isStdout) return { id, name, bytes };
    const force = options.force === true;
    if (place.written?.has(identity(file)))
      throw usage('another of these files has its name: fetch it by its id, with -o FILE');
    await writeWhole(file, bytes, { force, mayBeDevice: !place.folder });
    place.written?.add(identity(file));
    return { id, name, file };
  } catch (error) {
    if (isOfAll(error) && !place.written?.size) throw error;
    return { id, name, error };
  }
}

/** The same file under whatever name: some file systems make no difference of case. */
function identity(file) {
  const found = fs.lstatSync(file, { throwIfNoEntry: false, bigint: true });
  return found && `${found.dev}:${found.ino}`;
}

/** Failures that are those of every other file too: the connection may still mend them. */
const isOfAll = ({ kind, httpStatus }) => kind === 'masterPassword' || (kind === 'api' && httpStatus === 401);

function failure(failed, count) {
  const [{ error }] = failed;
  if (count === 1) return error;
  const lines = failed.map(({ id, name, error }) => `${id}  ${name}: ${messageOf(error)}`);
  const more = { lines, kind: error.kind, cause: error };
  const words = `${failed.length} of ${count} files could not be fetched`;
  if (failed.length === count) return new CliError(exitCodeOf(error), words, more);
  return new CliError(EXIT.someFailed, `${words}; the others are there`, more);
}
