// `passwork generate`: a random password, offline.
import { shownName, usage } from '../shared/index.mjs';
import { CLASSES, lengthOf, randomPassword } from './random-password.mjs';

export function generate({ options, output }) {
  const password = randomPassword(lengthOf(options.length, '--length'), classesOf(options));
  return options.json ? output.json({ password }) : output.value(password, { bare: options.newline === false });
}

function classesOf(options) {
  const own = typeof options.symbols === 'string' ? { symbols: options.symbols } : {};
  if (own.symbols === '' || shownName(own.symbols ?? '') !== (own.symbols ?? '')) {
    throw usage('--symbols takes one or more characters that can be seen');
  }
  return Object.fromEntries(Object.entries({ ...CLASSES, ...own }).filter(([name]) => options[name] !== false));
}
