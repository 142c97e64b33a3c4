// A link that shows one password to somebody without an account.
//   node examples/share-link.mjs [PASSWORD-ID]
import Passwork from 'passwork-wasm';
import { settings } from './support/settings.mjs';

const [, , argument] = process.argv;
const { HOST, API_KEY, USER_MASTER_PASS, EXAMPLE_PASSWORD, sandbox } = await settings(
  ...(argument ? [] : ['EXAMPLE_PASSWORD']),
);

const passwork = new Passwork(HOST);
await passwork.login(API_KEY, USER_MASTER_PASS);

const id = argument ?? EXAMPLE_PASSWORD;
const { name } = await passwork.getPassword(id);
const reusable = false; // it can be opened once
const hours = 48; // at most: Passwork 7 takes the longest of its four lifetimes that is not longer
const link = await passwork.generatePasswordShareLink(id, reusable, hours);

console.log(`A link to "${name}", for one opening within at most ${hours} hours:`);
console.log(link);
if (link.includes('#code=')) {
  console.log('\nWhat stands after # is the key. Browsers do not send it to the server, which therefore cannot');
  console.log('read what it keeps; whoever has the whole link can, so send it to its reader only.');
}
if (sandbox) console.log('\n(The sandbox makes links, but has no page that opens them.)');

await passwork.logout();
