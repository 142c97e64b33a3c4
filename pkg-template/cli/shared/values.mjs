// Values that references name, for every command that takes them.
import { CliError, EXIT, exitCodeOf } from './exit-code.mjs';

/** The failure for an empty password: a pipeline that goes on with one is the worst that can happen to it. */
export const emptyPassword = (of) =>
  new CliError(EXIT.notFound, `${of}: the password is empty. --allow-empty takes it`, { kind: 'empty' });

/** Whether a reference names the password of an item. */
export const namesPassword = ({ field, in: source }) => field === 'password' && (source ?? 'item') === 'item';

/**
 * What became of many references, each asked for once: its values in their order, and the failures as `[name, error]`.
 *
 * @param passwork The client.
 * @param {(reference: string) => object} parseReference Of the library.
 * @param {[name: string, reference: string][]} entries `name`: how messages call it.
 * @param {{allowEmpty?: boolean}} options
 * @returns {Promise<{values: (string | Uint8Array | undefined)[], failures: [string, Error][]}>}
 */
export async function resolvedEach(passwork, parseReference, entries, { allowEmpty = false } = {}) {
  const references = [...new Set(entries.map(([, reference]) => reference))];
  const outcomes = references.length ? await passwork.resolveAll(references) : [];
  const found = new Map(outcomes.map((outcome, i) => [references[i], outcome]));
  const failures = [];
  const values = entries.map(([name, reference]) => {
    const { value, error } = found.get(reference);
    if (error) failures.push([name, error]);
    else if (value.length > 0 || allowEmpty || !namesPassword(parseReference(reference))) return value;
    else failures.push([name, emptyPassword(reference)]);
    return undefined;
  });
  return { values, failures };
}

/** Failures that are none of one value: nothing can be read until something else is mended. */
const isOfSession = (error) => [EXIT.credentials, EXIT.unreachable].includes(exitCodeOf(error));

/**
 * One failure for many, with a line for each; its code is that of the first. Where the session is what failed, that is
 * the failure.
 *
 * @param {[string, Error][]} failures `[name, error]`
 * @param {[one: string, several: string]} what Such as `['reference has', 'references have']`
 */
export function allFailures(failures, [one, several] = ['reference has no value', 'references have no value']) {
  const [, first] = failures.find(([, error]) => error.kind === 'masterPassword') ?? failures[0];
  if (failures.every(([, error]) => isOfSession(error))) return first;
  const lines = failures.flatMap(([name, error]) => [
    `${name}: ${error.message}`,
    ...(error.candidates ?? []).map(({ id, path }) => `  ${id}  ${path}`),
  ]);
  const message = failures.length === 1 ? `one ${one}` : `${failures.length} ${several}`;
  return new CliError(exitCodeOf(first), message, { lines, kind: first.kind, cause: first });
}
