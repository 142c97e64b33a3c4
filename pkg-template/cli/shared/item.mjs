// An item as commands take it: a path, `Vault/Folder/Item`, or an id: 24 hex digits, or `id:ID`. `pw://…` always names a field.
import { usage } from './exit-code.mjs';

const ID = /^[0-9a-f]{24}$/i;

/** Whether a word is a reference to a field. */
export const isReference = (text) => text.startsWith('pw://');

/** An item as a place that the library takes: `Vault/Folder/Item`, or `-/ID`. */
export function placeOf(item, spelling = 'Vault/Folder/Item, an id, or id:ID') {
  if (isReference(item)) {
    throw usage(`${item} names a field, and this command takes an item: ${spelling}. Leave out pw:// and the field`);
  }
  if (item.startsWith('id:')) return `-/${given(item.slice(3))}`;
  return ID.test(item) ? `-/${item}` : item;
}

/** Custom fields of an item, opened. */
export const customsOf = (password) => password.getCustoms() ?? [];

/** What messages call an entry of `locate` or `list`: its path, where the server has told it. */
export const shownEntry = ({ path, id }) => path ?? id;

/** The reference to a field of an item. */
export const referenceTo = (item, field, query = '') => `pw://${placeOf(item)}/${given(field)}${query}`;

function given(name) {
  if (name === '') throw usage('a name or id is missing');
  return segment(name);
}

/** A name as a segment of a path. */
export function segment(name) {
  if (name === '.' || name === '..' || name === '-') return [...name].map(hex).join('');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are written in percent
  return name.replace(/[/?#%\u0000-\u001f\u007f-\u009f]/g, (c) => encodeURIComponent(c));
}

const hex = (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`;
