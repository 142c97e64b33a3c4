// `passwork attachment put ITEM FILE|-`: attaches a file.
import path from 'node:path';
import { checkPlace, connected } from '../connection/index.mjs';
import { attachmentsOf, METHODS, readItem } from '../read/index.mjs';
import { placeOf, readInput, shownName, usage } from '../shared/index.mjs';
import { ensureStillPlain, ensureWritable, printId, sent } from '../write/index.mjs';

/** The library's limit. */
const MOST_BYTES = 5 * 1024 * 1024;

export async function put(context) {
  const { args, options, output } = context;
  const [item, file] = args;
  checkPlace(placeOf(item));
  const name = nameFor(file, options);
  const bytes = await readInput(file, { most: MOST_BYTES });
  const id = await connected(context, async (passwork, { hasMaster }) => {
    const found = await readItem(passwork, item);
    await ensureWritable(passwork, found, hasMaster);
    const { entry } = found;
    const former = attachmentsOf(found.password).filter((one) => one.name === name);
    if (former.length && !options.force) {
      throw usage(
        `${item} has a file '${name}' already (${former[0].id}): --force replaces it, --name gives another name`,
      );
    }
    const { attach, detach } = METHODS[entry.type];
    const lost = 'It may be there: look with passwork attachment ls before you do it again';
    const made = await sent(() => passwork[attach](entry.id, new Uint8Array(bytes), name), lost);
    // The new one is there: only now the former may go.
    for (const one of former) {
      await sent(() => passwork[detach](entry.id, one.id), `The new file is there, and the former one too (${one.id})`);
    }
    await ensureStillPlain(passwork, entry, hasMaster);
    return made.id;
  });
  return printId(id, output);
}

function nameFor(file, options) {
  if (file === '-' && options.name === undefined) throw usage('a file from stdin takes --name NAME');
  const name = options.name ?? path.basename(file);
  if (name.trim() === '' || /[/\\]/.test(name) || shownName(name) !== name) {
    throw usage(`'${name}' can be no name of a file: give another with --name`);
  }
  return name;
}
