// A server, our client and the official one, all in the same world; and the two clients' objects in one form.
import { deepEqual, ok } from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { startServer } from '../conformance-7/server.mjs';
import { buildWorld } from '../conformance-7/world.mjs';
import { manyIds } from './operations.mjs';
import { startPeer } from './peer.mjs';
import { startTestServer } from './test-server.mjs';

for (const name of ['PASSWORK_PACKAGE', 'PASSWORK_PYTHON']) {
  if (!process.env[name]) throw new Error(`${name} is not set: run these tests by \`npm test -- --only interop-7\``);
}

export const { Passwork } = createRequire(import.meta.url)(path.resolve(process.env.PASSWORK_PACKAGE));

/** With client-side encryption, with old keys (RSA 1024: every vault key by PKCS#1 v1.5), and without. */
export const WORLDS = ['cse', 'old', 'plain'];

/** Also worlds in the server for users' tests, for what looks at nothing but the two clients. */
export const PLACES = [...WORLDS, 'cse, test server', 'plain, test server'];

/** All that a test needs; ends with the test. `name`: of a world or place. `derives: false`: the official client gets no master password. */
export async function scene(t, name, { autoRefresh = false, derives = true, tokenStore, ...options } = {}) {
  const [worldName, isTestServer] = typeof name === 'string' ? name.split(', ') : [name];
  const world = buildWorld(worldName);
  const server = await (isTestServer ? startTestServer : startServer)({ world, state: manyIds, ...options });
  t.after(() => server.close());
  const { access: token, refresh: refreshToken } = world.tokens;
  const client = new Passwork({ host: server.origin, apiVersion: 7, tokenStore });
  await client.login({ token, refreshToken }, world.masterPassword);

  const peer = startPeer(process.env.PASSWORK_PYTHON);
  t.after(() => peer.end());
  await peer.connect(server.origin, { autoRefresh });
  await peer.call.set_tokens(token, refreshToken);
  if (world.cse && derives) await peer.call.set_master_password(world.masterPassword);

  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'interop-7-'));
  t.after(() => fs.rmSync(scratch, { recursive: true, force: true }));
  return { world, server, client, python: peer.call, peer, scratch };
}

const PLAIN = ['name', 'login', 'url', 'description', 'tags'];
const texts = (object) =>
  Object.fromEntries(PLAIN.filter((name) => name in object).map((name) => [name, object[name] ?? '']));
const fields = (list) => (list ?? []).map(({ name, value, type }) => ({ name, value, type }));

/** What our client reads in a password. */
export const asOurs = (password) => ({
  ...texts(password),
  password: password.getPassword(),
  custom: fields(password.getCustoms()),
});

/** What the official one reads in an item. */
export const asTheirs = (item) => ({ ...texts(item), password: item.password ?? '', custom: fields(item.customs) });

/** Random contents as `addPassword` and `editPassword` take them, without files. */
export const ours = ({ password, custom, ...rest }) => ({ ...rest, password, custom });

/** The same as `create_item` and `update_item` take them. */
export const theirs = ({ password, custom, ...rest }) => ({ ...rest, password, customs: custom });

/** Random contents, whole: `Generator.contents` and what is not encrypted. */
export function contentsOf(g) {
  const text = () => g.text({ longest: 300 });
  const rest = { name: text(), login: text(), url: text(), description: text() };
  const { password, custom } = g.contents({ longest: 1000 });
  return { ...rest, tags: g.list(g.below(3), () => g.text({ longest: 40 })), password, custom };
}

/** A file for the official client, which takes paths. */
export function fileAt(scratch, { name, bytes }) {
  const folder = fs.mkdtempSync(path.join(scratch, 'up-'));
  const place = path.join(folder, 'contents');
  fs.writeFileSync(place, bytes);
  return { path: place, name };
}

/** Files that the official client downloads: `{name: bytes}`. */
export async function downloaded(scratch, download) {
  const folder = fs.mkdtempSync(path.join(scratch, 'down-'));
  await download(folder);
  return Object.fromEntries(fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name))]));
}

/** The same files in two forms: `{name: bytes}` and a list of `{name, bytes}`. */
export function sameFiles(found, files, label) {
  deepEqual(Object.keys(found).sort(), files.map(({ name }) => name).sort(), label);
  for (const { name, bytes } of files) ok(Buffer.from(found[name]).equals(Buffer.from(bytes)), `${label}: ${name}`);
}
