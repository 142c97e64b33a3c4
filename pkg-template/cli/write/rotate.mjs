// `passwork rotate ITEM COMMAND…`: a new password for an item and for what uses it. Whatever fails on the way, and wherever passwork is
// killed, both passwords can be read in the item: the new one lies in a custom field until the command has succeeded.
import { checkPlace, connected } from '../connection/index.mjs';
import { readItem } from '../read/index.mjs';
import { CliError, EXIT, emptyPassword, linesOf, messageOf, placeOf, usage } from '../shared/index.mjs';
import { passwordFrom, passwordSource } from './input.mjs';
import { fieldsOf, shownPath } from './item-fields.mjs';
import { finish, PENDING, pendingOf, store, takeAway } from './rotation.mjs';
import { runCommand } from './run-command.mjs';
import { ensureWritable } from './writable.mjs';
import { isSame, sent } from './written.mjs';

/** Linux takes no more of one variable, its name included. */
const MOST_BYTES = 128 * 1024 - 'PASSWORK_NEW=\0'.length;

export async function rotate(context) {
  const started = { command: false };
  try {
    return await rotated(context, started);
  } catch (error) {
    throw started.command ? error : notStarted(error);
  }
}

/** What goes wrong before the command is started has a code of its own; Ctrl-C too. */
function notStarted(error) {
  if (error instanceof CliError && error.exitCode > EXIT.signal) return error;
  return new CliError(EXIT.notStarted, messageOf(error), { kind: error?.kind, lines: linesOf(error), cause: error });
}

async function rotated(context, started) {
  const { options } = context;
  const [item, ...command] = context.args;
  const source = sourceFor(options, command);
  checkPlace(placeOf(item));
  const value = source && (await passwordFrom(source, options));
  if (value !== undefined) ensureVariable(value, 'the new password');
  return connected(context, async (passwork, { hasMaster }) => {
    const found = await readItem(passwork, item);
    await ensureWritable(passwork, found, hasMaster);
    const step = { passwork, found, output: context.output, path: shownPath(found) };
    const pending = pendingIn(step, options);
    if (!command.length && options.discard) return sent(() => takeAway(step), again(step));
    const old = found.password.getPassword();
    if (old === '' && command.length && !options.allowEmpty) throw emptyPassword(step.path);
    ensureVariable(old, 'the old password');
    if (isSame(value ?? pending, old)) throw alreadyThere(step, value);
    // From here on nothing is done again by itself.
    return sent(async () => {
      const stored = value === undefined ? pending : await store(step, { old, value });
      const values = { old, value: stored };
      const code = command.length ? await carriedOut(step, command, values, { context, started }) : EXIT.done;
      if (code !== EXIT.done) return code;
      await finish(step, values);
      context.output.note(`${step.path} has its new password`);
      return EXIT.done;
    }, again(step));
  });
}

const again = ({ path }) => `Run passwork rotate ${path} again: it says how far it came`;

/** Where the new password comes from; `undefined` where a stored one is taken, or none. */
function sourceFor(options, command) {
  const source = passwordSource(options);
  const isGiven = source.from !== 'nowhere';
  if (options.resume && options.discard) throw usage('--resume and --discard are one or the other');
  if (options.resume && isGiven)
    throw usage(`--resume takes the password that is stored, and ${source.option} another`);
  if (!command.length && (isGiven || !(options.resume || options.discard))) {
    throw usage('rotate takes the command that changes the password where it is used: rotate ITEM -- COMMAND…');
  }
  if (options.resume || !command.length) return undefined;
  return isGiven ? source : passwordSource({ generate: true });
}

/** The password of a rotation that did not end, where it is to be taken; refuses what the options do not fit. */
function pendingIn({ found, path }, { resume, discard }) {
  const values = pendingOf(fieldsOf(found));
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

function ensureVariable(value, what) {
  if (value.includes('\0')) throw usage(`${what} holds a character NUL, and cannot be a variable of the environment`);
  if (Buffer.byteLength(value) > MOST_BYTES) throw usage(`${what} is too long for a variable of the environment`);
}

/** Runs the command; its exit code. Where that is not 0, both passwords stay. */
async function carriedOut({ path, output }, command, { old, value }, { context, started }) {
  started.command = true;
  const stays = `the new password of ${path} stays in the field '${PENDING}': rotate --resume goes on, --discard forgets it`;
  try {
    const code = await runCommand(command, { PASSWORK_OLD: old, PASSWORK_NEW: value }, context);
    if (code !== EXIT.done) output.note(`the command failed (${code}); ${stays}`);
    return code;
  } catch (error) {
    output.note(stays);
    throw error;
  }
}
