// Large answers whose one string is taken out of the JSON as it stands: what JSON.parse reads is read so, and what it refuses
// is refused; whichever client sends, with SIMD and without.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { run, serve } from './support/http.mjs';

const NO_SIMD = `
  const Real = WebAssembly.Module;
  WebAssembly.Module = function (bytes) {
    if (bytes.length < 10000) throw new WebAssembly.CompileError('SIMD unsupported');
    return new Real(bytes);
  };
  WebAssembly.Module.prototype = Real.prototype;`;
const BY_FETCH = 'fetch: (url, init) => fetch(url, init)';

const LENGTH = 300_000;

/** The ends of the string, of vectors, of pieces, and of what comes at once from a connection. */
const PLACES = [
  ...[0, 1, 15, 16, 63, 64, 150_000, LENGTH - 17, LENGTH - 2, LENGTH - 1],
  ...[32_768, 65_536].flatMap((end) => [end - 12, end - 11, end - 1, end, end + 1, end - 10 + 65_536]),
];
const BYTES = [0x00, 0x0a, 0x1f, 0x20, 0x22, 0x5c, 0x7f, 0x80, 0xff];

const text = Buffer.from(Array.from({ length: LENGTH }, (_, i) => 0x30 + ((i * 7) % 43)));

/** By name: bodies whose string has a strange byte, and such as are strange around it. */
const bodies = {
  plain: body('{"data":"', text, '"}'),
  spaced: body('\uFEFF{\n\t"data" :\r\n"', text, '"\n}\n'),
  escapes: body(`{"other":"é\\n${'\\"'.repeat(999)}","data":"`, text, '"}'),
  farFromBegin: body(`{"other":"${'x'.repeat(65_000)}","data":"`, text, '"}'),
  tooFarFromBegin: body(`{"other":"${'x'.repeat(66_000)}","data":"`, text, '"}'),
  farFromEnd: body('{"data":"', text, `"${' '.repeat(65_000)}}`),
  control: body('{"other":"\u001f","data":"', text, '"}'),
  controlAfter: body('{"data":"', text, '","other":"\n"}'),
  endless: body('{"data":"', text),
  isName: body('{"data":{"', text, '":1}}'),
  two: body('{"data":["', text, '","', text, '"]}'),
};
for (const at of PLACES) {
  for (const byte of BYTES) {
    const changed = Buffer.from(text);
    changed[at] = byte;
    bodies[`${byte}at${at}`] = body('{"data":"', changed, '"}');
  }
}

function body(...parts) {
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

const digest = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

function parsed(bytes) {
  try {
    return digest(JSON.parse(new TextDecoder().decode(bytes)).data);
  } catch {
    return 'refused';
  }
}

/** Answers with what may be a file, and hands on whatever it is. */
const READ = `
  const { createHash } = require('node:crypto');
  const digest = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
  const read = (name) => passwork.deletePasswordAttachment('p', name).then(digest, ({ message }) => (/not valid JSON/.test(message) ? 'refused' : message));`;

const answer = (request) => ({ body: bodies[request.url.split('/').at(-1)] });

for (const [platform, prelude] of Object.entries({ SIMD: '', 'no SIMD': NO_SIMD })) {
  for (const [client, options] of Object.entries({ "Node's HTTP client": '', fetch: BY_FETCH })) {
    test(`what JSON.parse reads is read, what it refuses is refused (${platform}, ${client})`, async (t) => {
      const { host } = await serve(t, answer);
      const names = Object.keys(bodies);
      const code = `${READ}
        const seen = {};
        for (const name of ${JSON.stringify(names)}) seen[name] = await read(name);
        return seen;`;
      const wanted = Object.fromEntries(names.map((name) => [name, parsed(bodies[name])]));
      assert.equal(wanted['10at32768'], 'refused', 'control: a line end is refused');
      assert.equal(wanted['127at32768'].length, 64, 'control: DEL is not');
      assert.deepEqual(await run(host, code, { options, prelude }), wanted);
    });
  }
}

test('what the kernel has looked at is wiped', async (t) => {
  const { host } = await serve(t, answer);
  const prelude = `
    const [Memory, Instance] = [WebAssembly.Memory, WebAssembly.Instance];
    const memories = [];
    WebAssembly.Memory = function (given) {
      memories.push(new Memory(given));
      return memories.at(-1);
    };
    const bytesHeld = () => memories.map(({ buffer }) => new Uint8Array(buffer).filter((byte) => byte).length);
    const held = [];
    WebAssembly.Instance = function (module, imports) {
      const { exports } = new Instance(module, imports);
      const plain = (...args) => {
        held.push(...bytesHeld());
        return exports.json_plain(...args);
      };
      return { exports: exports.json_plain ? { ...exports, json_plain: plain } : exports };
    };`;
  const code = `${READ}
    const after = [];
    for (const name of ['plain', '10at150000', '92at299999', 'endless']) after.push([await read(name), ...bytesHeld()]);
    return { most: Math.max(...held), after };`;
  const { most, after } = await run(host, code, { prelude });
  assert.equal(most, 32_768, 'control: the text was there');
  assert.deepEqual(after, [
    [parsed(bodies.plain), 0],
    ['refused', 0],
    ['refused', 0],
    ['refused', 0],
  ]);
});
