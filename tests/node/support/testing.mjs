// The server for tests as a user has it: from the installed package.
import { createRequire } from 'node:module';
import { Passwork } from './client.mjs';
import { folder } from './installed.mjs';

export const { createTestServer } = createRequire(import.meta.url)(`${folder}/testing.js`);

export const SECRET = 'JBSWY3DPEHPK3PXP';

export const contents = () => ({
  Infrastructure: {
    Databases: { orders: { login: 'app', password: 's3cret' }, users: { login: 'app', password: 's3cret too' } },
    Mail: { postmaster: { password: 'p', totp: { '2FA': SECRET } } },
    Web: { shop: { attachments: { 'key.pem': '-----BEGIN KEY-----', logo: new Uint8Array([0, 255, 254]) } } },
  },
});

export const GENERATIONS = [4, 7];

/** What a user logs in with: the two arguments of `login`. */
export const keysOf = ({ apiKey, tokens, masterPassword }) => [
  apiKey ?? `${tokens.accessToken}:${tokens.refreshToken}`,
  masterPassword,
];

/** A server with a client that is logged in. Ends with the test. `client`: further options of the client. */
export async function session(t, { client = {}, ...options } = {}) {
  const server = createTestServer({ contents: contents(), ...options });
  t.after(() => server.close());
  const passwork = new Passwork({ host: server.host, fetch: server.fetch, ...client });
  await passwork.login(...keysOf(server));
  return { server, passwork };
}

/** What a promise rejects with. */
export const failure = (promise) =>
  promise.then(
    (value) => {
      throw new Error(`it was answered: ${JSON.stringify(value)}`);
    },
    (error) => error,
  );
