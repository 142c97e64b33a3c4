// After close() no secret is left anywhere in the engine's memory, and after logout() none of the session.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { test } from 'node:test';
import { base32Decode, unseal } from '../conformance/crypto.mjs';
import { answersOf, inEngine } from './support/in-engine.mjs';

const NEW = 'a brand new password text';

/** The AES key (and IV) that opens a sealed value: never stored, but they pass through the engine. */
function cipherKeys(sealed, key) {
  const salt = Buffer.from(base32Decode(sealed), 'base64').subarray(8, 16);
  let block = Buffer.alloc(0);
  const blocks = [0, 1].map(() => {
    block = crypto.createHash('md5').update(block).update(key).update(salt).digest();
    return block;
  });
  return [`hex:${blocks[0].toString('hex')}`, `hex:${blocks[1].toString('hex')}`];
}

function secretsOf(world) {
  const password = world.state.passwords.find((p) => p.id === 'pFull');
  const vault = world.state.vaults.find((v) => v.id === 'vMain');
  const key = world.passwordKeys.pFull;
  const file = world.state.attachments.aText;
  const fileKey = unseal(file.encryptedKey, key);
  const data = unseal(file.encryptedData, fileKey);
  return {
    session: [
      'session-token-1',
      'refresh-token-1',
      world.masterPassword,
      world.effectiveKey,
      ...cipherKeys(vault.vaultPasswordCrypted, world.effectiveKey),
    ],
    vault: [world.vaultKeys.vMain, ...cipherKeys(password.cryptedKey, world.vaultKeys.vMain)],
    kept: [key],
    values: [
      'S3cret pass',
      's3cr3t!',
      'Extra password',
      'JBSWY3DPEHPK3PXP',
      NEW,
      fileKey,
      data,
      Buffer.from(data, 'base64').toString(),
      'inbox secret',
      ...cipherKeys(password.cryptedPassword, key),
    ],
    rsa: [
      world.passwordKeys.pInbox,
      ...[...world.secrets].filter(([, name]) => name === 'rsa-private').map(([pem]) => pem.slice(40, 140)),
      world.apiKey,
    ],
  };
}

const USE = `
  const client = new P(host);
  await client.login(apiKey, master);
  const atLogin = found(engines[0], [mk]);
  const password = await client.getPassword('pFull');
  const shown = [password.getPassword(), password.getCustoms().map((c) => c.getTotpCode?.())];
  (await client.getAttachment('pFull', 'aText')).getData();
  await client.addPassword({ vaultId: 'vMain', password: newText, custom: password.getCustoms(), attachments: [{ path: Buffer.from(newText) }] });
  await client.editPassword('pFull', { password: newText });
  (await client.getInboxPassword('iNew')).password.getPassword();
  const held = found(engines[0], secrets.kept);
  await client[how]();
  await turn();
  const left = Object.fromEntries(Object.entries(secrets).map(([name, texts]) => [name, found(engines[0], texts)]));
  return { shown: shown[0], atLogin: atLogin.length, held: held.length, left };
`;

for (const worldName of ['mp', 'pbkdf']) {
  const { world, answers } = answersOf(worldName);
  const secrets = secretsOf(world);
  const values = { apiKey: world.apiKey, master: world.masterPassword, mk: world.effectiveKey, newText: NEW, secrets };

  test(`after close() nothing is left: ${worldName}`, async () => {
    const seen = await inEngine(USE, { answers, values: { ...values, how: 'close' } });
    assert.equal(seen.shown, 'S3cret pass');
    assert.deepEqual([seen.atLogin, seen.held], [1, 1], 'control: what is held is found');
    assert.deepEqual(seen.left, { session: [], vault: [], kept: [], values: [], rsa: [] });
  });

  test(`after logout() only the keys of results that are held: ${worldName}`, async () => {
    const seen = await inEngine(USE, { answers, values: { ...values, how: 'logout' } });
    const { kept, rsa, ...left } = seen.left;
    assert.deepEqual(left, { session: [], vault: [], values: [] });
    assert.equal(kept.length, 1, 'control: the result still has its key');
  });
}

test('a failed login leaves nothing of its secrets', async () => {
  const { world, answers } = answersOf('pbkdf');
  const { [`POST /auth/login/${world.apiKey}`]: _, ...refused } = answers;
  const left = await inEngine(
    `const client = new P(host);
     const outcome = await client.login(apiKey, master).catch((error) => error.kind);
     await turn();
     return [outcome, ...found(engines[0], [apiKey, master])];`,
    { answers: refused, values: { apiKey: world.apiKey, master: world.masterPassword } },
  );
  assert.deepEqual(left, ['api']);
});
