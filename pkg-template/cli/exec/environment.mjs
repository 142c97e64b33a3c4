// The environment of the command: ours, without our credentials, and the variables.
import { SECRET_VARIABLES } from '../connection/index.mjs';
import { CliError, EXIT, isReference, unfitForVariable, variableKeys } from '../shared/index.mjs';

const CREDENTIALS = new Set(SECRET_VARIABLES.flatMap((name) => [name, `${name}_FILE`]));

/**
 * The environment of the command. Our credentials are not in it, unless they are kept or asked for; where some were taken out, a `passwork`
 * inside finds `PASSWORK_EXEC` and can say so.
 *
 * @param {Record<string, string>} own Ours.
 * @param {Record<string, string>} values The variables, which win.
 */
export function childEnvironment(own, values, { keepCredentials = false, platform = process.platform } = {}) {
  const same = variableKeys(platform);
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
    const reason = unfitForVariable(name, value, platform);
    if (reason) unfit.push(`${name}: the value ${reason}`);
    env[name] = value;
  }
  if (unfit.length) throw new CliError(EXIT.usage, 'not every value can be a variable', { lines: unfit });
  if (isTaken) env.PASSWORK_EXEC = '1';
  return env;
}

/** The references that stand in the environment as whole values. Ours name no secrets for the command. */
export function referencesOf(own, { platform = process.platform } = {}) {
  const same = variableKeys(platform);
  return Object.fromEntries(
    Object.entries(own).filter(([name, value]) => isReference(value) && !CREDENTIALS.has(same(name))),
  );
}
