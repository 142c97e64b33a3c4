// `passwork rotate ITEM COMMAND…`: a new password for an item and for what uses it. Whatever fails on the way, and wherever passwork is
// killed, both passwords can be read in the item: the new one lies in a custom field until the command has succeeded.
import { checkPlace, commandSettings, throughWays, waysOf } from '../connection/index.mjs';
import { readItem } from '../read/index.mjs';
import { CliError, EXIT, emptyPassword, placeOf, usage } from '../shared/index.mjs';
import { passwordFrom, passwordSource } from './input.mjs';
import { fieldsOf, shownPath } from './item-fields.mjs';
import { finish, PENDING, pendingOf, resumeAlone, store, takeAway } from './rotation.mjs';
import { ensureWritable } from './writable.mjs';
import { isSame, sent } from './written.mjs';

export async function rotate(context) {
  const { options, output } = context;
  const [item, ...command] = context.args;
  const source = sourceFor(options, command);
  checkPlace(placeOf(item));
  const value = source && (await passwordFrom(source, options));
  const settings = await commandSettings(context);
  // No connection stays open while the command runs, and the master password is asked for once.
  let master = {};
  const whileConnected = (work) => throughWays(waysOf({ ...settings, ...master }, context), context, work);
  const begun = await whileConnected(async (passwork, { hasMaster, master: known }) => {
    const found = await readItem(passwork, item);
    await ensureWritable(passwork, found, hasMaster);
    master = known;
    const step = { passwork, output, entry: found.entry, path: shownPath(found) };
    return sent(() => begin(step, found, { value, command, context }), again(step));
  });
  if (!begun) return EXIT.done;
  const { step, values } = begun;
  const code = command.length ? await carriedOut(begun, command, context) : EXIT.done;
  if (code !== EXIT.done) return code;
  try {
    await whileConnected((passwork) => sent(() => finish({ ...step, passwork }, values), again(step)));
    output.note(`${step.path} has its new password`);
    return EXIT.done;
  } catch (error) {
    if (error?.kind !== 'rotation') output.note(`the command has succeeded. ${resumeAlone(step)}`);
    return output.failure(error); // with its own code: 125 would say that the command was not started
  }
}

const again = ({ path }) => `Run passwork rotate ${path} again: it says how far it came`;

/** Where the new password comes from; `undefined` where a stored one is taken, or none. */
function sourceFor(options, command) {
  const source = passwordSource(options);
  const isGiven = source.from !== 'nowhere';
  if (options.resume && options.discard) throw usage('--resume and --discard are one or the other');
  if (options.resume && isGiven) {
    throw usage(`--resume takes the password that is stored, and ${source.option} another`);
  }
  if (!command.length && (isGiven || !(options.resume || options.discard))) {
    throw usage('rotate takes the command that changes the password where it is used: rotate ITEM -- COMMAND…');
  }
  if (options.resume || !command.length) return undefined;
  return isGiven ? source : passwordSource({ generate: true });
}

/** All that comes before the command: `{step, values, env}`, or nothing where that was all. */
async function begin(step, found, { value, command, context }) {
  const { options, env } = context;
  const pending = pendingIn(step, pendingOf(fieldsOf(found)), options);
  if (!command.length && options.discard) return takeAway(step);
  const old = found.password.getPassword();
  if (old === '' && command.length && !options.allowEmpty) throw emptyPassword(step.path);
  if (isSame(value ?? pending, old)) throw alreadyThere(step, value);
  const { childEnvironment } = await import('../exec/index.mjs');
  const withValues = (password) => childEnvironment(env, { PASSWORK_OLD: old, PASSWORK_NEW: password });
  withValues(value ?? pending); // what can be no variable is refused before it is stored
  const stored = value === undefined ? pending : await store(step, found, { old, value });
  return { step, values: { old, value: stored }, env: withValues(stored) };
}

/** The password of a rotation that did not end, where it is to be taken; refuses what the options do not fit. */
function pendingIn({ path }, values, { resume, discard }) {
  if (discard || (!resume && !values.length)) {
    if (discard && !values.length) throw new CliError(EXIT.notFound, `${path} has no rotation that did not end`);
    return undefined;
  }
  if (!resume) {
    const words = `a rotation of ${path} did not end, and its new password is in the field '${PENDING}'`;
    throw new CliError(EXIT.refused, `${words}: --resume goes on with it, --discard forgets it`, { kind: 'pending' });
  }
  if (values.length === 1) return values[0];
  const count = values.length ? `${values.length} fields` : 'no field';
  const what = values.length ? ': leave the right one, in Passwork' : ': there is nothing to resume';
  throw new CliError(EXIT.notFound, `${path} has ${count} '${PENDING}'${what}`);
}

function alreadyThere({ path }, value) {
  if (value !== undefined) return usage(`the new password of ${path} is the old one`);
  const words = `the new password of ${path} is its password already: --discard takes the field away`;
  return new CliError(EXIT.refused, words, { kind: 'pending' });
}

/** Runs the command as `exec` does; its exit code. Where that is not 0, both passwords stay. */
async function carriedOut({ step, values, env }, command, { output }) {
  const { commandOf, endAs, runChild } = await import('../exec/index.mjs');
  const stays = `the new password of ${step.path} stays in the field '${PENDING}': rotate --resume goes on, --discard forgets it`;
  const secrets = [
    { name: 'PASSWORK_OLD', value: values.old },
    { name: 'PASSWORK_NEW', value: values.value },
  ];
  try {
    const outcome = await runChild(commandOf(command), { env, secrets, output });
    if (outcome.code === EXIT.done) return EXIT.done;
    output.note(`the command failed (${outcome.signal ?? outcome.code}); ${stays}`);
    return endAs(outcome);
  } catch (error) {
    output.note(stays);
    throw error;
  }
}
