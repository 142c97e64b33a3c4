// What is written: the objects that `addPassword`, `editPassword` and their siblings take.
import { holderOf } from './scopes.mjs';
import { namesBy, opened, placesBy } from './shapes.mjs';

/** Which argument has the fields. */
const WRITES = { addPassword: 0, editPassword: 1, editShortcutPassword: 1, editInboxPassword: 1 };
const NO_TEXT = /^(?:null|true|false|\d.*)$/;
const PARTS = ['name', 'value', 'type'];

/** Looks at one call of a program after the other. */
export function fieldsOf(program, found) {
  const { tokens } = program;
  const { value } = tokens;
  const lists = placesBy(tokens, (i) => (value[i + 1] === '.' && value[i + 2] === 'push' ? value[i] : undefined));
  const places = { names: namesBy(tokens), lists, seen: new Set() };
  return (call) => fieldsIn(program, call, places, found);
}

function fieldsIn(program, call, { names, lists, seen }, found) {
  const place = call.args?.[WRITES[call.name]];
  if (!place) return;
  const { type, value } = program.tokens;
  const { scope, sure } = call;
  const tell = (rule, at, isSure = true) => found(rule, at, sure && isSure);
  const [from, to] = place;
  const open = opened(program, scope, from, '{');
  // What has a name is looked at once, however many calls take it.
  const isFirst = (what, at) => {
    const key = `${what} ${sure} ${at}`;
    return !seen.has(key) && seen.add(key);
  };
  const members = open >= 0 && isFirst(call.name, open) ? program.membersOf(open) : [];
  const isResult = (i) => /^get(?:Inbox|Shortcut)?Password$/.test(program.valueIn(call, i).of);
  for (const { key, from: i, at } of members) {
    if (key === 'custom') customIn(i);
    if (/^(?:password|custom|attachments)$/.test(key) && NO_TEXT.test(value[i])) {
      tell('null-member', at);
    } else if (key === 'attachments' && value[i + 1] !== ']') tell('files-lost', at, false);
    if (key === undefined && isResult(i)) tell('result-back', i);
  }
  if (to === from + 1 && isResult(from)) tell('result-back', from);
  const holder = to === from + 1 && type[from] === 'name' && holderOf(scope, value[from]);
  if (holder) nameIn(holder);
  const isFilled = members.some(({ key }) => key === undefined || key === 'password') || holder;
  if (open >= 0 && call.name === 'addPassword' && !isFilled) tell('no-password', call.at);

  function customIn(i) {
    const list = opened(program, scope, i, '[');
    if (list >= 0 && isFirst('list', list)) for (const [entry] of program.argumentsOf(list)) entryIn(entry);
    const owner = holderOf(scope, value[i]);
    if (!owner) return;
    const { from: start = 0, end } = owner;
    if (isFirst(value[i], start)) for (const at of lists(value[i], start, end)) entryIn(at + 4);
  }

  /** An entry of `custom`, where it is written out. */
  function entryIn(i) {
    const entry = opened(program, scope, i, '{');
    const parts = entry < 0 ? [] : program.membersOf(entry);
    const isText = (part) =>
      parts.some(({ key, from: j }) => key === part && !(type[j] !== 'text' && NO_TEXT.test(value[j])));
    if (entry < 0 ? NO_TEXT.test(value[i]) : !parts.some(({ key }) => !key) && !PARTS.every(isText))
      tell('custom-type', i);
  }

  /** The object has a name: it is used again. */
  function nameIn({ end }) {
    for (const i of names(value[from], program.tokens.pair[call.open], end)) {
      if (value[i + 1] === ':' && value[i - 1] !== '?') continue;
      if (value[i + 1] === '=') return;
      tell('fields-again', i);
      return;
    }
  }
}
