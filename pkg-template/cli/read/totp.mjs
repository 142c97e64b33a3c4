// `passwork totp ITEM [FIELD]`: the code of now.
import { setTimeout as sleep } from 'node:timers/promises';
import { checkPlace, connected, loadLibrary, referenceParts } from '../connection/index.mjs';
import { CliError, customsOf, EXIT, isReference, placeOf, usage } from '../shared/index.mjs';
import { ensureOpen, readItem } from './item.mjs';

/** Seconds that a code of `--fresh` is good for, at least. */
const FRESH_SECONDS = 5;

export async function totp(context) {
  const { args, options, output } = context;
  const [word, field] = args;
  if (isReference(word) && field !== undefined) throw usage(`${word} names a field already: leave out ${field}`);
  const references = isReference(word) ? referencesTo(word) : undefined;
  if (!references) checkPlace(placeOf(word));
  const code = await connected(context, async (passwork, { hasMaster }) => {
    if (references) {
      if (options.fresh) await fresh(await passwork.resolve(references.secret), context);
      return passwork.resolve(references.code);
    }
    const found = await readItem(passwork, word);
    ensureOpen(found, hasMaster);
    const { getTotpCode, value } = totpField(customsOf(found.password), field, word);
    if (options.fresh) await fresh(value, context);
    return getTotpCode();
  });
  return options.json ? output.json({ code }) : output.value(code, { bare: options.newline === false });
}

/** Waits for the next code if the one of now is good for a moment only. */
async function fresh(secret, { output }) {
  const period = periodOf(secret);
  const left = period - ((Date.now() / 1000) % period);
  if (left >= FRESH_SECONDS) return;
  output.note(`waiting ${Math.ceil(left)} s for the next code`);
  await sleep(left * 1000 + 50);
}

/** The references to a field's secret and to its code. */
function referencesTo(word) {
  const { formatReference } = loadLibrary();
  const parts = referenceParts(word);
  if (!['text', 'totp'].includes(parts.as))
    throw usage(`${word} asks for ${parts.as}, and this gives a code: leave out as`);
  return { secret: formatReference({ ...parts, as: 'text' }), code: formatReference({ ...parts, as: 'totp' }) };
}

function totpField(customs, name, word) {
  const fields = customs.filter((custom) => typeof custom.getTotpCode === 'function');
  const found = name === undefined ? fields : customs.filter((custom) => custom.name === name);
  if (found.length === 1 && found[0].getTotpCode) return found[0];
  const lines = fields.map((custom) => custom.name);
  if (!found.length) {
    const what = name === undefined ? 'no field with a TOTP secret' : `no field '${name}'`;
    throw new CliError(EXIT.notFound, `${word} has ${what}`, { lines });
  }
  if (found.length > 1) throw new CliError(EXIT.notFound, `${word} has several such fields: name one`, { lines });
  throw new CliError(EXIT.cannotOpen, `the field '${name}' of ${word} holds no TOTP secret`, { kind: 'totp' });
}

/** Seconds that a code is good for. */
function periodOf(secret) {
  const period = /[?&]period=(\d{1,3})(?:&|$)/.exec(secret)?.[1];
  return Number(period) || 30;
}
