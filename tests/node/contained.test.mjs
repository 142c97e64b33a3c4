// Functions of JavaScript that a page has replaced, or that throw for a moment: the call that meets them fails, and nothing
// of it is sent half; the other clients go on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersOf, inEngine } from './support/in-engine.mjs';

const { world, answers } = answersOf('mp');
const values = { key: world.apiKey, master: world.masterPassword };

const REPLACED = [
  'JSON.stringify',
  'JSON.parse',
  'Array.prototype.push',
  'Array.isArray',
  'Array.prototype[Symbol.iterator]',
  'TextDecoder.prototype.decode',
  'TextEncoder.prototype.encodeInto',
  'Uint8Array.prototype.set',
  'Uint8Array.prototype.subarray',
  'String.prototype.charCodeAt',
  'String.fromCharCode',
  'Date.now',
  'crypto.getRandomValues',
  'console.error',
  'console.log',
  'Promise.prototype.then',
  'Object.prototype.hasOwnProperty',
  'Function.prototype.call',
  'Object.defineProperty',
  'Reflect.set',
  'Reflect.get',
];

const PROGRAM = `
  process.on('unhandledRejection', () => {});
  const logged = async () => { const client = new P({ ...host, debug: false }); await client.login(key, master); return client; };
  const late = () => new Promise((resolve) => setTimeout(resolve, 2000, 'late').unref());
  const [witness, client] = [await logged(), await logged()];
  const held = await witness.getPassword('pFull');
  const mine = await client.getPassword('pFull');
  const restore = Object.defineProperty;
  const seen = {};
  const sent = [];
  for (const name of replaced) {
    const [, path, last] = /^(.*?)(?:\\.(\\w+)|\\[Symbol\\.iterator\\])$/.exec(name);
    const holder = path.split('.').reduce((object, member) => object[member], globalThis);
    const member = last ?? Symbol.iterator;
    const found = Object.getOwnPropertyDescriptor(holder, member) ?? { value: holder[member], configurable: true, writable: true };
    const calls = [
      () => client.addPassword({ vaultId: 'vMain', name: 'n', password: 'x', custom: [{ name: 'a', value: 'b', type: 'text' }] }),
      () => client.getPassword('pFull'), () => client.setTokens('session-token-1', 'refresh-token-1'), () => mine.getPassword(), () => mine.getCustoms(),
      () => client.with({ retry: 1 }),
    ];
    for (const call of calls) {
      let outcome;
      let threw;
      holder[member] = () => { throw new Error('replaced'); };
      try { outcome = call(); } catch (error) { threw = error; }
      restore(holder, member, found);
      // Where not even a promise can be made, there is no call.
      if (outcome?.then) threw = await Promise.race([outcome.then(() => undefined, (error) => error), late()]);
      if (threw === 'late') seen[name + ': ' + call] = 'never ends';
      if (threw?.kind === 'engine') seen[name + ': ' + call] = 'ends the engine';
      let text;
      try { text = held.getPassword() + (await witness.getPassword('pFull')).getPassword(); } catch (error) { text = error.kind; }
      if (text !== 'S3cret passS3cret pass') seen[name + ': ' + call] = 'the others: ' + text;
    }
  }
  return seen;`;

test('replaced functions', async () => {
  const seen = await inEngine(PROGRAM, { answers, values: { ...values, replaced: REPLACED }, capture: '' });
  assert.deepEqual(seen, {});
});

test('without the iterator of lists calls fail with errors of ours', async () => {
  const code = `
    const client = new P(host);
    await client.login(key, master);
    const found = Array.prototype[Symbol.iterator];
    Array.prototype[Symbol.iterator] = () => { throw new Error('replaced'); };
    const calls = [client.getPassword('pFull'), client.getPassword(''), client.setAuthOptions(5)];
    Array.prototype[Symbol.iterator] = found;
    const kinds = [];
    for (const call of calls) kinds.push(await call.then(() => 'fine', (error) => error.kind));
    return kinds;`;
  const seen = await inEngine(code, { answers, values, capture: '' }); // what captures engines has iterators of its own
  assert.deepEqual(seen, ['network', 'usage', 'usage']); // the fetch of this program, which has iterators too, fails
});

test('a URL whose parts throw: the redirect is not followed, and everybody lives', async () => {
  const code = `
    let asked = 0;
    const redirecting = { host: 'http://here/api/v4', fetch: async () => {
      asked += 1;
      return { status: 302, headers: new Headers({ location: 'http://elsewhere/x' }), text: async () => '' };
    } };
    const Real = URL;
    const kinds = [];
    for (const part of ['href', 'origin']) {
      globalThis.URL = class extends Real {};
      Object.defineProperty(URL.prototype, part, { get() { throw new Error('replaced'); } });
      kinds.push(await new P(redirecting).userInfo().then(() => 'fine', (error) => error.kind));
      globalThis.URL = Real;
    }
    const client = new P(host);
    await client.login(key, master);
    return { kinds, asked, text: (await client.getPassword('pFull')).getPassword(), engines: engines.length };`;
  const seen = await inEngine(code, { answers, values });
  assert.ok(
    seen.kinds.every((kind) => ['usage', 'network', 'notApi'].includes(kind)),
    `${seen.kinds}`,
  );
  assert.equal(seen.asked, 2, 'one request a call, none to where it was sent');
  assert.deepEqual([seen.text, seen.engines], ['S3cret pass', 1]);
});
