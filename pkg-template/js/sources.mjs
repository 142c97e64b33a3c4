// Sources of the bytes of an attachment.

const tag = (value) => Object.prototype.toString.call(value).slice(8, -1);

/**
 * Kind of a source: `path`, `bytes`, `blob` or `''`; objects of another realm count, those that cannot be read do not.
 */
export function sourceKind(value) {
  try {
    if (typeof value === 'string') return 'path';
    if (ArrayBuffer.isView(value) || /^(Shared)?ArrayBuffer$/.test(tag(value))) return bytesOf(value) && 'bytes';
    if (/^(Blob|File)$/.test(tag(value)) && typeof value.size === 'number') return 'blob';
  } catch {
    // a getter that throws, a buffer that was transferred away
  }
  return '';
}

/** The bytes of a view or buffer, without a copy. Throws for one whose buffer was transferred away. */
export function bytesOf(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return new Uint8Array(value);
}

/** A copy of the bytes of a view or buffer. */
export const takeBytes = (value) => bytesOf(value).slice();

/**
 * The bytes of a Blob. One of another frame is read by our own FileReader, which settles also when that frame is gone:
 * `arrayBuffer()` never does then. Old pages have nothing else.
 */
export function readBlob(blob) {
  const ours = typeof Blob === 'function' && blob instanceof Blob;
  if (typeof FileReader === 'function' && !(ours && blob.arrayBuffer)) {
    try {
      return readHere(blob);
    } catch {
      // what only looks like a Blob (of Node in a page's clothes, of a library) reads itself
    }
  }
  return Promise.resolve(blob.arrayBuffer()).then(bytesOf);
}

function readHere(blob) {
  const reader = new FileReader();
  const bytes = new Promise((resolve, reject) => {
    reader.onload = () => resolve(bytesOf(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.onabort = reader.onerror;
  });
  reader.readAsArrayBuffer(blob); // throws for what is no Blob
  return bytes;
}
