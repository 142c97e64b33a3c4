// Variables in the forms that others read. What a form cannot hold is refused, never changed.
import { fishQuoted, shellQuoted, shownJson } from '../shared/index.mjs';
import { powershellQuoted } from './quoted.mjs';

/** What every reader takes for the name of a variable. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

const lines = (line) => (entries) => entries.map(([name, value]) => `${line(name, value)}\n`).join('');

/**
 * A value for `util.parseEnv` and the package `dotenv`; `undefined` where there is no way to write it. Both know three
 * quotes, and escapes in double ones alone, for line ends. A backslash before the last quote would escape it for `dotenv`.
 */
export function dotenvQuoted(value) {
  if (value.includes('\r')) return undefined;
  if (value.endsWith('\\')) return /^[^\s'"`#][^\n#]*$/.test(value) ? value : undefined;
  if (!value.includes("'")) return `'${value}'`;
  if (!/["\\$`]/.test(value)) return `"${value}"`;
  if (!value.includes('`')) return `\`${value}\``;
  // \n and \r would become line ends.
  return value.includes('"') || /\\[nr]/.test(value) ? undefined : `"${value}"`;
}

const base64 = (value) => Buffer.from(value).toString('base64');

/** Docker reads lines of less than 64 kB. */
const DOCKER_LINE = 64 * 1024 - 1;

/** By name: `names` that it takes, `refuses(value, name)`: why it cannot hold a value, `print(entries, options)`. */
export const FORMATS = {
  dotenv: {
    names: NAME,
    refuses: (value) =>
      dotenvQuoted(value) === undefined &&
      'dotenv has no way to write it (CR, all three quotes, or a backslash at the end)',
    print: lines((name, value) => `${name}=${dotenvQuoted(value)}`),
  },
  docker: {
    names: NAME,
    refuses: (value, name) =>
      (/[\r\n]/.test(value) && 'docker reads a value up to the end of its line') ||
      (Buffer.byteLength(`${name}=${value}`) >= DOCKER_LINE && 'docker reads lines of less than 64 kB'),
    print: lines((name, value) => `${name}=${value}`),
  },
  shell: { names: NAME, print: lines((name, value) => `export ${name}=${shellQuoted(value)}`) },
  fish: { names: NAME, print: lines((name, value) => `set -gx ${name} ${fishQuoted(value)}`) },
  powershell: { names: NAME, print: lines((name, value) => `$env:${name} = ${powershellQuoted(value)}`) },
  json: { names: /./s, print: (entries) => `${shownJson(Object.fromEntries(entries), 2)}\n` },
  k8s: {
    names: /^[-._A-Za-z0-9]{1,253}$/,
    print: (entries, { name }) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\ntype: Opaque\ndata:\n` +
      entries.map(([key, value]) => `  "${key}": "${base64(value)}"\n`).join(''),
  },
  github: { names: NAME },
};

/** Why a format cannot hold variables, as `[name, reason]`. */
export function refusals({ names, refuses }, entries) {
  const all = entries.map(([name, value]) => [
    name,
    names.test(name) ? refuses?.(value, name) : 'this is no name that the format can hold',
  ]);
  return all.filter(([, reason]) => reason);
}
