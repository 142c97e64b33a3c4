// Node's crypto for large data (Bun and Deno have it too): it works at once.
import { builtIn } from './built-in.mjs';

const ALGORITHM = 'aes-256-cbc';
let native;

/** Node's crypto, without an import that bundlers would follow; `null` elsewhere. */
function nativeCrypto() {
  if (native === undefined) {
    const found = builtIn('crypto');
    native = typeof found?.createCipheriv === 'function' && typeof found.createHash === 'function' ? found : null;
  }
  return native;
}

export const hasNativeCrypto = () => nativeCrypto() !== null;

export function aesNow(encrypt, key, iv, blocks) {
  const crypto = nativeCrypto();
  if (!crypto) return false;
  const cipher = encrypt ? crypto.createCipheriv(ALGORITHM, key, iv) : crypto.createDecipheriv(ALGORITHM, key, iv);
  cipher.setAutoPadding(false);
  const done = cipher.update(blocks);
  if (done.length !== blocks.length) return false;
  blocks.set(done);
  done.fill(0);
  return true;
}

/** A private key, where there is what works with it whatever the padding is. */
export function rsaKey(pkcs8) {
  const crypto = nativeCrypto();
  if (crypto?.constants?.RSA_NO_PADDING === undefined || typeof crypto.privateDecrypt !== 'function') return undefined;
  return crypto.createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
}

export function rsaNow(key, block) {
  const crypto = nativeCrypto();
  const done = crypto.privateDecrypt({ key, padding: crypto.constants.RSA_NO_PADDING }, block);
  if (done.length !== block.length) return false;
  block.set(done);
  done.fill(0);
  return true;
}

export const sha256 = () => nativeCrypto()?.createHash('sha256');

export function hashUpdate(hash, piece) {
  hash.update(piece);
}

export const hashDigest = (hash) => Uint8Array.from(hash.digest());
