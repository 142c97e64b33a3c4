// What differs between the generations on the wire: names of members, and how a session is shown to the server.
import { plainEncode, protocolHash, unseal } from '../../tests/conformance/crypto.mjs';
import { open, seal, sha256 } from '../../tests/conformance-7/crypto.mjs';

const bearerOf = ({ requestHeaders }) => requestHeaders.authorization?.replace(/^Bearer /, '');

/** Both directions of an exchange but the header that carries the token. */
const withoutBearer = ({ path, requestHeaders: { authorization, ...headers }, requestBody, responseBody }) =>
  JSON.stringify([path, headers, requestBody, responseBody]);

/**
 * label        for headings and columns
 * plain        how a value is written without client-side encryption
 * unseal       opens a value by another implementation, node:crypto
 * written      the request that adds a password: the end of its path, members of password and key
 * credentials  a line about the key of the session: what of it could be seen, and where
 * hash         a line about the hash by which the server knows the master key
 * hidden       what more must not have appeared: pairs of words and text
 */
export const GENERATIONS = {
  4: {
    label: 'API v4',
    plain: plainEncode,
    unseal,
    written: { path: '/passwords', password: 'cryptedPassword', key: 'cryptedKey' },
    credentials(wire, { env }) {
      const login = wire.find((x) => x.path.includes('/auth/login/'));
      const others = wire.filter((x) => x !== login);
      return {
        ok:
          Boolean(login?.path.endsWith(`/${env.API_KEY}`)) &&
          !others.some((x) => JSON.stringify(x).includes(env.API_KEY)),
        text: 'the API key: it stands in the path of the login (and nowhere else), where proxies that open TLS and server logs can see it',
      };
    },
    hash(wire, { secrets }) {
      const seen = new Set(wire.map((x) => x.requestHeaders['passwork-masterhash']).filter(Boolean));
      const wanted = [secrets.masterPassword, secrets.masterKey].map((key) => protocolHash('sha256', key));
      return {
        ok: seen.size === 2 && wanted.every((hash) => seen.has(hash)),
        text: 'hashes: SHA-256 of the master password until the key is derived, then of the master key. Whoever sees the first one can try guesses offline, so a weak master password is not safe',
      };
    },
    hidden: () => [],
  },
  7: {
    label: 'Passwork 7',
    plain: (text) => seal(text),
    unseal: open,
    written: { path: '/items', password: 'passwordEncrypted', key: 'keyEncrypted' },
    credentials(wire, { env }) {
      const [token] = env.API_KEY.split(':');
      return {
        ok: wire.every((x) => bearerOf(x) === token && !withoutBearer(x).includes(token)),
        text: 'the access token: it stands in a header of every request (and nowhere else; no address holds a secret)',
      };
    },
    hash(wire, { secrets }) {
      const seen = new Set(wire.map((x) => x.requestHeaders['x-master-key-hash']).filter(Boolean));
      return {
        ok: seen.size === 1 && seen.has(sha256(secrets.masterKey)),
        text: 'one hash: SHA-256 of the master key. Whoever sees it can try guesses offline, each at the price of a derivation',
      };
    },
    hidden: ({ env, secrets }) => [
      ['the refresh token, which was not needed yet', env.API_KEY.split(':')[1]],
      ...(secrets.privateKey
        ? [
            ['any hash of the master password', sha256(secrets.masterPassword)],
            ["the user's private key", secrets.privateKey.split('\n')[1]],
          ]
        : []),
    ],
  },
};

/** A token or API key in a path is not for terminals. */
export const shownPath = ({ path }) => path.replace(/(\/auth\/(?:login|refreshToken)\/).*/, '$1…');
