// A Passwork server in memory, of both generations, and what a server of ours is told about it. The same file in both examples.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileTokenStore } from 'passwork-wasm';
import { createTestServer } from 'passwork-wasm/testing';

export const GENERATIONS = [4, 7];

/** Where the key lies; its values can be found in no text by chance. */
export const PLACE = 'Infrastructure/Downloads/signing key';
export const OLD = { login: 'key-of-spring', password: 'canary-of-spring-6f1d' };
export const NEW = { login: 'key-of-summer', password: 'canary-of-summer-90ce' };

export const REFERENCES = { SIGNING_KEY_ID: `pw://${PLACE}/login`, SIGNING_KEY: `pw://${PLACE}/password` };

/** Ends with the test. `folder` is for its files; `env` is complete once the server listens. */
export function passworkServer(t, generation) {
  const contents = { Infrastructure: { Downloads: { 'signing key': OLD } } };
  const server = createTestServer({ generation, contents });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
  t.after(async () => {
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return { server, folder, env: () => environment(server, folder) };
}

/** The variables of the test server are those of ours, but for the tokens of Passwork 7, which are in a file. */
function environment({ env, tokens }, folder) {
  const { PASSWORK_TOKEN, PASSWORK_REFRESH_TOKEN, ...rest } = env;
  if (!tokens) return { ...rest, ...REFERENCES };
  const file = path.join(folder, 'tokens.json');
  if (!fs.existsSync(file)) fileTokenStore(file).save({ token: PASSWORK_TOKEN, refreshToken: PASSWORK_REFRESH_TOKEN });
  return { ...rest, PASSWORK_TOKEN_STORE: file, ...REFERENCES };
}
