// The shortest program: log in, read one password, log out.
import Passwork from 'passwork-wasm';
import { settings } from './support/settings.mjs';

const { HOST, API_KEY, USER_MASTER_PASS, EXAMPLE_PASSWORD, show } = await settings('EXAMPLE_PASSWORD');

const passwork = new Passwork(HOST);
await passwork.login(API_KEY, USER_MASTER_PASS); // the master password only with client-side encryption

const password = await passwork.getPassword(EXAMPLE_PASSWORD);
console.log(password.name);
console.log(`${password.login} / ${show(password.getPassword())}`);
for (const field of password.getCustoms() ?? []) {
  console.log(`${field.name}: ${field.getTotpCode ? field.getTotpCode() : show(field.value)}`); // TOTP fields know their code
}

await passwork.logout();
