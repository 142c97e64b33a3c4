// Bodies that are packed (`Content-Encoding`), unpacked as Node's fetch does it.
import { builtIn } from './built-in.mjs';
import { MAX_BYTES, tooLarge } from './too-large.mjs';

const DECODERS = {
  gzip: () => 'gunzip',
  'x-gzip': () => 'gunzip',
  br: () => 'brotliDecompress',
  zstd: () => 'zstdDecompress', // Node 22.15, 23.8
  // By its name with zlib's header; many servers leave it out.
  deflate: ([first, second]) => ((first & 15) === 8 && ((first << 8) | second) % 31 === 0 ? 'inflate' : 'inflateRaw'),
};

/** A promise of the bytes. What is packed in a way that is not known here stays as it is. */
export async function unpacked(bytes, encodings) {
  const zlib = builtIn('zlib');
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH, ZSTD_e_flush } = zlib.constants;
  const ends = { brotliDecompress: BROTLI_OPERATION_FLUSH, zstdDecompress: ZSTD_e_flush };
  for (const encoding of encodings.toLowerCase().split(',').reverse()) {
    const name = DECODERS[encoding.trim()]?.(bytes);
    if (!zlib[name] || !bytes.length) continue;
    // Its last bytes may be missing: some proxies cut off the checksum. What lacks more is no JSON.
    const options = { finishFlush: ends[name] ?? Z_SYNC_FLUSH, maxOutputLength: MAX_BYTES };
    bytes = await new Promise((resolve, reject) => {
      zlib[name](bytes, options, (error, out) => (error ? reject(told(error)) : resolve(out)));
    });
  }
  return bytes;
}

const told = (error) => (error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : error);
