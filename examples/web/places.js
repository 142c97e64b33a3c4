// What the tree shows, on either generation of servers: lists that belong to no vault, and how vaults are grouped.

/** @returns {Promise<{title: string, picture: string, load: () => Promise<object[]>}[]>} */
export async function listsOf(passwork) {
  const recent = { title: 'Recent', picture: 'clock', load: () => passwork.getRecentPasswords() };
  const favourites = { title: 'Favourites', picture: 'star', load: () => passwork.getFavoritePasswords() };
  if (passwork.generation !== 7) return [recent, favourites];
  const inbox = {
    title: 'Inbox',
    picture: 'inbox',
    load: async () => (await passwork.getInboxPasswords()).map(fromInbox),
  };
  const [hasRecent, hasInbox] = await Promise.all([recent, inbox].map(isThere));
  return [hasRecent && recent, favourites, hasInbox && inbox].filter(Boolean);
}

/** Not every server of Passwork 7 has it, as far as is known. Any other failure is shown where it is chosen. */
const isThere = ({ load }) =>
  load().then(
    () => true,
    ({ kind }) => kind !== 'unsupportedByServer',
  );

const fromInbox = ({ password, id, access, from }) => ({ ...password, inbox: { id, access, from } });

/** @returns {Promise<[string, object[]][]>} titles and their vaults */
export async function groupsOf(passwork, vaults) {
  if (passwork.generation !== 7) {
    const mine = vaults.filter(({ scope }) => scope === 'private');
    const shared = vaults.filter(({ scope }) => scope !== 'private');
    return [
      ['Company', shared],
      ['Private', mine],
    ];
  }
  const types = await passwork.getVaultTypes().catch(() => []); // not everybody may see them
  const known = new Set(types.map(({ id }) => id));
  return [
    ...types.map(({ id, name }) => [name, vaults.filter(({ typeId }) => typeId === id)]),
    [types.length ? 'Other vaults' : 'Vaults', vaults.filter(({ typeId }) => !known.has(typeId))],
  ];
}
