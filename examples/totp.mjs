// Second factors: the current code of every TOTP field of a password.
//   node examples/totp.mjs [PASSWORD-ID]
import Passwork from 'passwork-wasm';
import { settings } from './support/settings.mjs';

const [, , argument] = process.argv;
const { HOST, API_KEY, USER_MASTER_PASS, EXAMPLE_PASSWORD } = await settings(...(argument ? [] : ['EXAMPLE_PASSWORD']));

const passwork = new Passwork(HOST);
await passwork.login(API_KEY, USER_MASTER_PASS);
const password = await passwork.getPassword(argument ?? EXAMPLE_PASSWORD);
await passwork.logout(); // what was read can still be decrypted

const factors = (password.getCustoms() ?? []).filter((field) => field.type === 'totp');
if (factors.length === 0) console.log(`${password.name} has no TOTP field`);
for (const field of factors) {
  const seconds = 30 - (Math.floor(Date.now() / 1000) % 30);
  console.log(`${password.name}, ${field.name}: ${field.getTotpCode()} (for ${seconds} more seconds)`);
}
