// Answers that are packed, and such as are too large, by Node's HTTP client and by fetch.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { run, serve } from './support/http.mjs';

const TEXT = JSON.stringify({ status: 'success', data: 'é😀'.repeat(100_000) });
const MAX_BYTES = 2 ** 28;

const short = (bytes, by) => bytes.subarray(0, bytes.length - by);

/** By encoding and body: those of which the whole JSON can be had. */
const WHOLE = {
  gzip: ['gzip', zlib.gzipSync(TEXT)],
  br: ['BR', zlib.brotliCompressSync(TEXT)],
  twice: ['br, x-gzip', zlib.gzipSync(zlib.brotliCompressSync(TEXT))],
  zlib: ['deflate', zlib.deflateSync(TEXT)],
  raw: ['deflate', zlib.deflateRawSync(TEXT)],
  withoutChecksum: ['gzip', short(zlib.gzipSync(TEXT), 8)],
  withoutAdler: ['deflate', short(zlib.deflateSync(TEXT), 4)],
  unknown: ['utf-8', TEXT],
  none: ['identity', `\uFEFF${TEXT}`],
};
const BROKEN = {
  spoilt: ['gzip', zlib.gzipSync(TEXT).fill(0, 30, 60)],
  plain: ['gzip', TEXT],
  noBrotli: ['br', Buffer.alloc(20, 255)],
  cut: ['gzip', short(zlib.gzipSync(TEXT), 200)],
};
const answers = { ...WHOLE, ...BROKEN };

const BY_FETCH = 'fetch: (url, init) => fetch(url, init)';

for (const [client, options] of [
  ["Node's HTTP client", ''],
  ['fetch', BY_FETCH],
]) {
  test(`packed answers are read as far as they can be (${client})`, async (t) => {
    const { host } = await serve(t, (request) => {
      const [encoding, body] = answers[request.url.split('/').at(-1)];
      return { headers: { 'content-encoding': encoding }, body };
    });
    const read = (names) => `
      const read = (id) => passwork.getFolder(id).then((data) => data.length, failed);
      return Promise.all(${JSON.stringify(names)}.map(read));`;
    const seen = await run(host, read(Object.keys(WHOLE)), { options });
    assert.deepEqual(
      Object.fromEntries(Object.keys(WHOLE).map((name, i) => [name, seen[i]])),
      Object.fromEntries(Object.keys(WHOLE).map((name) => [name, 300_000])),
    );
    for (const [i, { kind, message }] of (await run(host, read(Object.keys(BROKEN)), { options })).entries()) {
      const name = Object.keys(BROKEN)[i];
      assert.equal(kind, 'network', name);
      assert.match(
        message,
        name === 'cut' ? /cut off or not valid JSON|cannot be unpacked/ : /cannot be unpacked/,
        name,
      );
      assert.doesNotMatch(message, /ECONNRESET/);
    }
  });

  test(`one answer has at most 256 MiB, as it comes and unpacked (${client})`, async (t) => {
    const bomb = zlib.gzipSync(Buffer.alloc(MAX_BYTES + 1));
    const piece = Buffer.alloc(2 ** 20);
    let written = 0;
    const { host } = await serve(t, (request, response) => {
      const name = request.url.split('/').at(-1);
      if (name === 'bomb') return { headers: { 'content-encoding': 'gzip' }, body: bomb };
      response.writeHead(200, name === 'told' ? { 'content-length': MAX_BYTES + 1 } : {});
      const more = () => {
        if (response.destroyed || written > 2 * MAX_BYTES) return;
        written += piece.length;
        if (response.write(piece)) setImmediate(more);
        else response.once('drain', more);
      };
      if (name === 'endless') more();
      else response.write(piece);
    });
    const code = `
      const seen = [];
      for (const id of ['told', 'bomb', 'endless']) seen.push(await passwork.getFolder(id).then(() => 'fine', failed));
      return seen;`;
    for (const { kind, message } of await run(host, code, { options })) {
      assert.equal(kind, 'notApi');
      assert.match(message, /more than 256 MiB/);
    }
    assert.ok(written < 1.5 * MAX_BYTES, `${written} bytes were written`);
  });
}

test('zstd is unpacked where Node can', { skip: !zlib.zstdCompressSync }, async (t) => {
  const { host } = await serve(t, () => ({
    headers: { 'content-encoding': 'zstd' },
    body: zlib.zstdCompressSync(TEXT),
  }));
  assert.equal(await run(host, `return (await passwork.getFolder('f')).length;`), 300_000);
});
