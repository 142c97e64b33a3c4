// New objects in the shape that the engine says (src/core/document.rs, `Shape`), of one or of each in a list.
import { define } from './members.mjs';

const owns = Object.prototype.hasOwnProperty;
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Tables that were read, by their texts. */
const read = new Map();

export function reshape(sent, text) {
  const table = read.get(text) ?? tableOf(text);
  if (!Array.isArray(sent)) return isObject(sent) ? reshaped(sent, table) : sent;
  const list = [];
  for (let i = 0; i < sent.length; i++) list[i] = isObject(sent[i]) ? reshaped(sent[i], table) : sent[i];
  return list;
}

function tableOf(text) {
  const words = text.trim().split(/\s+/);
  const rows = [];
  const known = { __proto__: null };
  for (let i = 0; i + 2 < words.length; i += 3) {
    const row = { shown: words[i], sent: words[i + 1], rule: words[i + 2] };
    rows[rows.length] = row;
    known[row.shown] = true;
    known[row.sent] = true;
  }
  const table = { rows, known };
  read.set(text, table);
  return table;
}

const isNothing = (value) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

function reshaped(sent, { rows, known }) {
  const shaped = {};
  for (let i = 0; i < rows.length; i++) {
    const { shown, sent: name, rule } = rows[i];
    const isThere = owns.call(sent, name);
    const value = isThere ? sent[name] : undefined;
    if (rule === 'text') {
      if (isThere) shaped[shown] = value ?? '';
    } else if (rule === 'null') shaped[shown] = isNothing(value) ? null : value;
    else if (rule === 'noneIsNull') {
      if (isThere) shaped[shown] = value === 0 || isNothing(value) ? null : value;
    } else if (rule === 'omit') {
      if (!isNothing(value)) shaped[shown] = value;
    } else if (isThere) shaped[shown] = value;
  }
  const names = Object.keys(sent);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (known[name]) continue;
    if (name === '__proto__') define(shaped, name, sent[name], true);
    else shaped[name] = sent[name];
  }
  return shaped;
}
