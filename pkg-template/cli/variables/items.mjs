// Items that give variables, opened.
import { customsOf, isSealedItem, locked } from '../shared/index.mjs';
import { foundBy, spelled } from './found.mjs';

/** Shortcuts are read one by one; so many at a time. */
const AT_A_TIME = 8;

/**
 * The items that ids and filters name, each once, however often it is named.
 *
 * @returns {Promise<{of: string, fields?: [name: string, value: string, what: string, isPassword: boolean][], error?:
 * Error}[]>}
 */
export async function openedItems(passwork, { passwords, shortcuts, filters }) {
  if (!passwords.length && !shortcuts.length && !filters) return [];
  const results = [];
  let found = [];
  try {
    if (filters) found = await foundBy(passwork, filters);
  } catch (error) {
    results.push({ of: spelled(filters), error }); // told with all others
  }
  const ids = new Set([...passwords, ...found.filter(({ type }) => type === 'item').map(({ id }) => id)]);
  // What is read by itself needs no reading through a shortcut.
  const further = found.filter(({ type, itemId }) => type === 'shortcut' && !ids.has(itemId)).map(({ id }) => id);
  const [direct, behind] = await Promise.all([
    ids.size ? passwork.getPasswordsById([...ids]) : [],
    eachOf([...new Set([...shortcuts, ...further])], (id) => throughShortcut(passwork, id)),
  ]);
  const isPlain = passwork.diagnostics().encryption === 'plain';
  const seen = new Set();
  for (const { of, password, error } of [
    ...direct.map((result) => ({ of: `item ${result.id}`, ...result })),
    ...behind.map((result) => ({ of: `shortcut ${result.id}`, ...result })),
  ]) {
    if (password && seen.has(password.id)) continue;
    if (password) seen.add(password.id);
    results.push(error ? { of, error } : { of, ...opened(password, isPlain) });
  }
  return results;
}

async function throughShortcut(passwork, id) {
  try {
    return { id, password: await passwork.getShortcutPassword(id) };
  } catch (error) {
    return { id, error };
  }
}

/** The results of `work` for each of a list, in its order. */
async function eachOf(list, work) {
  const results = [];
  const rest = list.entries();
  const worker = async () => {
    for (const [at, one] of rest) results[at] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return results;
}

/** What of an item becomes variables: its password, and its custom fields of type text and password. */
function opened(item, isPlain) {
  const { id } = item;
  const name = String(item.name ?? '');
  const what = `'${name}' (${id})`;
  try {
    if (isPlain && isSealedItem(item)) throw locked(what);
    const customs = customsOf(item).filter(({ type }) => type === 'text' || type === 'password');
    return {
      fields: [
        [name, item.getPassword(), what, true],
        ...customs.map((field) => [field.name, field.value, `the field '${field.name}' of ${what}`, false]),
      ],
    };
  } catch (error) {
    return { error };
  }
}
