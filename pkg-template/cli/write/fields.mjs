// Custom fields: what the options say of them, and a list of them with that done.
import { CliError, EXIT, usage } from '../shared/index.mjs';

const TYPES = ['text', 'password', 'totp'];

/** What sets a member of an item: a custom field of its name would hide it from references. */
const MEMBERS = {
  password: 'it is set by --password-stdin, by --generate, or by a question',
  login: 'it is set by --login',
  url: 'it is set by --url',
  description: 'it is set by --description',
  name: 'it is set by --name',
  tags: 'they are set by --tag',
};

/** Names are the same however Unicode writes their letters, as in references. */
const key = (name) => name.normalize('NFC');

/** The part of a text before the first `=`, and that after it, or `undefined`. */
function splitName(text, option) {
  const at = text.indexOf('=');
  const [name, rest] = at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
  if (name === '') throw usage(`${option}: the name of the field is missing`);
  return [name, rest];
}

/**
 * What --field, --custom-NAME, --field-type and --unset-field say: `{wanted, unset}`. Of `wanted`, each has `name`, perhaps `type`, and
 * one of `value`, `file` (`-` for stdin), `isAsked`; with none of these its type alone changes. `isPlain`: the value stood in argv, which is
 * for no secret.
 */
export function fieldOptions({ field = [], custom = [], fieldType = [], unsetField = [] }) {
  const wanted = new Map();
  const put = (name, part, option) => {
    if (wanted.has(key(name))) throw usage(`${option}: the field '${name}' is given twice`);
    wanted.set(key(name), { name, ...part });
  };
  for (const text of field) {
    const [name, source] = splitName(text, '--field');
    put(name, sourceOf(source, name), '--field');
  }
  for (const [name, value] of custom) put(name, { value }, `--custom-${name}`);
  const typed = new Set();
  for (const text of fieldType) {
    const [name, type] = splitName(text, '--field-type');
    if (!TYPES.includes(type)) throw usage(`--field-type ${name}: the type is ${TYPES.join(', ')}`);
    if (typed.has(key(name))) throw usage(`--field-type: the field '${name}' is given twice`);
    typed.add(key(name));
    wanted.set(key(name), { name, ...wanted.get(key(name)), type });
  }
  const unset = [...new Set(unsetField.map(key))];
  const both = unset.find((name) => wanted.has(name));
  if (both !== undefined) throw usage(`the field '${both}' is both given and unset`);
  const list = [...wanted.values()];
  for (const one of list) if (one.type !== undefined) ensureMayBePlain(one, one.type);
  return { wanted: list, unset };
}

function sourceOf(source, name) {
  if (source === undefined) return { isAsked: true };
  if (source === '-' || source === '@-') return { file: '-' };
  if (source === '@') throw usage(`--field ${name}=@: the name of the file is missing`);
  return source.startsWith('@') ? { file: source.slice(1) } : { value: source, isPlain: true };
}

/** Every user of the machine sees argv. */
function ensureMayBePlain({ name, isPlain }, type) {
  if (!isPlain || type === 'text') return;
  throw usage(
    `the field '${name}' is no text, and its value would be seen by every user of this machine: --field '${name}' asks for it, ` +
      `'${name}=-' reads stdin, '${name}=@FILE' a file, and --field-type '${name}=text' makes it a text`,
  );
}

/**
 * The list of custom fields with the changes done, in its order, new ones at its end. A field keeps its type; a new one is a password.
 *
 * @param {string} item What messages call the item.
 */
export function changedFields(stored, { wanted, unset }, item) {
  const list = stored.map(({ name, value, type }) => ({ name, value, type }));
  for (const one of wanted) {
    const at = placeIn(list, one.name, item);
    if (at < 0 && Object.hasOwn(MEMBERS, one.name)) {
      throw usage(`'${one.name}' is a member of every item, and no custom field: ${MEMBERS[one.name]}`);
    }
    if (at < 0 && one.value === undefined) throw noField(one.name, item, list);
    const before = at < 0 ? { name: one.name, type: 'password' } : list[at];
    const after = { name: before.name, value: one.value ?? before.value, type: one.type ?? before.type };
    ensureMayBePlain(one, after.type);
    if (at < 0) list.push(after);
    else list[at] = after;
  }
  for (const name of unset) {
    const at = placeIn(list, name, item);
    if (at < 0) throw noField(name, item, list);
    list.splice(at, 1);
  }
  return list;
}

function placeIn(list, name, item) {
  const places = list.flatMap((field, at) => (key(field.name) === key(name) ? [at] : []));
  if (places.length > 1) {
    throw new CliError(EXIT.notFound, `${item} has ${places.length} fields '${name}': change them in Passwork`);
  }
  return places[0] ?? -1;
}

const noField = (name, item, list) =>
  new CliError(EXIT.notFound, `${item} has no field '${name}'`, { lines: list.map((field) => field.name) });
