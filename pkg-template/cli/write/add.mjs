// `passwork add`: a new item.
import { checkPlace, connected } from '../connection/index.mjs';
import { usage } from '../shared/index.mjs';
import { changedFields } from './fields.mjs';
import { inputOf } from './input.mjs';
import { printChanges, printId } from './printed.mjs';
import { ensureStillPlain, ensureVaultWritable } from './writable.mjs';
import { sent } from './written.mjs';

export async function add(context) {
  const { options, output } = context;
  const { name } = options;
  if (name === undefined) throw usage('add takes --name NAME');
  const place = placeFor(options);
  const { members, password, fields } = await inputOf(context, { isNew: true });
  const custom = changedFields([], fields, name);
  const id = await connected(context, async (passwork, { hasMaster }) => {
    const { type, id, vaultId, path } = await passwork.locate(place, 'folder');
    await ensureVaultWritable(passwork, { vaultId, path }, hasMaster);
    if (options.dryRun) return undefined;
    const folderId = type === 'folder' ? id : null;
    const item = { vaultId, folderId, ...members, password, ...(custom.length ? { custom } : {}) };
    const made = await sent(
      () => passwork.addPassword(item),
      'It may have been added: look with passwork ls before you do it again',
    );
    await ensureStillPlain(passwork, { id: made.id, vaultId }, hasMaster);
    return made.id;
  });
  if (!options.dryRun) return printId(id, output);
  const given = [...Object.keys(members), 'password'].map((member) => ({ member, change: 'add' }));
  return printChanges([...given, ...custom.map(({ name, type }) => ({ field: name, type, change: 'add' }))], output);
}

/** The path of the vault or folder that an item is added to. */
function placeFor({ vault, folder }) {
  if (vault === undefined) throw usage('add takes --vault VAULT');
  if (vault.includes('/')) throw usage(`--vault ${vault}: this takes one vault. The folder goes into --folder`);
  const place = folder === undefined ? vault : `${vault}/${folder}`;
  checkPlace(place);
  return place;
}
