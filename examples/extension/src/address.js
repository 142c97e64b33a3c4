// Addresses: the server's, as people type it, and which saved address belongs to which page.

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * "passwork.example.com" → "https://passwork.example.com": which API it speaks is found out at the login.
 * @throws {Error} for what is no address, and for http outside this computer: the session would be readable on its way
 */
export function apiAddress(typed) {
  const text = typed.trim();
  let url;
  try {
    url = new URL(text.includes('://') ? text : `https://${text}`);
  } catch {
    throw new Error('This is no address of a server.');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.includes(url.hostname))) {
    throw new Error('The address must begin with https://');
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** What the extension must be allowed to ask. Patterns have no port. */
export function permissionFor(api) {
  const { protocol, hostname } = new URL(api);
  return { origins: [`${protocol}//${hostname}/*`] };
}

/** The host names to ask the server for: the page's own, and the one above it. */
export function namesToSearch(page) {
  const host = new URL(page).hostname.replace(/^www\./, '');
  const labels = host.split('.');
  return labels.length > 2 && !/^[\d.]+$/.test(host) ? [host, labels.slice(1).join('.')] : [host];
}

/**
 * Whether an entry may be offered for a page. The server looks for a part of the text ("hub.com" is in "github.com");
 * what is filled into a page is decided here: the same host or one below it, the same port if one was saved,
 * and nothing that was saved for https goes to a page without it.
 */
export function belongsTo(saved, page) {
  const here = new URL(page);
  let there;
  try {
    there = new URL(saved.includes('://') ? saved : `${here.protocol}//${saved}`);
  } catch {
    return false;
  }
  if (!['http:', 'https:'].includes(there.protocol)) return false; // ssh://, postgres:// …
  if (there.protocol === 'https:' && here.protocol !== 'https:') return false;
  if (there.port && there.port !== here.port) return false;
  const host = there.hostname.replace(/^www\./, '');
  return here.hostname === host || (host.includes('.') && here.hostname.endsWith(`.${host}`));
}

/** Whether one of the addresses of an entry does: Passwork 7 knows several. */
export const isFor = ({ url, urls }, page) =>
  [url, ...(urls ?? [])].some((saved) => typeof saved === 'string' && belongsTo(saved, page));

/** The page's address if it is one that has passwords, else null: no browser pages, no files. */
export const webPage = (url) => (/^https?:\/\//.test(url ?? '') ? url : null);
