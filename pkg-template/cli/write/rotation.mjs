// The steps of a rotation that write. Between any two of them the item holds the old and the new password.
import { setTimeout as sleep } from 'node:timers/promises';
import { readEntry } from '../read/index.mjs';
import { CliError, EXIT, exitCodeOf } from '../shared/index.mjs';
import { fieldsOf, writeFields } from './item-fields.mjs';
import { isSame } from './written.mjs';

/** Milliseconds after which somebody else who read before our write has written. */
const SETTLED = 500;

/** The custom field in which a new password waits. */
export const PENDING = 'rotation pending';

export const isPending = ({ name }) => name === PENDING;

/** The passwords that wait. */
export const pendingOf = (fields) => fields.filter(isPending).map(({ value }) => value);

const without = (fields) => fields.filter((field) => !isPending(field));

const withPending = (fields, value) => [...fields, { name: PENDING, value, type: 'password' }];

/** Whether an item holds a password, and in waiting just this one. */
function holds(found, password, ...waiting) {
  const pending = pendingOf(fieldsOf(found));
  const isWaiting = pending.length === waiting.length && pending.every((value, at) => isSame(value, waiting[at]));
  return isWaiting && isSame(found.password.getPassword(), password);
}

/**
 * Writes, and reads again: the answer may be lost and the write done. `{now, failure, isDisturbed}`: the item as it is now, what the write
 * failed with, whether somebody else wrote at the same time.
 */
async function written(step, changeOf) {
  try {
    return await writeFields(step, changeOf);
  } catch (failure) {
    return { failure, now: await readEntry(step.passwork, step.entry).catch(() => undefined) };
  }
}

/**
 * Puts a new password into the field where it waits.
 *
 * @param {object} found The item as it was read, which must not have changed.
 * @returns {Promise<string>} The new password as the item holds it.
 */
export async function store(step, found, { old, value }) {
  const { path } = step;
  const waiting = pendingOf(fieldsOf(found));
  const { now, failure, isDisturbed } = await written(step, (fresh) => {
    if (!holds(fresh, old, ...waiting)) throw disturbed(path);
    return { custom: withPending(without(fieldsOf(fresh)), value) };
  });
  // What was overwritten may have been the new password of another rotation, whose command runs.
  if (now && !isDisturbed && holds(now, old, value)) return pendingOf(fieldsOf(now))[0];
  throw failure ?? disturbed(path);
}

const disturbed = (path) =>
  refused(`somebody else changes ${path} at this moment. The command was not started: run passwork rotate again`);

/** Takes the field away in which a new password waits. */
export async function takeAway(step) {
  const { now, failure } = await written(step, (fresh) => ({ custom: without(fieldsOf(fresh)) }));
  if (now && !pendingOf(fieldsOf(now)).length) return;
  throw failure ?? refused(`the field '${PENDING}' of ${step.path} is still there`);
}

/** Makes the new password the password and takes its field away, in one edit, if both are as they were when the command was started. */
export async function finish(step, { old, value }) {
  const { output, path } = step;
  let isChanged = false;
  const { now, failure } = await written(step, (fresh) => {
    isChanged = !holds(fresh, old, value);
    if (isChanged) throw disturbed(path);
    return { password: value, custom: without(fieldsOf(fresh)) };
  });
  if (isChanged) throw await changedMeanwhile(step, value);
  if (now && holds(now, value)) return;
  if (now && holds(now, value, value)) {
    output.note(`the field '${PENDING}' of ${path} stayed: rotate --discard takes it away`);
    return;
  }
  const what = failure?.message ?? `${path} is not as it was written`;
  throw refused(`the command has succeeded, but: ${what}. ${resumeAlone(step)}`, failure);
}

/** What to do where the command has succeeded and its password is not known to be stored as the password. */
export const resumeAlone = ({ path }) =>
  `The new password may be in the field '${PENDING}' of ${path} alone: rotate --resume without a command makes it the password`;

/** The failure for an item that is not as it was when the command was started. The new password is kept in it. */
async function changedMeanwhile(step, value) {
  const isKept = await keep(step, value);
  const words = `somebody else changed ${step.path} while the command ran, so its password was left as it is`;
  return refused(`${words}. The new one is in ${isKept ? `the field '${PENDING}'` : 'its history alone'}`);
}

/**
 * The system that the command has changed has the new password now: where its field has gone, it is written again, and looked at after a
 * while, since whoever took it away may be writing still.
 *
 * @returns {Promise<boolean>} Whether the item has it.
 */
async function keep(step, value) {
  for (let tries = 0; tries < 3; tries++) {
    if (tries > 0) await sleep(SETTLED);
    const found = await readEntry(step.passwork, step.entry);
    const isThere = [found.password.getPassword(), ...pendingOf(fieldsOf(found))].some((one) => isSame(one, value));
    if (isThere) return true;
    await written(step, (fresh) => ({ custom: withPending(fieldsOf(fresh), value) }));
  }
  return false;
}

const refused = (message, cause) =>
  new CliError(cause ? exitCodeOf(cause) : EXIT.refused, message, { kind: 'rotation', cause });
