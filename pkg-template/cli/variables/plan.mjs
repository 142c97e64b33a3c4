// Which variables a command is to give: read from its options, and checked before anything is sent.
import { referenceParts } from '../connection/index.mjs';
import { isReference, usage, variableKeys } from '../shared/index.mjs';
import { isVariableName, readEnvFile } from './env-file.mjs';

/**
 * What the options ask for. Nothing is sent.
 *
 * @param context Of the command.
 * @param {{environment?: Record<string, string>, platform?: string}} more `environment`: variables of the environment
 * that are references; everything else goes before them. `platform`: on Windows, names have no case.
 * @returns A plan for `collectVariables`; `isEmpty`: it gives nothing.
 * @throws {CliError} `usage`.
 */
export function plannedVariables(context, { environment = {}, platform = process.platform } = {}) {
  const { options } = context;
  const keyOf = variableKeys(platform);
  const plan = { before: new Map(), after: new Map(), keyOf, platform, allowEmpty: options.allowEmpty === true };
  for (const [name, reference] of Object.entries(environment)) {
    plan.before.set(keyOf(name), { name, reference: checked(reference, name) });
  }
  for (const file of options.envFile ?? []) {
    for (const [name, value] of Object.entries(readEnvFile(file))) {
      const from = `${file}: ${name}`;
      const what = isReference(value) ? { reference: checked(value, from) } : { value };
      plan.after.set(keyOf(name), { name, ...what });
    }
  }
  const seen = new Set();
  for (const given of options.env ?? []) {
    const { name, reference } = readEnvOption(given);
    if (seen.has(keyOf(name))) throw usage(`--env sets ${name} twice`);
    seen.add(keyOf(name));
    plan.after.set(keyOf(name), { name, reference: checked(reference, `--env ${name}`) });
  }
  for (const key of plan.after.keys()) plan.before.delete(key);
  plan.passwords = idsOf(options, 'passwordId', '--password-id');
  plan.shortcuts = idsOf(options, 'shortcutId', '--shortcut-id');
  plan.filters = filtersOf(options);
  plan.isEmpty = !plan.before.size && !plan.after.size && !needsServer(plan);
  return plan;
}

/** Whether a plan has anything that only the server knows. */
export const needsServer = ({ before, after, passwords, shortcuts, filters }) =>
  passwords.length + shortcuts.length > 0 ||
  filters !== undefined ||
  [...before.values(), ...after.values()].some(({ reference }) => reference !== undefined);

/** A reference whose value can be that of a variable. */
function checked(reference, from) {
  let parts;
  try {
    parts = referenceParts(reference);
  } catch (error) {
    throw usage(`${from}: ${error.message}`, { cause: error });
  }
  if (parts.as === 'bytes') throw usage(`${from}: a variable holds a text: as=base64, or leave it out`);
  return reference;
}

/** `NAME=REFERENCE`. Whatever else stands there may be a secret, so it is not shown. */
function readEnvOption(given) {
  const at = given.indexOf('=');
  const name = given.slice(0, Math.max(at, 0));
  if (!isVariableName(name)) throw usage('--env is NAME=REFERENCE: --env DB_PASSWORD=pw://Vault/Folder/Item/password');
  const reference = given.slice(at + 1);
  if (!isReference(reference)) {
    throw usage(`--env ${name} takes a reference: --env ${name}=pw://Vault/Folder/Item/password`);
  }
  return { name, reference };
}

/** The words of options that hold comma lists, each once. */
const listOf = (given = []) => [
  ...new Set(
    given
      .flatMap((list) => list.split(','))
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

function idsOf(options, option, spelling) {
  const ids = listOf(options[option]);
  const isGiven = options[option] !== undefined;
  if ((isGiven && !ids.length) || !ids.every((id) => /^[A-Za-z0-9][\w-]*$/.test(id))) {
    throw usage(`${spelling} takes ids with commas between them; passwork ls shows them`);
  }
  return ids;
}

/** What items are looked for by, `undefined` for none. Several filters narrow what is found. */
function filtersOf(options) {
  const vaultIds = idsOf(options, 'vaultId', '--vault-id');
  const folderIds = idsOf(options, 'folderId', '--folder-id');
  const tags = listOf(options.tags);
  if (options.tags !== undefined && !tags.length) throw usage('--tags takes tags with commas between them');
  return vaultIds.length || folderIds.length || tags.length ? { vaultIds, folderIds, tags } : undefined;
}
