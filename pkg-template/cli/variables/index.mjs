// Variables that a command is given.
import { loadLibrary, referenceParts } from '../connection/index.mjs';
import { resolvedAll, usage } from '../shared/index.mjs';

/** What the options ask for, checked before anything is sent. `environment`: references that stand in the environment. */
export function plannedVariables({ options }, { environment = {} } = {}) {
  const references = { ...environment };
  for (const word of options.env ?? []) {
    const at = word.indexOf('=');
    if (at < 1) throw usage('--env is NAME=pw://Vault/Folder/Item/field');
    references[word.slice(0, at)] = word.slice(at + 1);
  }
  for (const reference of Object.values(references)) referenceParts(reference);
  return { references, isEmpty: Object.keys(references).length === 0 };
}

/** `{values: {NAME: string}, secrets: [{name, value}]}`, or a failure that lists every reference without a value. */
export async function collectVariables(passwork, { references }, { options }) {
  const values = await resolvedAll(passwork, loadLibrary(), references, { allowEmpty: options.allowEmpty });
  return { values, secrets: Object.entries(values).map(([name, value]) => ({ name, value })) };
}
