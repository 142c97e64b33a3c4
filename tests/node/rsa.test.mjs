// RSA by the platform's engines: what opens is the same, whichever of them there is, and whatever it answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../conformance-7/server.mjs';
import { buildWorld, ids } from '../conformance-7/world.mjs';
import { inProject } from './support/installed.mjs';

/** Programs: what they change of their platform before the package is there. */
const PLATFORMS = {
  "Node's crypto": '',
  'one that throws': `crypto.privateDecrypt = () => { calls += 1; throw new Error('refused'); };`,
  'one that refuses keys': `crypto.createPrivateKey = () => { calls += 1; throw new Error('refused'); };`,
  'one that makes up bytes': `crypto.privateDecrypt = (_, block) => { calls += 1; return crypto.randomBytes(block.length); };`,
  'one that answers zeros': `crypto.privateDecrypt = (_, block) => { calls += 1; return Buffer.alloc(block.length); };`,
  'one that answers too little': `crypto.privateDecrypt = () => { calls += 1; return Buffer.alloc(4); };`,
  'one without the padding': 'delete crypto.constants.RSA_NO_PADDING; withoutPadding = true;',
  'WebCrypto alone': 'process.getBuiltinModule = () => undefined;',
  'WebCrypto that rejects': `process.getBuiltinModule = () => undefined;
    const { subtle } = globalThis.crypto; subtle.importKey = async () => { throw new Error('refused'); };`,
};

const program = (platform, { host, token, master, password }) => `
  const crypto = require('node:crypto');
  let calls = 0;
  let withoutPadding = false;
  const real = crypto.privateDecrypt;
  crypto.privateDecrypt = (options, block) => {
    calls += 1;
    if (options.padding !== crypto.constants.RSA_NO_PADDING) throw new Error('another padding');
    return real(options, block);
  };
  ${platform}
  const Passwork = require('passwork-wasm');
  (async () => {
    const passwork = new Passwork({ host: ${JSON.stringify(host)}, apiVersion: 7 });
    await passwork.login(${JSON.stringify(token)}, ${JSON.stringify(master)});
    const text = (await passwork.getPassword(${JSON.stringify(password)})).getPassword();
    const fingerprint = await passwork.getVaultKeyFingerprint(${JSON.stringify(ids.main)});
    print({ text, fingerprint, calls });
  })().catch((error) => { console.error(error); process.exitCode = 1; });`;

for (const [world, padding] of [
  ['cse', 'OAEP'],
  ['old', 'PKCS#1 v1.5'],
]) {
  test(`${padding}: whatever the platform has, what opens is the same`, async (t) => {
    const contents = buildWorld(world);
    const server = await startServer({ world: contents });
    t.after(() => server.close());
    const given = {
      host: server.origin,
      token: contents.tokens.access,
      master: contents.masterPassword,
      password: ids['in servers'],
    };
    const seen = {};
    for (const [name, platform] of Object.entries(PLATFORMS)) {
      seen[name] = await inProject('commonjs', program(platform, given));
    }
    const { text, fingerprint } = seen["Node's crypto"];
    assert.equal(text, contents.plain.get(given.password).password);
    for (const [name, each] of Object.entries(seen)) {
      assert.deepEqual([each.text, each.fingerprint], [text, fingerprint], name);
    }
    assert.ok(seen["Node's crypto"].calls >= 1, 'it is asked');
    assert.equal(seen['WebCrypto alone'].calls, 0);
  });
}
