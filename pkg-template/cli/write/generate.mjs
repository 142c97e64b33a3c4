// `passwork generate`: a random password, offline.
import { shownName, usage } from '../shared/index.mjs';
import { CLASSES, lengthOf, randomPassword } from './random-password.mjs';

export function generate({ options, output }) {
  const password = randomPassword(lengthOf(options.length, '--length'), classesOf(options));
  return options.json ? output.json({ password }) : output.value(password, { bare: options.newline === false });
}

/** More of them than this, and next to no random text has a digit too. */
const MOST_SYMBOLS = 256;

function classesOf({ symbols, noSymbols, ...options }) {
  if (symbols !== undefined) {
    if (noSymbols) throw usage('--symbols and --no-symbols are one or the other');
    if (symbols.length > MOST_SYMBOLS || shownName(symbols) !== symbols) {
      throw usage(`--symbols takes 1 to ${MOST_SYMBOLS} characters that can be seen`);
    }
  }
  const wanted = { ...CLASSES, symbols: noSymbols ? undefined : (symbols ?? CLASSES.symbols) };
  return Object.fromEntries(Object.entries(wanted).filter(([name, set]) => set && options[name] !== false));
}
