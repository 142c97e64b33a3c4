// `passwork attachment rm ITEM FILE`: deletes a file of an item.
import { checkPlace, connected } from '../connection/index.mjs';
import { attachmentsOf, METHODS, readItem } from '../read/index.mjs';
import { CliError, EXIT, placeOf, shownEntry } from '../shared/index.mjs';
import { confirm, ensureAnswer, ensureWritable, printId, sent } from '../write/index.mjs';
import { fileNamed } from './find.mjs';

export async function rm(context) {
  const [item, word] = context.args;
  checkPlace(placeOf(item));
  ensureAnswer(context);
  const id = await connected(context, async (passwork, { hasMaster }) => {
    const found = await readItem(passwork, item);
    await ensureWritable(passwork, found, hasMaster);
    const { entry, password } = found;
    const file = fileNamed(attachmentsOf(password), word, item);
    await confirm(context, `Delete the file ${file.name} of ${shownEntry(entry)}?`);
    const lost = 'It may be deleted: look with passwork attachment ls';
    await sent(() => passwork[METHODS[entry.type].detach](entry.id, file.id), lost);
    // Of Passwork 7 the address is a guess: what was answered is no proof.
    const after = await readItem(passwork, item);
    if (attachmentsOf(after.password).some(({ id }) => id === file.id)) {
      throw new CliError(EXIT.refused, `the server still has the file ${file.name}: nothing was deleted`);
    }
    return file.id;
  });
  return printId(id, context.output);
}
