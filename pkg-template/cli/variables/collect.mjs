// The values of a plan: all of them, or one failure that lists every reason why not.
import { referenceParts } from '../connection/index.mjs';
import { allFailures, emptyPassword, resolvedEach, unfitForVariable, usage } from '../shared/index.mjs';
import { openedItems } from './items.mjs';
import { isRefused, variableName } from './names.mjs';

/**
 * Asks for everything that a plan names. Nothing on the server is changed.
 *
 * @param passwork The client; may be missing where the plan needs no server.
 * @param plan Of `plannedVariables`.
 * @param context Of the command: in compatible mode, of two items with one name the later one counts, and that is told.
 * @returns {Promise<{values: Record<string, string>, secrets: {name: string, value: string}[]}>} `secrets`: the values
 * that came from the server.
 * @throws {CliError} With the code of the first failure: 3, 4, 6 … for a value that is not to be had, 2 for one that
 * cannot be that of a variable. `exec` has 125 for all of them.
 */
export async function collectVariables(passwork, plan, context) {
  const { before, after, platform, allowEmpty } = plan;
  const named = [...before.values(), ...after.values()].filter(({ reference }) => reference !== undefined);
  const references = named.map(({ name, reference }) => [name, reference]);
  const [resolved, items] = await Promise.all([
    resolvedEach(passwork, referenceParts, references, { allowEmpty }),
    openedItems(passwork, plan),
  ]);
  const failures = [...resolved.failures];
  const valueBy = new Map(named.map((entry, i) => [entry, resolved.values[i]]));
  const filled = ([key, entry]) => {
    const { name, value, reference } = entry;
    return [key, reference ? { name, value: valueBy.get(entry), what: reference, isSecret: true } : { name, value }];
  };
  const result = new Map([...before].map(filled));
  for (const [key, entry] of derived(items, plan, failures, context)) result.set(key, { ...entry, isSecret: true });
  for (const [key, entry] of [...after].map(filled)) result.set(key, entry);
  for (const { name, value, what = 'its value' } of result.values()) {
    if (value === undefined) continue; // a failure already
    const reason = unfitForVariable(name, value, platform);
    if (reason) failures.push([name, usage(`${what} ${reason}`)]);
  }
  if (failures.length) throw allFailures(failures, ['variable cannot be set', 'variables cannot be set']);
  const all = [...result.values()];
  return {
    values: Object.fromEntries(all.map(({ name, value }) => [name, value])),
    secrets: all.filter(({ isSecret }) => isSecret).map(({ name, value }) => ({ name, value })),
  };
}

/** Variables that items give, without those that the caller sets anyway; what cannot be one goes to the failures. */
function derived(items, { after, keyOf, platform, allowEmpty }, failures, { isCompatible, output }) {
  const byKey = new Map();
  for (const { of, fields, error } of items) {
    if (error) failures.push([of, error]);
    for (const [title, value, what, isPassword] of fields ?? []) {
      const name = variableName(title);
      const key = keyOf(name);
      if (after.has(key)) continue;
      byKey.set(key, [...(byKey.get(key) ?? []), { name, value, what, isPassword }]);
    }
  }
  const result = new Map();
  for (const [key, all] of byKey) {
    const one = all.at(-1);
    const candidates = isCompatible ? [one] : all;
    if (candidates.length < all.length) output.note(`${one.name} is the name of ${listed(all)}: the last one counts`);
    const reason = reasonAgainst(candidates, platform, allowEmpty);
    if (reason) failures.push([one.name, reason]);
    else result.set(key, one);
  }
  return result;
}

const listed = (candidates) => candidates.map(({ what }) => what).join(' and ');

function reasonAgainst(candidates, platform, allowEmpty) {
  const [{ name, value, what, isPassword }] = candidates;
  const all = listed(candidates);
  const instead = `rename, or set it by --env ${name}=pw://…`;
  if (isRefused(name, platform)) {
    return usage(`${all} would set a variable by which programs find what they run or whom they trust: ${instead}`);
  }
  if (candidates.length > 1) return usage(`it is the name of ${all}: ${instead}`);
  if (isPassword && value === '' && !allowEmpty) return emptyPassword(what);
  return undefined;
}
