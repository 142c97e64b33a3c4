// Two kinds of options that commander does not have. Both are registered for the words of this command line.
import { Option } from 'commander';

/** An option under another name than its text says. */
const under = ([flags, about], long, attribute) =>
  Object.assign(new Option(flags, about), { long, attributeName: () => attribute });

const uniqueNames = (words, pattern) => [...new Set(words.flatMap((word) => pattern.exec(word)?.[1] ?? []))];

/**
 * `--generate[=length]`: its value stands after `=` or nowhere, so that the word after it is never taken for one.
 * Gives `true`, or the value as text.
 */
export function inline(definition, words) {
  const long = definition[0].split('[')[0];
  const attribute = new Option(long).attributeName();
  const made = (name) => Object.assign(under(definition, name, attribute), { optional: false });
  const values = uniqueNames(words, new RegExp(`^${long}=(.*)$`, 's'));
  return [made(long), ...values.map((value) => made(`${long}=${value}`).preset(value).hideHelp())];
}

/** `--custom-NAME <value>`: what follows the prefix is a name of the user's. Gives a list of `[name, value]`. */
export function named(definition, words) {
  const prefix = definition[0].split('NAME')[0];
  const attribute = new Option(prefix.slice(0, -1)).attributeName();
  const made = (name) =>
    under(definition, `${prefix}${name}`, attribute).argParser((value, before = []) => [...before, [name, value]]);
  const names = uniqueNames(words, new RegExp(`^${prefix}([^=]+)`, 's')).filter((name) => name !== 'NAME');
  return [made('NAME'), ...names.map((name) => made(name).hideHelp())];
}
