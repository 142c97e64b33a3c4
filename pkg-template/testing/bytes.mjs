// Texts, bytes, and the byte strings ("binary") of base64: one character U+0000 to U+00FF a byte.

import { named } from '../js/built-in.mjs';

const PIECE = 0x2000;

export const utf8 = (text) => new (named('TextEncoder', 'util'))().encode(text);

/** The text of bytes, or `undefined` if they are no UTF-8. */
export function textOf(bytes) {
  try {
    return new (named('TextDecoder', 'util'))('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function binaryOf(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return text;
}

export const bytesOfBinary = (binary) => Uint8Array.from(binary, (character) => character.charCodeAt(0));

export const base64 = (bytes) => named('btoa', 'buffer')(binaryOf(bytes));

/** The bytes of base64, or `undefined` if it is none. */
export function fromBase64(text) {
  try {
    return bytesOfBinary(named('atob', 'buffer')(text));
  } catch {
    return undefined;
  }
}

/** UTF-8 as a text, whatever it is. */
export const decode = (bytes) => new (named('TextDecoder', 'util'))().decode(bytes);
