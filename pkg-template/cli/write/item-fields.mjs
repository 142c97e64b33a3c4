// Custom fields of an item, which are written as one list: what somebody else does to them at the same time could be lost.
import { customsOf, METHODS } from '../read/index.mjs';
import { CliError, EXIT } from '../shared/index.mjs';
import { areSame } from './written.mjs';

/** What messages call an item. */
export const shownPath = ({ entry }) => entry.path ?? entry.id;

/** The custom fields of an item that was read, all of them: a list that is written without one takes that away. */
export function fieldsOf(found) {
  const fields = customsOf(found.password).map(({ name, value, type }) => ({ name, value, type }));
  if (fields.length === (found.password.custom?.length ?? 0)) return fields;
  throw new CliError(
    EXIT.cannotOpen,
    `${shownPath(found)} has a custom field that cannot be read and would be lost: change it in Passwork. Nothing was written`,
    { kind: 'crypto' },
  );
}

/** An item, read again. */
export const readAgain = async (passwork, { entry }) => ({
  entry,
  password: await passwork[METHODS[entry.type].read](entry.id),
});

/**
 * Writes a change of an item that replaces its custom fields, and tells where the list that went was another than the one that was read.
 * That shows only in the history of the item, which Passwork 7 has.
 *
 * @param {object} change What the library is given; `custom` is the whole list.
 */
export async function writeFields(passwork, found, change, output) {
  const { entry, password } = found;
  const read = fieldsOf(found);
  const known = await statesOf(passwork, password);
  await passwork[METHODS[entry.type].edit](entry.id, change);
  const states = known && (await statesOf(passwork, password));
  const since = states?.filter((id) => !known.includes(id)) ?? [];
  if (since.length < 2) return; // one is kept by each write: this one is ours
  for (const id of since.slice(0, 5)) {
    const state = await passwork.getSnapshot(password.id, id).catch(() => undefined);
    const fields = state && customsOf(state);
    if (!fields || areSame(fields, read) || areSame(fields, change.custom)) continue;
    const words = 'at the same time, and that is in its history alone now: look at it in Passwork';
    output.note(`somebody else changed the fields of ${shownPath(found)} ${words}`);
    return;
  }
}

/** Ids of the earlier states of an item; `undefined` where they cannot be seen. */
async function statesOf(passwork, { id }) {
  if (passwork.generation !== 7) return undefined;
  const states = await passwork.getSnapshots(id).catch(() => undefined);
  return states?.map((state) => state.id);
}
