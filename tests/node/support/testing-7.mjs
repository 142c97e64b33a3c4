// What tests of the server for tests of Passwork 7 share.
import { Passwork } from './client.mjs';
import { keysOf } from './testing.mjs';

export const MODES = [true, false].map((clientSideEncryption) => ({ generation: 7, clientSideEncryption }));
export const nameOf = ({ clientSideEncryption }) => (clientSideEncryption ? 'sealed' : 'plain');

/** A client of a user, logged in. */
export async function clientOf(server, name = 'user', options = {}) {
  const client = new Passwork({ host: server.host, fetch: server.fetch, ...options });
  await client.login(...keysOf(server.user(name)));
  return client;
}

/** Asks by hand, with the rights of a user; gives {status, json}. */
export async function ask(server, method, path, body, headers = {}) {
  const { tokens, masterKey } = server.user('user');
  const hash = masterKey ? await sha256(masterKey) : undefined;
  const response = await server.fetch(server.host + path, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      authorization: `Bearer ${tokens.accessToken}`,
      'x-response-format': 'raw',
      ...(hash && { 'x-master-key-hash': hash }),
      ...headers,
    },
  });
  return { status: response.status, json: await response.json() };
}

export async function sha256(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('hex');
}
