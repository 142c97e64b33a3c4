// Sessions and settings: what `login` and `retry` take.
import Passwork, { type CallSettings, type LoginData } from 'passwork-wasm';

declare const passwork: Passwork;
declare const fromEnvironment: string | undefined;

// ---------------------------------------------------------------- login: two stories
export async function logins(): Promise<LoginData[]> {
  const plain = [passwork.login('key'), passwork.login('key', null), passwork.login('key', false), passwork.login('key', undefined)];
  const sealed = [passwork.login('key', 'master password'), passwork.login('key', fromEnvironment), passwork.login('key', fromEnvironment ?? null)];
  // @ts-expect-error the key is required
  await passwork.login();
  // @ts-expect-error a key is a text
  await passwork.login(undefined);
  // @ts-expect-error a master password is a text
  await passwork.login('key', true);
  // @ts-expect-error no third argument
  await passwork.login('key', 'master password', 'more');
  return Promise.all([...plain, ...sealed]);
}

// what wrappers infer is the wider one
type One = (apiKey: string, masterPassword?: string | false | null) => Promise<LoginData>;
export type Stories = [Expect<Equal<Parameters<Passwork['login']>, Parameters<One>>>, Expect<Equal<ReturnType<Passwork['login']>, ReturnType<One>>>];
export const wrapped: One = passwork.login;
const { login } = passwork;
passwork.login = async (apiKey, masterPassword) => login(apiKey, masterPassword);
passwork.login = async (apiKey) => login(apiKey);
passwork.login = async (...args) => login(...args);

// ---------------------------------------------------------------- retry: how often, or `true`
export const settings: CallSettings[] = [{ retry: true }, { retry: false }, { retry: 5 }, { retry: undefined }, {}];
passwork.with({ retry: true });
new Passwork({ host: 'x', retry: true });
// @ts-expect-error no text
passwork.with({ retry: '2' });
// @ts-expect-error no text
new Passwork({ host: 'x', retry: 'twice' });
