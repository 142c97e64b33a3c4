// The runtime that the package is in, as far as that has to be known.

/** Node, Bun, Deno; test environments there may have the `location` of a page. Windows of Electron and NW.js are pages. */
function isProgram() {
  const { process } = globalThis;
  if (Object.prototype.toString.call(process) !== '[object process]') return false;
  return Boolean(process.versions?.node) && !process.versions.nw && !/^(renderer|worker)$/.test(process.type);
}

/** The address of the page or worker; empty where there is none. */
export function pageAddress() {
  const { location } = globalThis;
  return location?.href && !isProgram() ? String(location.href) : '';
}

/** Node itself. Bun, Deno and Cloudflare's have its modules too, and do with what they are given there as they like. */
export function isNode() {
  if (!isProgram() || isWorkerd()) return false;
  const { bun, deno } = globalThis.process.versions;
  return !bun && !deno;
}

/** Cloudflare's, where only the request in which a promise was made may fulfil it. */
export const isWorkerd = () => globalThis.navigator?.userAgent === 'Cloudflare-Workers';
