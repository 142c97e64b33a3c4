// @ts-check
// JavaScript that is checked: `require` as the original's users write it.
const Passwork = require('passwork-wasm');
const { Passwork: Named, PassworkError } = require('passwork-wasm');
const DropIn = require('passwork-wasm/src/passwork-api');

const passwork = new Passwork('https://passwork.example.com/api/v4');
/** @type {import('passwork-wasm').Passwork} */
const same = new Named('x');
/** @type {import('passwork-wasm').Password | undefined} */
let password;
(async () => {
  await passwork.login('key');
  password = await passwork.getPassword('id');
  password.getPassword().trim();
  // @ts-expect-error no such helper
  password.getSecret();
  await new DropIn('x').close();
})().catch((error) => error instanceof PassworkError && error.kind.trim());
exports.same = same;
