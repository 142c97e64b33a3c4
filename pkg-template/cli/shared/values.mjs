// Values that references name, for every command that takes them.
import { CliError, EXIT, exitCodeOf } from './exit-code.mjs';

/** The failure for an empty password: a pipeline that goes on with one is the worst that can happen to it. */
export const emptyPassword = (of) =>
  new CliError(EXIT.notFound, `${of}: the password is empty. --allow-empty takes it`, { kind: 'empty' });

/** Whether a reference names the password of an item. */
export const namesPassword = ({ field, in: source }) => field === 'password' && (source ?? 'item') === 'item';

/**
 * The values of many references, all or none: if any fails, the failure lists every one.
 *
 * @param passwork The client.
 * @param library The package, for `parseReference`.
 * @param {Record<string, string>} references By the name that messages call them.
 * @param {{allowEmpty?: boolean, exitCode?: number}} options `exitCode`: instead of that of the first failure.
 * @returns {Promise<Record<string, string>>}
 */
export async function resolvedAll(passwork, { parseReference }, references, { allowEmpty = false, exitCode } = {}) {
  const names = Object.keys(references);
  const outcomes = names.length ? await passwork.resolveAll(names.map((name) => references[name])) : [];
  const values = {};
  const failures = [];
  for (const [i, { value, error }] of outcomes.entries()) {
    const name = names[i];
    if (error) failures.push([name, error]);
    else if (value === '' && !allowEmpty && namesPassword(parseReference(references[name]))) {
      failures.push([name, emptyPassword(references[name])]);
    } else values[name] = value;
  }
  if (failures.length) throw allFailures(failures, exitCode);
  return values;
}

function allFailures(failures, exitCode) {
  const [[, first]] = failures;
  const lines = failures.flatMap(([name, error]) => [
    `${name}: ${error.message}`,
    ...(error.candidates ?? []).map(({ id, path }) => `  ${id}  ${path}`),
  ]);
  const [count, what] = failures.length === 1 ? ['one reference', 'has'] : [`${failures.length} references`, 'have'];
  const code = exitCode ?? exitCodeOf(first);
  return new CliError(code, `${count} ${what} no value`, { lines, kind: first.kind, cause: first });
}
