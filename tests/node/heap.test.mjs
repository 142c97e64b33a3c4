// What is left in linear memory, in Node. The same in pages: tests/browser/heap.test.mjs.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { base32Encode } from '../conformance/crypto.mjs';
import { Scanner } from '../heap/scan.mjs';
import { heapTests } from '../heap/suite.mjs';
import { folder } from './support/installed.mjs';

heapTests('Node', async (t) => {
  const worker = new Worker(new URL('../heap/worker.mjs', import.meta.url), { workerData: folder });
  t.after(() => worker.terminate());
  return async (text) => {
    worker.postMessage(text);
    const [{ json, error }] = await once(worker, 'message');
    if (error) throw new Error(error);
    return json;
  };
});

test('the scanner finds every form of a secret, also of a part of it, wherever it stands', () => {
  const secret = 'Ключ? no, 100% a key & more';
  const scanner = new Scanner();
  scanner.add([
    { name: 'text', text: secret },
    { name: 'number', hex: '00112233445566778899aabbccddeeff' },
  ]);
  const noise = Buffer.alloc(3000, 'nothing of it stands here. ');
  const found = (bytes) => scanner.scan([noise, Buffer.concat([noise, Buffer.from(bytes), noise])]);
  assert.deepEqual(found(''), []);
  const utf8 = Buffer.from(secret);
  const inside = Buffer.concat([Buffer.from('before'), utf8, Buffer.from('after')]);
  const base64 = inside.toString('base64');
  for (const [form, bytes] of [
    ['bytes', utf8],
    ['bytes', utf8.subarray(9, 21)],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['UTF-16', Buffer.from(secret, 'utf16le').subarray(6, 30)],
    ['base64', base64],
    ['base64', inside.subarray(1).toString('base64')],
    ['base64', inside.subarray(2).toString('base64').slice(12, 30)],
    ['hex', utf8.toString('hex')],
    ['hex', utf8.toString('hex').toUpperCase()],
    ['armour', base32Encode(inside.toString('latin1'))],
    ['armour', base32Encode(utf8.toString('base64'))],
    ['percent', encodeURIComponent(secret).slice(0, 20)],
    ['HMAC key', utf8.map((byte) => byte ^ 0x36)],
    ['reversed', Buffer.from(utf8).reverse()],
  ]) {
    assert.deepEqual(found(bytes), [`text (${form})`]);
  }
  assert.deepEqual(found(Buffer.from('33445566778899aabbccddee', 'hex')), ['number (bytes)']);
  assert.deepEqual(found(utf8.subarray(9, 20)), [], 'eleven bytes are no part');
});
