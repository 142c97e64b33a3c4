// Links that a file server honours for five minutes, signed by a key that both know. The same file in both examples.
import { createHmac } from 'node:crypto';

/** The variables that hold the references of the key: its name and what it is. */
export const NEEDED = ['SIGNING_KEY_ID', 'SIGNING_KEY'];

/**
 * @param {Readonly<Record<string, string>>} secrets
 * @param {string} file
 */
export function signedLink({ SIGNING_KEY_ID, SIGNING_KEY }, file) {
  const link = new URL('https://files.example.com/get');
  link.searchParams.set('file', file); // not in the path, where `..` would mean something
  link.searchParams.set('key', SIGNING_KEY_ID);
  link.searchParams.set('expires', `${Math.floor(Date.now() / 1000) + 300}`);
  link.searchParams.set('signature', createHmac('sha256', SIGNING_KEY).update(link.search).digest('base64url'));
  return link.href;
}
