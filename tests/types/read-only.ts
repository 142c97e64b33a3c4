// Clients that only read: the same members, without the methods that write.
import Passwork, { type CallSettings, type Password, type ReadOnlyPassword, type WritingMethod } from 'passwork-wasm';

export type Shape = [
  Expect<Equal<Exclude<keyof Passwork, keyof ReadOnlyPassword>, WritingMethod>>,
  Expect<Equal<Exclude<keyof ReadOnlyPassword, keyof Passwork>, never>>,
  Expect<Equal<ReadOnlyPassword['getPassword'], Passwork['getPassword']>>,
  Expect<Equal<ReadOnlyPassword['login'], Passwork['login']>>,
  Expect<Equal<ReadOnlyPassword['resolve'], Passwork['resolve']>>,
  Expect<Equal<ReadOnlyPassword['resolveAll'], Passwork['resolveAll']>>,
  Expect<Equal<ReadOnlyPassword['close'], () => Promise<void>>>,
  Expect<Equal<ReadOnlyPassword['readOnly'], () => ReadOnlyPassword>>,
  Expect<Equal<ReadOnlyPassword['with'], (settings: CallSettings) => ReadOnlyPassword>>,
  Expect<Equal<ReadOnlyPassword['call'], (method: 'GET', path: string, parameters?: object | null) => Promise<unknown>>>,
  Expect<Equal<Passwork.ReadOnlyPassword, ReadOnlyPassword>>,
  Expect<Equal<Passwork.WritingMethod, WritingMethod>>,
];

/** Every client will do where only reading is wanted, and not the other way round. */
export async function use(passwork: Passwork, id: string) {
  const reader = passwork.readOnly();
  const read: Password = await reader.with({ retry: 1 }).getPassword(id);
  const always: ReadOnlyPassword = new Passwork({ host: 'x', readOnly: true });
  const either: ReadOnlyPassword = passwork;
  const { getVaults } = reader;
  // @ts-expect-error: a reader is no client that writes
  const writer: Passwork = reader;
  // @ts-expect-error
  await reader.deletePassword(id);
  // @ts-expect-error
  await reader.favoritePassword(id);
  // @ts-expect-error
  await reader.with({}).generatePasswordShareLink(id);
  // @ts-expect-error
  await reader.readOnly().inboxNotificationsMarkAsViewed();
  // @ts-expect-error
  await reader.call('POST', '/items');
  // @ts-expect-error: true or false
  new Passwork({ host: 'x', readOnly: 'yes' });
  // @ts-expect-error: there is no way back
  reader.with({ readOnly: false });
  return [read, always, either, writer, await getVaults(), await reader.call('GET', '/app/features', { limit: 1 })];
}
