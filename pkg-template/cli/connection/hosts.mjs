// The address of a server, as users write it.
import { usage } from '../shared/index.mjs';

/** What is in no address of a server: it would be read in one way here and in another one there. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const FOREIGN = /[\u0000-\u0020\u007f-\u00a0\\?#]/;

/** The host as an address. Without a scheme it means https, unlike in the library. One that is refused is not repeated: who knows where its password ends. */
export function hostOf(text) {
  const given = text.trim();
  const host = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  if (!/^https?:\/\//i.test(host)) {
    throw usage('the host begins with neither https:// nor http://');
  }
  const url = parsed(host);
  if (FOREIGN.test(host) || !url?.hostname) {
    throw usage('the host is no address of a server: https://passwork.example.com');
  }
  return host;
}

function parsed(host) {
  try {
    return new URL(host);
  } catch {
    return undefined;
  }
}

/** Origin and path of a host without the part that names an API: two texts for one server are the same. */
export function serverOf(host) {
  const { origin, pathname } = new URL(host);
  const place = pathname.replace(/\/+$/, '').replace(/\/api\/v[14]$/, '');
  return origin + place.replace(/\/+$/, '');
}

/** Whether tokens go to another machine in the clear. */
export function isClearText(host) {
  const { protocol, hostname } = new URL(host);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/.test(hostname);
}

/** Whether there is a user name or a password in an address. */
export function hasPassword(host) {
  const { username, password } = new URL(host);
  return username !== '' || password !== '';
}
