// The environment of the command: ours, without our credentials, and the variables.
import { SECRET_VARIABLES } from '../connection/index.mjs';
import { CliError, EXIT, isReference } from '../shared/index.mjs';

/** Names are one whatever their case on Windows. */
const sameName = (platform) => (platform === 'win32' ? (name) => name.toUpperCase() : (name) => name);

const CREDENTIALS = new Set(SECRET_VARIABLES.flatMap((name) => [name, `${name}_FILE`]));

/** What a variable may hold at most, with its name: on Linux each text of 128 kB with its end, on Windows 32767 characters. */
const tooLong = (text, platform) =>
  platform === 'win32' ? text.length >= 32_767 : platform === 'linux' && Buffer.byteLength(text) >= 131_072;

/**
 * The environment of the command. Our credentials are not in it, unless they are kept or asked for; where some were taken out, a `passwork`
 * inside finds `PASSWORK_EXEC` and can say so.
 *
 * @param {Record<string, string>} own Ours.
 * @param {Record<string, string>} values The variables, which win.
 */
export function childEnvironment(own, values, { keepCredentials = false, platform = process.platform } = {}) {
  const same = sameName(platform);
  const replaced = new Set(Object.keys(values).map(same));
  const env = Object.create(null);
  let isTaken = false;
  for (const [name, value] of Object.entries(own)) {
    if (replaced.has(same(name))) continue;
    if (!keepCredentials && CREDENTIALS.has(same(name))) isTaken = true;
    else env[name] = value;
  }
  const unfit = [];
  for (const [name, value] of Object.entries(values)) {
    if (value.includes('\0')) unfit.push(`${name}: the value has a NUL, which no variable can hold`);
    else if (tooLong(`${name}=${value}`, platform)) unfit.push(`${name}: the value is too long for a variable`);
    env[name] = value;
  }
  if (unfit.length) throw new CliError(EXIT.usage, 'not every value can be a variable', { lines: unfit });
  if (isTaken) env.PASSWORK_EXEC = '1';
  return env;
}

/** The references that stand in the environment as whole values. Ours name no secrets for the command. */
export function referencesOf(own, { platform = process.platform } = {}) {
  const same = sameName(platform);
  return Object.fromEntries(
    Object.entries(own).filter(([name, value]) => isReference(value) && !CREDENTIALS.has(same(name))),
  );
}
