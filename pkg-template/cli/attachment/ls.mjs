// `passwork attachment ls ITEM`: the files of an item.
import { checkPlace, connected } from '../connection/index.mjs';
import { attachmentsOf, readItem } from '../read/index.mjs';
import { placeOf } from '../shared/index.mjs';

export async function ls(context) {
  const { args, output } = context;
  checkPlace(placeOf(args[0]));
  const files = await connected(context, async (passwork) =>
    attachmentsOf((await readItem(passwork, args[0])).password),
  );
  const entries = files.map(({ id, name }) => ({ id, name }));
  return output.isJson ? output.json(entries) : output.rows(entries.map(({ id, name }) => [id, name]));
}
