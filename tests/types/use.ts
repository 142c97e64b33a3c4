// Programs as users write them, and mistakes that must not compile.
import Passwork, { Passwork as Named, PassworkError, type Agent, type AgentOptions, type Password, type PassworkErrorKind } from 'passwork-wasm';

declare const id: string;
declare const ids: string[];
declare const nothing: string | undefined;

// ---------------------------------------------------------------- construction
export const passwork = new Passwork('https://passwork.example.com/api/v4');
export const named: Passwork = new Named({ host: 'x', token: 't', refreshToken: 'r', masterPassword: false, useMasterPassword: true, debug: true, lang: null, hash: 'md5' });
new Passwork({ host: 'x', token: nothing, lang: 'en' }, null);
// @ts-expect-error the options are required
new Passwork();
// @ts-expect-error neither text nor options
new Passwork(null);
// @ts-expect-error the host is required
new Passwork({ token: 't' });
// @ts-expect-error a slip of the pen is noticed
new Passwork({ host: 'x', tokn: 't' });
// @ts-expect-error no such hash
new Passwork({ host: 'x', hash: 'sha1' });
// @ts-expect-error it is a class
Passwork('x');

class MyAgent implements Agent {
  request: Agent['request'];
  constructor(options: AgentOptions) {
    const send = async (endpoint: string, body?: object): Promise<unknown> => [options.host + endpoint, options['myOwn'], options.token, body];
    this.request = { get: send, post: send, put: send, delete: send };
  }
}
new Passwork({ host: 'x', myOwn: 1 }, { agent: MyAgent });
new Passwork('x', { fileManager: { canUseFs: false, readFile: () => new Uint8Array(1), getFileBasename: (path) => path, saveToFile: (path, data) => void [path.length, data.byteLength] } });
new Passwork('x', {});
// @ts-expect-error the agent is a class, not an object
new Passwork('x', { agent: new MyAgent({} as AgentOptions) });
// @ts-expect-error an agent needs all four functions
new Passwork('x', { agent: class { request = { get: async () => 1 }; } });

export class Mine extends Passwork {
  readonly own = 1;
}

// ---------------------------------------------------------------- the ten lines
export async function main(): Promise<void> {
  const login = await passwork.login('key', nothing);
  const version: string = login.versionInfo.version;
  // @ts-expect-error no such member, as far as anybody knows
  login['whatever'];
  const password = await passwork.getPassword(id);
  const text: string = password.getPassword();
  const { url, login: name, getPassword: reveal } = password;
  const list: string[] = [url, name, reveal()];
  for (const field of password.getCustoms() ?? []) {
    const code: string | undefined = field.getTotpCode?.();
    const sealed: string | undefined = password.custom?.[0]?.value;
    list.push(field.name, field.value, code ?? '', sealed ?? '');
    // @ts-expect-error only TOTP fields have it
    field.getTotpCode();
  }
  // @ts-expect-error there may be none
  password.getCustoms().length;
  // @ts-expect-error there may be none
  password.attachments.length;
  password.attachments?.shift();
  const attachment = await passwork.getAttachment(password.id, password.attachments?.[0]?.id ?? '');
  const bytes: Uint8Array = attachment.getData();
  attachment.saveTo('./');
  attachment.saveTo('./', 'name');
  // @ts-expect-error the folder is required
  attachment.saveTo();
  // @ts-expect-error a slip of the pen is noticed
  password.nmae;
  // @ts-expect-error synchronous: there is no promise
  password.getPassword().then;
  // @ts-expect-error lists have no helpers
  (await passwork.getPasswords(id))[0]?.getPassword();
  // @ts-expect-error a password behind a shortcut does not tell its vault
  await passwork.getVault((await passwork.getShortcutPassword(id)).vaultId);
  await passwork.getVault((await passwork.getShortcutPassword(id)).shortcut.vaultId);
  const inbox = await passwork.getInboxPassword(id);
  const secret: string = inbox.password.getPassword();
  // @ts-expect-error the helpers stand on its member `password`
  inbox.getPassword();
  const copied = { ...password };
  const again: Password = copied;
  const parts: readonly unknown[] = [version, text, bytes, secret, again];
  await passwork.logout();
  await passwork.close();
  return void parts;
}

// ---------------------------------------------------------------- methods stand alone
const { getVault, getVaults, getPassword } = passwork;
export const detached = [ids.map(passwork.getVault), ids.map(getPassword), getVault(id), getVaults()] as const;
// @ts-expect-error `map` passes the index as second argument: it would be taken for a folder
ids.map(passwork.getPasswords);
// @ts-expect-error likewise for the name
ids.map(passwork.editFolder);
passwork.getVault = async (vaultId) => ({ ...(await getVault(vaultId)), cached: true });
// @ts-expect-error a replacement has to fit
passwork.getVault = async () => ({ id: 1 });
// @ts-expect-error a replacement has to take every id
passwork.getVault = (vaultId: 'a') => getVault(vaultId);

// ---------------------------------------------------------------- arguments
export async function calls(): Promise<unknown[]> {
  // @ts-expect-error the id is required
  await passwork.getPassword();
  // @ts-expect-error an id is a text
  await passwork.getPassword(1);
  // @ts-expect-error an id that may be missing
  await passwork.getPassword(nothing);
  // @ts-expect-error the key is required
  await passwork.login();
  // @ts-expect-error a key is a text
  await passwork.login(1);
  // @ts-expect-error no second argument
  await passwork.getVaults(1);
  // @ts-expect-error no such method (the original's examples call it)
  await passwork.getVaultSharingInfo(id);
  await passwork.login('key', false);
  await passwork.loginWithKey('key', null);
  await passwork.setAuthOptions('token');
  await passwork.setAuthOptions({ token: 't', refreshToken: nothing }, nothing, null);
  // @ts-expect-error a token is required
  await passwork.setAuthOptions(null);
  // @ts-expect-error a token is required
  await passwork.setAuthOptions({ refreshToken: 'r' });
  passwork.setTokens('t');
  passwork.setOptions({ lang: 'de' });
  passwork.setOptions(null);
  // @ts-expect-error only language and hash can be changed
  passwork.setOptions({ host: 'y' });
  const key: string | false = await passwork.loadMasterKey({ useMasterPassword: true, refreshToken: 'r', masterPassword: 'm' });
  await passwork.loadMasterKey({ useMasterPassword: false });
  // @ts-expect-error there is nothing to derive a key from
  await passwork.loadMasterKey({ useMasterPassword: true, refreshToken: 'r' });

  await passwork.getPasswords(id);
  await passwork.getPasswords(null, id);
  await passwork.searchPasswords('text', ['tag'] as const, [], null, true, true);
  // @ts-expect-error a list of tags
  await passwork.searchPasswords('text', 'tag');
  await passwork.generatePasswordShareLink(id, true, 48, 'secret');
  await passwork.generatePasswordShareLink(id, false, 'week');
  // @ts-expect-error no such period
  await passwork.generatePasswordShareLink(id, false, 'year');

  const customs = (await passwork.getPassword(id)).getCustoms() ?? [];
  const added = await passwork.addPassword({ vaultId: id, password: '', custom: customs, tags: ['a'] as const, color: null, folderId: null, attachments: [{ path: './f' }] });
  const own = Object.freeze({ vaultId: id, password: 'p', name: 'n', ourOwnField: 1 });
  await passwork.addPassword(own);
  // @ts-expect-error the fields are required
  await passwork.addPassword();
  // @ts-expect-error the password is required
  await passwork.addPassword({ vaultId: id });
  // @ts-expect-error the password is a text
  await passwork.addPassword({ vaultId: id, password: null });
  // @ts-expect-error the vault is required
  await passwork.addPassword({ password: 'p' });
  // @ts-expect-error a slip of the pen is noticed
  await passwork.addPassword({ vaultId: id, password: 'p', logn: 'x' });
  // @ts-expect-error each custom field needs a type
  await passwork.addPassword({ vaultId: id, password: 'p', custom: [{ name: 'n', value: 'v' }] });
  // @ts-expect-error null is refused
  await passwork.addPassword({ vaultId: id, password: 'p', custom: null });
  // @ts-expect-error the stored password has no helpers
  added.getPassword();
  await passwork.editPassword(id);
  await passwork.editPassword(id, { custom: [...customs, { name: 'n', value: 'v', type: 'our own type' }] });
  // @ts-expect-error null is refused
  await passwork.editPassword(id, { password: null });
  // @ts-expect-error a slip of the pen is noticed
  await passwork.editPassword(id, { pasword: 'x' });
  // @ts-expect-error the list that the server sent is encoded, and may be null: take getCustoms()
  await passwork.editPassword(id, { custom: (await passwork.getPassword(id)).custom });

  await passwork.addPasswordAttachment(id, './file', 'name');
  await passwork.addPasswordAttachment(id, new Uint8Array(3), 'name');
  await passwork.addPasswordAttachment(id, new Uint8Array(3).buffer, 'name');
  await passwork.addPasswordAttachment(id, { name: 'n', size: 1, type: '', arrayBuffer: async () => new ArrayBuffer(1) });
  // @ts-expect-error no file
  await passwork.addPasswordAttachment(id);
  // @ts-expect-error not a file
  await passwork.addPasswordAttachment(id, 7);
  // @ts-expect-error not a file
  await passwork.addPasswordAttachment(id, [1, 2, 3]);
  // @ts-expect-error a path is no web file
  await passwork.addPasswordWebAttachment(id, './file');

  await passwork.editFolder(id, undefined, null);
  await passwork.addVault('name', true);
  // @ts-expect-error the name is required
  await passwork.addVault();
  return [key];
}

// ---------------------------------------------------------------- events
passwork.listenEvent('tokensChanged', (tokens) => {
  const token: string = tokens.token;
  const refreshToken: string = tokens.refreshToken;
  return [token, refreshToken];
});
passwork.listenEvent('tokensChanged', async ({ token }) => token);
passwork.listenEvent('my own', (data) => {
  const value: unknown = data;
  // @ts-expect-error unknown must be checked
  data.length;
  return value;
});
// @ts-expect-error these are not the tokens
passwork.listenEvent('tokensChanged', (tokens: number) => tokens);
// @ts-expect-error no listener
passwork.listenEvent('tokensChanged');
passwork.dispatchEvent('my own', { a: 1 });
passwork.dispatchEvent('my own');

// ---------------------------------------------------------------- errors
export function explain(error: unknown): string {
  if (!(error instanceof PassworkError)) return String(error);
  const kind: PassworkErrorKind = error.kind;
  const status: number | 'serverError' | undefined = error.httpStatus;
  // @ts-expect-error no such kind: the list is closed
  if (error.kind === 'other') return '';
  // @ts-expect-error data is the server's: check it
  error.data.errorMessage;
  // @ts-expect-error errors are not changed
  error.kind = 'api';
  // @ts-expect-error made by the package only
  new PassworkError('x');
  switch (kind) {
    case 'api': return `${error.httpRequest}: ${status} ${error.httpMessage} ${error.code} ${error.status}`;
    case 'network': case 'notApi': case 'usage': case 'crypto': case 'attachment': case 'totp': case 'aborted': case 'timeout': case 'closed':
    case 'masterPassword': case 'unsupportedByServer':
      return error.message;
    case 'engine': return String(error.cause);
    default: {
      const complete: never = kind;
      return complete;
    }
  }
}

// ---------------------------------------------------------------- the types of the namespace
export type SameNames = [
  Expect<Equal<Passwork.Password, Password>>,
  Expect<Equal<Passwork.Passwork, Passwork>>,
  Expect<Equal<Passwork.PassworkError, PassworkError>>,
  Expect<Equal<Named, Passwork>>,
  Expect<Equal<Passwork.PassworkErrorKind, PassworkErrorKind>>,
];

// ---------------------------------------------------------------- declarations made from inferred types can name them
export const inferred = { client: passwork, first: passwork.getPassword(id), customs: async () => (await passwork.getInboxPassword(id)).password.getCustoms() };

// ---------------------------------------------------------------- settings, many at a time
export async function many(signal: import('passwork-wasm').AbortSignalLike): Promise<string[]> {
  const patient: Passwork = passwork.with({ signal, timeout: 1000, totalTimeout: 9000, retry: 2, concurrency: 4, onProgress: ({ done, total }) => done / total });
  new Passwork({ host: 'x', timeout: 1000, concurrency: 64 });
  // @ts-expect-error no such setting
  passwork.with({ timeOut: 1 });
  // @ts-expect-error the settings are required
  passwork.with();
  // @ts-expect-error methods take no settings
  await passwork.getVault(id, { timeout: 1 });
  // @ts-expect-error a list of ids
  await passwork.getPasswordsById(id);
  const texts: string[] = [];
  for (const result of await patient.getPasswordsById(['a', 'b'] as const)) {
    // @ts-expect-error it may be an error
    result.password.getPassword();
    texts.push(result.password ? result.password.getPassword() : `${result.id}: ${result.error.kind}`);
  }
  return texts;
}
