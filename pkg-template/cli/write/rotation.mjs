// The steps of a rotation that write. Between any two of them the item holds the old and the new password.
import { CliError, EXIT, exitCodeOf } from '../shared/index.mjs';
import { fieldsOf, readAgain, writeFields } from './item-fields.mjs';
import { isSame } from './written.mjs';

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

/** Writes, and reads again: the answer may be lost and the write done. `{now, failure}`, each `undefined` where there is none. */
async function written({ passwork, found, output }, change) {
  const failure = await writeFields(passwork, found, change, output).then(
    () => undefined,
    (error) => error,
  );
  const now = await readAgain(passwork, found).catch(() => undefined);
  return { now, failure };
}

/**
 * Puts a new password into the field where it waits.
 *
 * @returns {Promise<string>} The new password as the item holds it.
 */
export async function store(step, { old, value }) {
  const { found, path } = step;
  const { now, failure } = await written(step, { custom: withPending(without(fieldsOf(found)), value) });
  if (now && holds(now, old, value)) return pendingOf(fieldsOf(now))[0];
  const seen = now ? 'is not as it was written: somebody else changes it too' : 'could not be read again';
  throw failure ?? refused(`${path} ${seen}. The command was not started: run passwork rotate again`);
}

/** Takes the field away in which a new password waits. */
export async function takeAway(step) {
  const { now, failure } = await written(step, { custom: without(fieldsOf(step.found)) });
  if (now && !pendingOf(fieldsOf(now)).length) return;
  throw failure ?? refused(`the field '${PENDING}' of ${step.path} is still there`);
}

/** Makes the new password the password and takes its field away, in one edit, if both are as they were when the command was started. */
export async function finish(step, { old, value }) {
  const { passwork, found, output, path } = step;
  const before = await readAgain(passwork, found);
  if (!holds(before, old, value)) {
    await keep({ ...step, found: before }, value);
    const words = `somebody else changed ${path} while the command ran, so its password was left as it is`;
    throw refused(`${words}. The new one is in the field '${PENDING}'`);
  }
  const change = { password: value, custom: without(fieldsOf(before)) };
  const { now, failure } = await written({ ...step, found: before }, change);
  if (now && holds(now, value)) return;
  if (now && holds(now, value, value)) {
    output.note(`the field '${PENDING}' of ${path} stayed: rotate --discard takes it away`);
    return;
  }
  const words = `the command has succeeded, and the new password may only be in the field '${PENDING}' of ${path}`;
  const advice = 'rotate --resume without a command makes it the password';
  throw refused(`${words}: ${failure?.message ?? 'it is not as it was written'}. ${advice}`, failure);
}

/** The system that the command has changed has the new password now: where its field has gone, it is written again. */
async function keep(step, value) {
  const fields = fieldsOf(step.found);
  const kept = [step.found.password.getPassword(), ...pendingOf(fields)];
  if (kept.some((one) => isSame(one, value))) return;
  await writeFields(step.passwork, step.found, { custom: withPending(fields, value) }, step.output);
}

const refused = (message, cause) =>
  new CliError(cause ? exitCodeOf(cause) : EXIT.refused, message, { kind: 'rotation', cause });
