// What the options of add and update say, read and asked for before anything is sent.
import { ask } from '../connection/index.mjs';
import { readInput, usage, utf8, withoutLineEnd } from '../shared/index.mjs';
import { fieldOptions } from './fields.mjs';
import { lengthOf, randomPassword } from './random-password.mjs';

/** More than any secret: a file belongs into an attachment. */
const MOST_BYTES = 1024 * 1024;

const TEXTS = ['name', 'login', 'url', 'description'];

/** Where the new password comes from: `{from: 'stdin' | 'generate' | 'argv' | 'ask' | 'nowhere'}`. Two ways are refused. */
export function passwordSource({ password, passwordStdin, generate }) {
  const given = [
    password !== undefined && { from: password === true ? 'ask' : 'argv', value: password, option: '--password' },
    passwordStdin && { from: 'stdin', option: '--password-stdin' },
    generate !== undefined && { from: 'generate', option: '--generate' },
  ].filter(Boolean);
  if (given.length > 1) throw usage(`${given.map(({ option }) => option).join(' and ')}: use one of them`);
  const [source = { from: 'nowhere' }] = given;
  return source.from === 'generate' ? { ...source, length: lengthOf(generate, '--generate') } : source;
}

/** The password from its source, `undefined` from nowhere. */
export async function passwordFrom(source, options) {
  if (source.from === 'generate') return randomPassword(source.length);
  if (source.from === 'argv') return ensureNotEmpty(source.value, '--password', options);
  if (source.from === 'stdin') return readSecret('-', '--password-stdin', options);
  return source.from === 'ask' ? askSecret('Password', '--password-stdin or --generate', options) : undefined;
}

/**
 * All of it: `{members, password, fields}`. What is wrong is refused first, then files and stdin are read, then is asked.
 *
 * @param {{isNew: boolean}} what Whether the item is a new one, which has a password, if only an empty one.
 */
export async function inputOf({ options, output }, { isNew }) {
  const members = membersOf(options);
  const fields = fieldOptions(options);
  const source = passwordSource(options);
  const isNothing = !Object.keys(members).length && !fields.wanted.length && !fields.unset.length;
  if (source.from === 'nowhere' && (isNew || isNothing)) source.from = 'ask';
  const readers = fields.wanted.filter(({ file }) => file === '-').map(({ name }) => `--field ${name}=-`);
  if (source.from === 'stdin') readers.push(source.option);
  if (readers.length > 1) throw usage(`only one may read stdin: ${readers.join(', ')}`);
  warnOfArgv(source, options, output);
  const isAsked = source.from === 'ask';
  let password = isAsked ? undefined : await passwordFrom(source, options);
  for (const one of fields.wanted) {
    if (one.file !== undefined) one.value = await readSecret(one.file, `--field ${one.name}`, options);
    if (!one.isPlain && !one.isAsked) ensureNotEmpty(one.value, `the field '${one.name}'`, options);
  }
  if (isAsked) password = await passwordFrom(source, options);
  for (const one of fields.wanted) {
    if (one.isAsked) {
      one.value = await askSecret(`Field '${one.name}'`, `--field '${one.name}=-' or '${one.name}=@FILE'`, options);
    }
  }
  return { members, password, fields };
}

function membersOf(options) {
  const members = {};
  for (const name of TEXTS) if (options[name] !== undefined) members[name] = options[name];
  if (members.name !== undefined && members.name.trim() === '') throw usage('--name is empty');
  if (options.tag !== undefined && options.tags !== undefined) throw usage('--tag and --tags are one or the other');
  const tags = options.tag ?? options.tags?.split(',').map((tag) => tag.trim());
  if (tags !== undefined) members.tags = tags.filter((tag) => tag !== '');
  if (options.color !== undefined) {
    if (!/^\d{1,3}$/.test(options.color)) throw usage('--color is the number of a colour, 0 for none');
    members.color = Number(options.color) === 0 ? null : String(Number(options.color));
  }
  return members;
}

function warnOfArgv(source, { custom }, output) {
  const given = [
    ...(source.from === 'argv' ? ['--password (use --password-stdin)'] : []),
    ...(custom ? [`--custom-${custom[0][0]} (use --field ${custom[0][0]}=-)`] : []),
  ];
  if (given.length) output.note(`every user of this machine can read the value of ${given.join(' and ')}`);
}

/** A secret of a file, or of stdin; one line end at its end is cut, as `get` adds one. `@p4ssw0rd` may be no file: messages name the option. */
async function readSecret(file, option, options) {
  const what = `${option}: ${file === '-' ? 'stdin' : 'the file'}`;
  const text = withoutLineEnd(utf8(await readInput(file, { most: MOST_BYTES, what }), what));
  return ensureNotEmpty(text, what, options);
}

/** A variable that is not set must not empty a password. */
function ensureNotEmpty(text, what, { allowEmpty }) {
  if (text === '' && !allowEmpty) throw usage(`${what} is empty. --allow-empty takes it`);
  return text;
}

/** Asks for a secret, twice: nobody sees what is typed. */
async function askSecret(what, otherwise, { allowEmpty }) {
  const first = await ask(`${what}:`, { isSecret: true });
  if (first === undefined) throw usage(`${what}: there is no terminal to ask on. Use ${otherwise}`);
  if (first === '' && !allowEmpty) throw usage(`${what}: nothing was typed. --allow-empty takes it`);
  if (first !== (await ask('Once more:', { isSecret: true }))) throw usage(`${what}: the two are not the same`);
  return first;
}
