// What was found, for people and as JSON.
import { shownName } from '../shared/index.mjs';
import { METHODS } from './methods.mjs';
import { RULES } from './rules.mjs';

/** The members of the JSON (docs/cli.md). */
export function reportOf({ files, uses, calls, found }, skipped) {
  const place = ({ file, line, column, sure }) => ({ file, line, column, possibly: !sure });
  const isOn7 = ({ rule }) => rule.startsWith('7:');
  const difference = ({ rule, ...one }) => {
    const [link, message] = RULES[rule];
    return { ...place(one), rule: rule.replace('7:', ''), message, link };
  };
  return {
    files,
    uses: uses.map((one) => ({ ...place(one), kind: one.kind, replaced: one.isOurs === true })),
    methods: METHODS.flatMap((method) => {
      const places = calls.filter((one) => one.method === method).map(place);
      return places.length ? [{ method, places }] : [];
    }),
    differences: found.filter((one) => !isOn7(one)).map(difference),
    passwork7: found.filter(isOn7).map(difference),
    skipped,
  };
}

/** The same in lines. `generation`: '4' leaves Passwork 7 out. */
export function linesOf({ uses, methods, differences, passwork7, files }, generation) {
  const at = ({ file, line }) => `${shownName(file)}:${line}`;
  const maybe = ({ possibly }) => (possibly ? 'possibly: ' : '');
  const told = (one) => `${at(one)}: ${maybe(one)}${one.message} (${one.link})`;
  const part = (title, list, line) => (list.length ? [title, ...list.map((one) => `  ${line(one)}`), ''] : []);
  const lines = [
    ...part(
      'Uses of passwork-js:',
      uses,
      (one) => `${at(one)}: ${maybe(one)}${one.kind}${one.replaced ? ' (replaced)' : ''}`,
    ),
    ...part(`Methods: ${methods.length} of ${METHODS.length}`, methods, ({ method, places }) => {
      return `${method}: ${places.map((one) => at(one) + (one.possibly ? ' (possibly)' : '')).join(', ')}`;
    }),
    ...part(`May be noticed: ${differences.length}`, differences, told),
    ...part('With Passwork 7:', generation === '4' ? [] : passwork7, told),
  ];
  if (!lines.length) lines.push(`Nothing of passwork-js in ${files} files`);
  else if (!differences.length) lines.push('No difference shows.');
  return lines.join('\n').trimEnd();
}
