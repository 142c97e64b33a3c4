// Custom fields of an item, which are written as one list: what somebody else does to them at the same time could be lost.
import { METHODS, readEntry } from '../read/index.mjs';
import { CliError, customsOf, EXIT, shownEntry } from '../shared/index.mjs';
import { areSame } from './written.mjs';

/** What messages call an item. */
export const shownPath = ({ entry }) => shownEntry(entry);

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

/**
 * Writes a change of an item that replaces its custom fields, and tells where the list that went was another than the one that was read.
 * That shows only in the history of the item, which Passwork 7 has.
 *
 * @param {object} place `{passwork, entry, output}`: `entry` as `locate` gives it.
 * @param {(found: object) => object} changeOf What the library is given, by the item as it is now; `custom` is the whole list.
 * @returns `{isDisturbed, now}`: whether it was another; the item afterwards, `undefined` where it cannot be read.
 */
export async function writeFields({ passwork, entry, output }, changeOf) {
  const states = await statesOf(passwork, entry);
  const fresh = await readEntry(passwork, entry);
  const change = changeOf(fresh);
  const written = await passwork[METHODS[entry.type].edit](entry.id, change);
  // Passwork 7 has been asked for it anyway.
  const isRead = typeof written.getCustoms === 'function';
  const now = isRead ? { entry, password: written } : await readEntry(passwork, entry).catch(() => undefined);
  const isDisturbed = states !== undefined && (await isOverwritten(passwork, fresh, states, change.custom));
  if (isDisturbed) {
    const words = 'at the same time, and that is in its history alone now: look at it in Passwork';
    output.note(`somebody else changed the fields of ${shownPath(fresh)} ${words}`);
  }
  return { isDisturbed, now };
}

/** Ids of the earlier states of an item; `undefined` where they cannot be seen: on API v4, and behind a shortcut. */
async function statesOf(passwork, { id, type }) {
  if (passwork.generation !== 7 || type !== 'item') return undefined;
  const states = await passwork.getSnapshots(id).catch(() => undefined);
  return states?.map((state) => state.id);
}

/** Whether one of the states that are new has other fields than those that were read and those that were written. */
async function isOverwritten(passwork, found, known, after) {
  const { entry } = found;
  const states = (await statesOf(passwork, entry)) ?? [];
  const since = states.filter((id) => !known.includes(id));
  if (since.length < 2) return false; // each write keeps one: this is ours
  const read = fieldsOf(found);
  for (const id of since.slice(0, 5)) {
    const state = await passwork.getSnapshot(entry.id, id).catch(() => undefined);
    const fields = state && customsOf(state);
    if (fields && !areSame(fields, read) && !areSame(fields, after)) return true;
  }
  return false;
}
