// Ways to make the declarations worse. Each is `{ name, change, noticed }`: `change` gets the text and the name of a file;
// `noticed` says what the tests must see (SEEN in spoil.mjs), where it is more than anything at all.
import { stop } from './stop.mjs';

const CLASS = 'export declare class Passwork {';
const IDS = /^types\/ids\.d\.ts$/;
const KINDS = /^types\/errors-by-kind\.d\.ts$/;
const RESULTS = /^types\/(attachment|custom-field|domain|folder|inbox|password|session|shortcut|user|vault)\.d\.ts$/;

const withoutComments = (text) => text.replace(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '');
const declarationOf = (name) =>
  new RegExp(`^  ${name}: (?:(?:<[^(]*>)?\\((?:[^;]|\\n)*?\\) => [^;]+;|\\{[^}]*\\}(?:\\['\\w+'\\])?;)`, 'm');

/** `methods`: the names of all methods. */
export function ways({ files }, methods) {
  /** The one file that has this text; what is spoilt must not be missed because it has moved. */
  const fileWith = (wanted) => {
    const found = [...files].filter(([, text]) => text.includes(wanted)).map(([name]) => name);
    if (found.length !== 1) stop(`self test: ${wanted} is in ${found.length} files: ${found.join(', ')}`);
    return found[0];
  };
  const only = (from, to) => {
    const place = fileWith(from);
    return (text, file) => (file === place ? text.replace(from, to) : text);
  };
  const all = (place, from, to) => {
    if (![...files].some(([file, text]) => place.test(file) && text.replace(from, to) !== text))
      stop(`self test: ${from}`);
    return (text, file) => (place.test(file) ? text.replace(from, to) : text);
  };
  const everyMethod = (replace) => {
    const place = fileWith(CLASS);
    return (text, file) => {
      if (file !== place) return text;
      const at = text.indexOf(CLASS);
      let body = withoutComments(text.slice(at));
      for (const name of methods) {
        if (!declarationOf(name).test(body)) stop(`self test: no declaration of ${name} found`);
        body = body.replace(declarationOf(name), (found) => replace(name, found));
      }
      return text.slice(0, at) + body;
    };
  };
  const ANYTHING = '(...args: any[])';

  return [
    // methods
    {
      name: 'every result is any',
      change: everyMethod((_, found) =>
        found.replace(/=> [^;]+;$/, '=> Promise<any>;').replace(/\): [^;]+;/g, '): any;'),
      ),
      noticed: 'methods',
    },
    {
      name: 'every method takes anything',
      change: everyMethod((_, found) =>
        found
          .replace(/: (<[^(]*>)?\((?:[^;]|\n)*?\) => /, `: $1${ANYTHING} => `)
          .replace(/^( +\w*(?:<[^(]*>)?)\([^;]*?\): /gm, `$1${ANYTHING}: `),
      ),
      noticed: 'methods',
    },
    { name: 'every method is any', change: everyMethod((name) => `  ${name}: any;`), noticed: 'methods' },
    {
      name: 'every method takes any id',
      change: everyMethod((_, found) => found.replace(/: (readonly )?\w+Id\b/g, ': $1Id')),
      noticed: 'methods with ids',
    },
    { name: 'every member is readonly', change: everyMethod((_, found) => found.replace(/^ {2}/, '  readonly ')) },
    {
      name: 'a method in place of a property',
      change: only('getVault: (id: VaultId) => Promise<Vault>;', 'getVault(id: VaultId): Promise<Vault>;'),
    },
    { name: 'one method more', change: only('  close: () =>', '  shut: () => Promise<void>;\n  close: () =>') },
    { name: 'one method less', change: only('  getTags: () => Promise<string[]>;', '') },
    { name: 'an optional argument', change: only('getVault: (id: VaultId)', 'getVault: (id?: VaultId)') },
    {
      name: 'login tells one story',
      change: only(
        /login: \{[\s\S]*?\n {2}\}\['login'\];/.exec(files.get(fileWith(CLASS)))?.[0] ?? stop('self test: login'),
        'login: (apiKey: string, masterPassword?: string | false | null) => Promise<LoginData>;',
      ),
    },
    // ids
    {
      name: 'ids are texts',
      change: all(IDS, /^(export type Id(?:Of|For)<.*> = string) & \{[\s\S]*?\};/gm, '$1;'),
      noticed: 'ids.ts',
    },
    { name: 'ids refuse texts', change: only(']?: Mark extends', ']: Mark extends') },
    {
      name: 'ids that came out refuse each other',
      change: all(IDS, /in `__\$\{K\}`\]\?: true \| undefined \}/, 'in `__id`]?: K }'),
    },
    // what comes out
    {
      name: 'every result is open',
      change: all(RESULTS, /^(export type \w+ = [^{;|]*\{| {2}user\?: \{)$/gm, '$1\n  [field: string]: unknown;'),
      noticed: 'results.ts',
    },
    {
      name: 'results are interfaces, which fit no record',
      change: all(/^types\/vault\.d\.ts$/, /^export type (\w+) = \{([\s\S]*?\n\});/gm, 'export interface $1 {$2'),
    },
    {
      name: 'unknown members are any',
      change: only('[field: string]: unknown;', '[field: string]: any;'),
    },
    { name: 'a server object without unknown members', change: only('[field: string]: unknown;', '') },
    { name: 'an optional member', change: only('  cryptedPassword: EncodedText;', '  cryptedPassword?: EncodedText;') },
    {
      name: 'helpers on lists',
      change: only(
        'export type PasswordListItem = PasswordBase & {',
        'export type PasswordListItem = PasswordBase & PasswordHelpers & {',
      ),
    },
    // what goes in
    { name: 'retry takes no true', change: only('retry?: number | boolean', 'retry?: number') },
    { name: 'retry takes anything', change: only('retry?: number | boolean | undefined', 'retry?: unknown') },
    {
      name: 'an option that is not checked',
      change: only(
        "  /** Session token; Passwork 7: the access token. Default: `''`, no session. */",
        '  [option: string]: unknown;\n',
      ),
    },
    {
      name: 'a password that may be missing',
      change: only('  readonly password: string;', '  readonly password?: string;'),
    },
    // errors
    {
      name: 'an open list of kinds',
      change: only("export type RequestErrorKind = 'api'", "export type RequestErrorKind = (string & {}) | 'api'"),
    },
    { name: 'errors of which the kind tells nothing', change: all(KINDS, /^ {2}readonly (?!kind).*\n/gm, '') },
    { name: 'errors that do not narrow', change: only('error is AnyPassworkError', 'error is PassworkError') },
    { name: 'a kind that is left out', change: only('  | TimeoutError\n', '') },
    { name: 'errors that are made by anybody', change: only('private constructor', 'constructor') },
    // the package
    { name: 'a file that is not exported', change: only("export * from './types/inbox.js';", '') },
  ];
}
