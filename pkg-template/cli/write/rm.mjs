// `passwork rm ITEM`: to the bin. Of a shortcut the shortcut alone.
import { checkPlace, connected } from '../connection/index.mjs';
import { METHODS, readItem } from '../read/index.mjs';
import { placeOf } from '../shared/index.mjs';
import { confirm, ensureAnswer } from './confirm.mjs';
import { printId } from './printed.mjs';
import { ensureWritable } from './writable.mjs';
import { sent } from './written.mjs';

export async function rm(context) {
  const [item] = context.args;
  checkPlace(placeOf(item));
  ensureAnswer(context);
  const id = await connected(context, async (passwork, { hasMaster }) => {
    // With a master key it need not be opened: what is damaged can be deleted too.
    const entry = hasMaster ? await passwork.locate(placeOf(item)) : await writableEntry(passwork, item);
    const { type, id, path } = entry;
    await confirm(context, type === 'item' ? `Move ${path} to the bin?` : `Delete the shortcut ${path}?`);
    await sent(() => passwork[METHODS[type].remove](id), 'It may have been deleted: look with passwork ls');
    return id;
  });
  return printId(id, context.output);
}

async function writableEntry(passwork, item) {
  const found = await readItem(passwork, item);
  await ensureWritable(passwork, found, false);
  return found.entry;
}
