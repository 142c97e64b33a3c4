// Finds a password by its name and replaces it by a new random one.
//   node examples/rotate-password.mjs NAME
import { randomInt } from 'node:crypto';
import Passwork from 'passwork-wasm';
import { settings } from './support/settings.mjs';

const { HOST, API_KEY, USER_MASTER_PASS, sandbox } = await settings();
const name = process.argv[2] ?? (sandbox ? 'DNS registrar' : undefined);
if (name === undefined) {
  console.error('Usage: node examples/rotate-password.mjs NAME');
  process.exit(2);
}

const passwork = new Passwork(HOST);
await passwork.login(API_KEY, USER_MASTER_PASS);
try {
  await rotate();
} finally {
  await passwork.logout();
}

async function rotate() {
  const found = (await passwork.searchPasswords(name)).filter((p) => p.name === name);
  if (found.length !== 1) {
    // Never guess which password is meant.
    console.error(`${found.length} passwords are called "${name}"; exactly one is needed`);
    process.exitCode = 1;
    return;
  }

  const password = await passwork.getPassword(found[0].id);
  const before = password.getPassword();
  const after = randomPassword(24);
  await changeAtService(password, before, after);
  await passwork.editPassword(password.id, { password: after }); // the old one stays in the history, as a snapshot

  const again = await passwork.getPassword(password.id);
  if (again.getPassword() !== after) throw new Error('the new password does not read back');
  console.log(`Rotated "${name}": ${before.length} characters before, ${after.length} random ones now. It reads back.`);
}

/**
 * Here your program would log in to password.url with the old password and set the new one.
 * Do it before Passwork is changed: if it fails, Passwork still holds the one that works.
 */
async function changeAtService(password, before, after) {
  const place = password.url || 'the service';
  console.log(`(Here ${place} would be given ${after.length} characters for its ${before.length}.)`);
}

function randomPassword(length) {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-_!'; // nothing that looks alike
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
