// `passwork ls [PATH]`: what lies in a vault or a folder; never a secret.
import { checkPlace, connected } from '../connection/index.mjs';
import { isReference, usage } from '../shared/index.mjs';

export async function ls(context) {
  const { args, options } = context;
  const path = args[0] ?? '';
  if (isReference(path))
    throw usage(`${path} names a field, and ls takes a vault or a folder: Vault/Folder. Leave out pw:// and the field`);
  if (path !== '') checkPlace(path);
  const entries = await connected(context, (passwork) =>
    passwork.list(path, { recursive: options.recursive === true }),
  );
  await printEntries(entries, context);
}

/** Entries as lines `id<TAB>kind<TAB>path`, on a terminal in columns, or as JSON. */
export async function printEntries(entries, { output }) {
  if (output.isJson) return output.json(entries);
  return output.rows(entries.map(({ id, type, path, name }) => [id, type, path ?? name]));
}
