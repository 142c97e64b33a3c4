// What the popup sees of the vault: no secrets before they are asked for, one by one.
import { isFor, namesToSearch } from './address.js';
import { client, open } from './session.js';

const brief = ({ id, shortcut, name, login, url }) => ({
  ref: { id, shortcut: shortcut?.id ?? null },
  name: name ?? '',
  login: login ?? '',
  url: url ?? '',
});

/** Entries for a page, those of exactly this host first. */
export async function forPage(page) {
  const passwork = await client();
  const lists = await Promise.all(namesToSearch(page).map((name) => passwork.searchPasswordsByUrl(name, false, true)));
  const found = new Map(lists.flat().map((item) => [item.shortcut?.id ?? item.id, item]));
  const { hostname } = new URL(page);
  const exact = (item) => (item.url?.includes(hostname) ? 0 : 1);
  return [...found.values()]
    .filter((item) => isFor(item, page))
    .sort((a, b) => exact(a) - exact(b) || (a.name ?? '').localeCompare(b.name ?? ''))
    .map(brief);
}

export async function search(query) {
  const passwork = await client();
  const found = await passwork.searchPasswords(query, [], [], null, false, true);
  return found.map(brief);
}

/** An entry's fields; of secrets only that they are there. */
export async function describe(ref) {
  const entry = await open(ref);
  const customs = (entry.getCustoms() ?? []).map(({ name, type, value }, index) => ({
    index,
    name,
    type,
    ...(type !== 'password' && type !== 'totp' && { value }),
  }));
  const { name, login, url, urls, description, tags } = entry;
  return { ref, name, login, url, urls, description, tags, customs, hasPassword: Boolean(entry.cryptedPassword) };
}

/** field: 'password', or the index of a custom field. */
export async function secret(ref, field) {
  const entry = await open(ref);
  return field === 'password' ? entry.getPassword() : entry.getCustoms()[field].value;
}

export async function code(ref, index) {
  const entry = await open(ref);
  return entry.getCustoms()[index].getTotpCode();
}
