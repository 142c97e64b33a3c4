// Where the bytes of an attachment come from.

const tag = (value) => Object.prototype.toString.call(value).slice(8, -1);

/** `path`, `bytes`, `blob` or `''`; objects of another realm count, those that cannot be read do not. */
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

/** The same bytes in a buffer of their own. */
export const takeBytes = (value) => bytesOf(value).slice();

/** The bytes of a Blob. Old pages have no `arrayBuffer()` on it, but a FileReader. */
export function readBlob(blob) {
  if (typeof blob.arrayBuffer === 'function') return Promise.resolve(blob.arrayBuffer()).then(bytesOf);
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(bytesOf(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}
