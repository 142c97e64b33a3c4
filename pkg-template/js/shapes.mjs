// Objects in the shape that the engine says (src/core/document.rs, `Shape`), of one or of each in a list.
import { define } from './members.mjs';

const owns = Object.prototype.hasOwnProperty;
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Tables that were read, by their texts. */
const read = new Map();

/** `inPlace`: the objects may be changed. */
export function reshape(sent, text, inPlace) {
  const table = read.get(text) ?? tableOf(text);
  const shape = (one) => {
    if (!isObject(one)) return one;
    return inPlace && keepsItsNames(one, table) ? changed(one, table) : reshaped(one, table);
  };
  if (!Array.isArray(sent)) return shape(sent);
  const list = [];
  for (let i = 0; i < sent.length; i++) list[i] = shape(sent[i]);
  return list;
}

/** `byName`: the rows by names on the wire; `null` by public names that are not on the wire. */
function tableOf(text) {
  const words = text.trim().split(/\s+/);
  const rows = [];
  const byName = { __proto__: null };
  for (let i = 0; i + 2 < words.length; i += 3)
    rows[rows.length] = { shown: words[i], sent: words[i + 1], rule: words[i + 2] };
  for (const { shown } of rows) byName[shown] = null;
  for (const row of rows) byName[row.sent] = row;
  const moving = rows.filter(({ shown, sent, rule }) => shown !== sent || rule === 'omit');
  const table = { rows, byName, moving, staying: rows.filter((row) => !moving.includes(row) && row.rule !== '=') };
  read.set(text, table);
  return table;
}

const isNothing = (value) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether no member changes its name or goes. */
function keepsItsNames(sent, { moving }) {
  for (let i = 0; i < moving.length; i++)
    if (owns.call(sent, moving[i].sent) || owns.call(sent, moving[i].shown)) return false;
  return true;
}

/** A value as the public interface has it. */
function ruled(rule, value) {
  if (rule === 'text') return value ?? '';
  if (rule === 'null') return isNothing(value) ? null : value;
  if (rule === 'noneIsNull') return value === 0 || isNothing(value) ? null : value;
  return value;
}

function changed(object, { staying }) {
  for (let i = 0; i < staying.length; i++) {
    const { shown, rule } = staying[i];
    if (!owns.call(object, shown)) {
      if (rule === 'null') object[shown] = null;
      continue;
    }
    const value = object[shown];
    const wanted = ruled(rule, value);
    if (wanted !== value) object[shown] = wanted;
  }
  return object;
}

function reshaped(sent, { rows, byName }) {
  const shaped = {};
  const names = Object.keys(sent);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const row = byName[name];
    const value = sent[name];
    if (row === undefined) {
      if (name === '__proto__') define(shaped, name, value, true);
      else shaped[name] = value;
    } else if (row !== null && !(row.rule === 'omit' && isNothing(value))) shaped[row.shown] = ruled(row.rule, value);
  }
  for (let i = 0; i < rows.length; i++) {
    const { shown, sent: name, rule } = rows[i];
    if (rule === 'null' && !owns.call(sent, name)) shaped[shown] = null;
  }
  return shaped;
}
