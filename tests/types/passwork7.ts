// Passwork 7: tokens in the place of an API key, what it alone can do, and mistakes that must not compile.
import Passwork, {
  PassworkError, type AccessTokensInput, type LoginData, type Password, type PassworkOptions, type Tokens, type TokensInput,
} from 'passwork-wasm';

declare const passwork: Passwork;
declare const id: string;
declare const nothing: string | undefined;

// ---------------------------------------------------------------- construction
export const options: PassworkOptions[] = [{ host: 'x', apiVersion: 7 }, { host: 'x', apiVersion: 4, allowUnencrypted: true }, { host: 'x', apiVersion: undefined, allowUnencrypted: undefined }];
// @ts-expect-error its own API has the number 1, and it is called 7
new Passwork({ host: 'x', apiVersion: 1 });
// @ts-expect-error a number
new Passwork({ host: 'x', apiVersion: '7' });
// @ts-expect-error yes or no
new Passwork({ host: 'x', allowUnencrypted: 'yes' });

export function which({ generation }: Passwork): string {
  // @ts-expect-error it may not be known yet
  generation.toFixed();
  // @ts-expect-error told by the server
  passwork.generation = 7;
  switch (generation) {
    case 4: return 'API key';
    case 7: return 'tokens';
    case undefined: return 'not known yet';
    default: {
      const complete: never = generation;
      return complete;
    }
  }
}

// ---------------------------------------------------------------- tokens
export async function logins(stored: Readonly<Tokens>): Promise<LoginData[]> {
  const pair = { accessToken: 'a', refreshToken: 'r' } as const;
  const all = [
    passwork.login('access:refresh', 'master password'), passwork.login(stored), passwork.login(pair, nothing), passwork.login({ token: 't' }, null),
    passwork.login({ accessToken: 'a', refreshToken: null }, false), passwork.login(Object.freeze({ accessToken: 'a', refreshToken: nothing })),
    passwork.loginWithKey(pair, 'key'), passwork.loginWithKey(stored), passwork.loginWithKey('access'),
  ];
  await passwork.setAuthOptions(pair, 'master password');
  await passwork.setAuthOptions(stored, null, 'key');
  // @ts-expect-error no token
  await passwork.login({ refreshToken: 'r' });
  // @ts-expect-error no token
  await passwork.loginWithKey({});
  // @ts-expect-error no token
  await passwork.setAuthOptions({ refreshToken: 'r' });
  // @ts-expect-error a token is a text
  await passwork.login({ accessToken: nothing });
  // @ts-expect-error a slip of the pen is noticed
  await passwork.login({ acessToken: 'a', refreshToken: 'r' });
  // @ts-expect-error a pair is an object
  await passwork.login(['access', 'refresh']);
  // @ts-expect-error two texts are set one after the other
  passwork.setTokens(pair);
  return Promise.all(all);
}

/** What stood in the place of the methods before they took tokens stands there still, and wrappers of their parameters are as they were. */
export const replaced: Passwork['login'] = async (apiKey: string, masterPassword?: string | false | null) => new Passwork('x').login(apiKey, masterPassword);
passwork.loginWithKey = async (apiKey: string) => passwork.login(apiKey);
passwork.setAuthOptions = async (apiToken: string | TokensInput) => passwork.setTokens(typeof apiToken === 'string' ? apiToken : apiToken.token);
export const wrapped = (...args: Parameters<Passwork['login']>): number => args[0].length;
export const wrappedToo = (...args: Parameters<Passwork['loginWithKey']>): number => args[0].length;
const { login, loginWithKey, setAuthOptions } = passwork;
passwork.login = async (...args) => login(...args);
passwork.loginWithKey = async (apiKey, masterKey) => loginWithKey(apiKey, masterKey);
passwork.setAuthOptions = (apiToken, masterPass, masterKey) => setAuthOptions(apiToken, masterPass, masterKey);
// @ts-expect-error a replacement takes texts at least
passwork.login = async (apiKey: number) => login(String(apiKey));
// @ts-expect-error a replacement gives what it has to
passwork.login = async () => 'token';

export function described({ token, refreshToken, tokenTtl, tokenExpiredAt, refreshTokenExpiredAt, user, versionInfo }: LoginData): string {
  const input: TokensInput = { token };
  input.refreshToken = refreshToken;
  const own: AccessTokensInput = { accessToken: token, refreshToken };
  // @ts-expect-error there may be no such member, or null in it
  const until: number = tokenExpiredAt;
  // @ts-expect-error there may be nobody
  user.email;
  const ends = Math.min(tokenExpiredAt ?? Infinity, refreshTokenExpiredAt ?? Infinity, Date.now() / 1000 + (tokenTtl ?? 0));
  return [own.accessToken, until, ends, user?.fullName ?? user?.name, user?.login, versionInfo.version].join();
}

// ---------------------------------------------------------------- items, states, links, files
export async function items(): Promise<unknown[]> {
  const found = await passwork.searchItems({ query: 'x', tags: ['a'] as const, colorCodes: [1, '2'], vaultIds: [id], folderIds: null });
  await passwork.searchItems();
  await passwork.searchItems({});
  // @ts-expect-error an object, if anything
  await passwork.searchItems(null);
  // @ts-expect-error a slip of the pen is noticed
  await passwork.searchItems({ vaultId: id });
  // @ts-expect-error a list
  await passwork.searchItems({ tags: 'a' });
  // @ts-expect-error lists have no helpers
  found[0]?.getPassword();
  const [state] = await passwork.getSnapshots(id);
  const made: unknown = state?.['createdAt'];
  const old = await passwork.getSnapshot(id, state?.id ?? id);
  const texts: string[] = [old.name, old.getPassword(), ...(old.getCustoms() ?? []).map(({ value }) => value)];
  const bytes: Uint8Array = (await passwork.getSnapshotAttachment(id, old.id, old.attachments?.[0]?.id ?? '')).getData();
  // @ts-expect-error the state too
  await passwork.getSnapshot(id);
  // @ts-expect-error a state does not tell its vault
  await passwork.getVault(old.vaultId);
  // @ts-expect-error a state is no password
  const password: Password = old;
  for (const time of ['1 hour', '1 week', '1 month', 'unlimited', null, 24] as const) await passwork.generatePasswordShareLink(id, true, time);
  // @ts-expect-error no such period
  await passwork.generateShortcutPasswordShareLink(id, true, '2 weeks');
  const attachments = [{ path: './f' }, { bytes: new Uint8Array(1), name: 'f' }, { path: new Uint8Array(1), name: 'f' }];
  await passwork.addPassword({ vaultId: id, password: '', attachments });
  await passwork.editPassword(id, { attachments: [{ bytes: new ArrayBuffer(1), name: 'f' }] });
  // @ts-expect-error a path is no bytes
  await passwork.editPassword(id, { attachments: [{ bytes: './f' }] });
  // @ts-expect-error no file
  await passwork.editPassword(id, { attachments: [{ name: 'f' }] });
  const codes = (await passwork.getVaultTypes()).map(({ id: typeId, name, code }) => `${typeId} ${name} ${code === 'company'}`);
  return [made, texts, bytes, password, codes];
}

// ---------------------------------------------------------------- users and groups
export async function users(): Promise<unknown[]> {
  const [role] = await passwork.getUserRoles();
  const created = await passwork.createUser({ login: 'l', email: 'e', fullName: 'f', userRoleId: role?.id, language: 'en' });
  const first: string = created.password;
  // @ts-expect-error there is none without client-side encryption
  created.masterPassword.length;
  // @ts-expect-error a server may keep it to itself
  await passwork.deleteUser(created.id);
  if (created.id === null) return [first];
  // @ts-expect-error the name to log in with is required
  await passwork.createUser({ email: 'e' });
  // @ts-expect-error a password is a text
  await passwork.createUser({ login: 'l', password: 5 });
  const [user] = await passwork.getUsers({ search: 'x', filter: ['a', 'b'], limit: 10, offset: 0 });
  await passwork.getUsers(null);
  // @ts-expect-error a slip of the pen is noticed
  await passwork.getUsers({ serach: 'x' });
  const name: unknown = user?.['fullName'];
  // @ts-expect-error unknown members must be checked before they are used
  user?.['fullName'].length;
  const done: true[] = [await passwork.editUser(created.id, { fullName: 'x' }), await passwork.blockUser(id), await passwork.unblockUser(id), await passwork.deleteUser(id)];
  // @ts-expect-error the changes are required
  await passwork.editUser(id);
  // @ts-expect-error an object
  await passwork.editUser(id, 'name');
  const group = await passwork.addUserGroup('name');
  done.push(await passwork.editUserGroup(group, 'x'), await passwork.addUsersToGroup(group, [created.id, id]), await passwork.removeUsersFromGroup(group, [id] as const));
  // @ts-expect-error a list of ids
  await passwork.addUsersToGroup(group, id);
  const groups = [...(await passwork.getUserGroups({ search: 'x', limit: 1 })), await passwork.getUserGroup(group)];
  await passwork.deleteUserGroup(group);
  return [first, name, done, groups, await passwork.getUser(created.id)];
}

// ---------------------------------------------------------------- sessions, and any endpoint
export async function rest(): Promise<unknown> {
  const { token, refreshToken }: Tokens = await passwork.refreshAccessToken();
  await passwork.refreshRefreshToken();
  // @ts-expect-error it renews what the session has
  await passwork.refreshAccessToken(token);
  interface Body {
    name: string;
  }
  const body: Body = { name: refreshToken };
  await passwork.call('POST', '/user-groups', body);
  await passwork.call('DELETE', '/user-groups/x', null);
  const answer = await passwork.call('GET', '/items/search', { query: 'x', tags: ['a'] });
  // @ts-expect-error nobody knows what it is
  answer.items;
  // @ts-expect-error the path is required
  await passwork.call('GET');
  // @ts-expect-error no such method
  await passwork.call('HEAD', '/app/features');
  // @ts-expect-error an object
  await passwork.call('POST', '/user-groups', 'name');
  return answer;
}

export function explained(error: unknown): string {
  if (!PassworkError.is(error)) return String(error);
  // @ts-expect-error it was found out here: there is no status
  if (error.kind === 'masterPassword') return error.httpStatus.toFixed();
  // @ts-expect-error nothing was sent
  if (error.kind === 'unsupportedByServer') return error.httpRequest.length;
  if (error.kind === 'usage' && error.code === 'clientSideEncryptionDisabled') return 'log in without a master password';
  return error.message;
}
