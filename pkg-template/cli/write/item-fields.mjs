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
 * @param {(found: object) => object} changeOf What the library is given, by the item as it is now; `custom` is the whole list.
 * @returns `{isDisturbed, now}`: whether it was another; the item afterwards, `undefined` where it cannot be read.
 */
export async function writeFields(passwork, found, changeOf, output) {
  const { entry, password } = found;
  const known = await statesOf(passwork, password);
  const fresh = await readAgain(passwork, found);
  const change = changeOf(fresh);
  const written = await passwork[METHODS[entry.type].edit](entry.id, change);
  // Passwork 7 has been asked for it anyway.
  const isRead = typeof written.getCustoms === 'function';
  const now = isRead ? { entry, password: written } : await readAgain(passwork, found).catch(() => undefined);
  const isDisturbed = known !== undefined && (await isOverwritten(passwork, fresh, known, change.custom));
  if (isDisturbed) {
    const words = 'at the same time, and that is in its history alone now: look at it in Passwork';
    output.note(`somebody else changed the fields of ${shownPath(found)} ${words}`);
  }
  return { isDisturbed, now };
}

/** Ids of the earlier states of an item; `undefined` where they cannot be seen. */
async function statesOf(passwork, { id }) {
  if (passwork.generation !== 7) return undefined;
  const states = await passwork.getSnapshots(id).catch(() => undefined);
  return states?.map((state) => state.id);
}

/** Whether one of the states that are new has other fields than those that were read and those that were written. */
async function isOverwritten(passwork, found, known, after) {
  const { password } = found;
  const states = (await statesOf(passwork, password)) ?? [];
  const since = states.filter((id) => !known.includes(id));
  if (since.length < 2) return false; // each write keeps one: this is ours
  const read = fieldsOf(found);
  for (const id of since.slice(0, 5)) {
    const state = await passwork.getSnapshot(password.id, id).catch(() => undefined);
    const fields = state && customsOf(state);
    if (fields && !areSame(fields, read) && !areSame(fields, after)) return true;
  }
  return false;
}
