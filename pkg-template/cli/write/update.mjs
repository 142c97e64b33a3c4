// `passwork update ITEM`: changes of an item; what is not named stays.
import { checkPlace, connected } from '../connection/index.mjs';
import { METHODS, readItem } from '../read/index.mjs';
import { CliError, EXIT, placeOf, usage } from '../shared/index.mjs';
import { changedFields } from './fields.mjs';
import { inputOf } from './input.mjs';
import { fieldsOf, shownPath, writeFields } from './item-fields.mjs';
import { printChanges, printId } from './printed.mjs';
import { ensureStillPlain, ensureWritable } from './writable.mjs';
import { areSame, isSame, sent } from './written.mjs';

const LOST = 'It may have been written; doing it again does no harm';

export async function update(context) {
  const { args, options, output } = context;
  const item = itemOf(args[0], options);
  checkPlace(placeOf(item));
  const input = await inputOf(context, { isNew: false });
  const done = await connected(context, async (passwork, { hasMaster }) => {
    const found = await readItem(passwork, item);
    await ensureWritable(passwork, found, hasMaster);
    ensureIn(found, options.vaultId);
    const { change, before, after } = changeOf(found, input);
    if (options.dryRun) return { changes: differences(found, change, before) };
    if (after) await writeWithFields(passwork, found, input, output);
    else await sent(() => passwork[METHODS[found.entry.type].edit](found.entry.id, change), LOST);
    await ensureStillPlain(passwork, found.entry, hasMaster);
    return { id: found.entry.id };
  });
  return options.dryRun ? printChanges(done.changes, output) : printId(done.id, output);
}

function itemOf(word, { passwordId, shortcutId }) {
  const given = [word, ...[passwordId, shortcutId].map((id) => id && `id:${id}`)].filter(Boolean);
  if (given.length !== 1) throw usage('update takes one item: Vault/Folder/Item, an id, or id:ID');
  return given[0];
}

function ensureIn(found, wanted) {
  if (wanted === undefined || found.entry.vaultId === wanted) return;
  throw new CliError(EXIT.notFound, `${shownPath(found)} is not in the vault ${wanted}`);
}

/** `{change, before, after}`: what the library is given, and the custom fields as they are and as they shall be. */
function changeOf(found, { members, password, fields }) {
  const change = { ...members, ...(password === undefined ? {} : { password }) };
  if (!fields.wanted.length && !fields.unset.length) return { change };
  const before = fieldsOf(found);
  const after = changedFields(before, fields, shownPath(found));
  return { change: { ...change, custom: after }, before, after };
}

async function writeWithFields(passwork, found, input, output) {
  let wanted;
  const changeNow = (fresh) => {
    const { change } = changeOf(fresh, input);
    wanted = change.custom;
    return change;
  };
  const { now } = await sent(() => writeFields({ passwork, entry: found.entry, output }, changeNow), LOST);
  const path = shownPath(found);
  if (!now) return output.note(`${path} was written, and could not be read again`);
  if (areSame(fieldsOf(now), wanted)) return;
  throw new CliError(
    EXIT.refused,
    `the fields of ${path} are not as they were written: the server has not taken them, or somebody else has changed them since`,
  );
}

/** What a change would change, without values. */
function differences({ entry, password }, { custom, ...members }, before) {
  const stored = { ...password, name: entry.name, password: password.getPassword() };
  const changes = Object.entries(members)
    .filter(([name, value]) => !isSameMember(name, value, stored[name]))
    .map(([member, value]) => ({ member, change: verb(stored[member], value) }));
  if (!custom) return changes;
  const of = (list, name) => list.find((field) => field.name === name);
  for (const field of custom) {
    const old = of(before, field.name);
    const { name, type } = field;
    if (!old) changes.push({ field: name, type, change: 'add' });
    else if (!areSame([old], [field])) changes.push({ field: name, type, change: 'change' });
  }
  const gone = before.filter(({ name }) => !of(custom, name));
  return [...changes, ...gone.map(({ name, type }) => ({ field: name, type, change: 'remove' }))];
}

function isSameMember(name, value, stored) {
  if (name === 'tags') return JSON.stringify(value) === JSON.stringify(stored ?? []);
  if (name === 'color') return Number(value ?? 0) === Number(stored ?? 0);
  return isSame(value ?? '', stored ?? '');
}

const isEmpty = (value) => value === undefined || value === null || value.length === 0;

const verb = (before, after) => (isEmpty(before) ? 'add' : isEmpty(after) ? 'remove' : 'change');
