// Answers of `fetch`, read to their end and parsed. They are taken as they come: mocks, polyfills and other realms answer
// with objects of their own classes.
import { builtIn, decode, webCrypto } from './built-in.mjs';
import { Answer } from './node-http.mjs';
import { MAX_BYTES, tooLarge } from './too-large.mjs';
import { plainEnd } from './unescaped-string.mjs';
import { byteLength, set } from './values.mjs';

/** Length in bytes from which an answer is looked at for a string that makes up nearly all of it: a file. */
const LARGE_BYTES = 262_144;

/** Most bytes around that string in such an answer. */
const MAX_AROUND_BYTES = 65_536;

const QUOTE = 0x22;

/** A header, however the answer is made. */
export function header(response, name) {
  try {
    const value = response.headers.get(name);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A promise of the body of an answer, read to its end; it rejects for what is no answer at all. `line` is told how many bytes that
 * were, and the number that the server gave the request.
 */
export async function readBody(response, file, line) {
  line.requestId = header(response, 'x-request-id');
  const text = (bytes) => {
    line.bytes = bytes.length;
    return file ? fileBody(bytes) : decode(bytes);
  };
  if (response instanceof Answer) return response.bytes.then(text);
  if (Number(header(response, 'content-length')) > MAX_BYTES) throw tooLarge();
  if (isStream(response)) return streamed(response.body.getReader()).then((bytes) => text(viewOf(bytes)));
  return Promise.resolve(response.text()).then((whole) => {
    if (whole?.length > MAX_BYTES) throw tooLarge();
    line.bytes = byteLength(whole);
    return whole;
  });
}

/** Whether the body can be counted while it arrives. Of a mock, or one whose `text` is somebody's own, nobody knows. */
function isStream(response) {
  if (typeof Response !== 'function' || !(response instanceof Response)) return false;
  const isOwn = Object.hasOwn(response, 'text') || response.text !== Response.prototype.text;
  return !isOwn && !response.bodyUsed && typeof response.body?.getReader === 'function';
}

/** Reads a stream to its end. What is packed may become a thousand times as much: stopped as soon as it is too much. */
async function streamed(reader) {
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MAX_BYTES) {
      reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Node's own view of bytes finds one in them many times faster. */
function viewOf(bytes) {
  const { Buffer } = builtIn('buffer') ?? {};
  return Buffer ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes;
}

/** A string, as `text()` gives it, or a [`SplicedBody`]. */
function fileBody(bytes) {
  if (bytes.length >= LARGE_BYTES) {
    // Nearly all between two quotes, and no escapes: a string, unless what it is in is no JSON. It begins at the last quote
    // of those bytes that may stand around it.
    const start = bytes.lastIndexOf(QUOTE, MAX_AROUND_BYTES) + 1;
    const end = start && plainEnd(bytes, start);
    if (end - start > bytes.length - MAX_AROUND_BYTES) return new SplicedBody(bytes, start, end);
  }
  return decode(bytes);
}

/**
 * An answer with one string that makes up nearly all of it. `text()` and `JSON.parse` would each make that string anew,
 * character by character; here only the rest goes that way, and the string is made once.
 */
class SplicedBody {
  constructor(bytes, start, end) {
    Object.assign(this, { bytes, start, end });
  }

  parse() {
    const { bytes, start, end } = this;
    const mark = `cut-${webCrypto('getRandomValues').getRandomValues(new Uint32Array(4)).join('-')}`;
    const value = parsed(decode(bytes.subarray(0, start)) + mark + decode(bytes.subarray(end)));
    const place = placeOf(value, mark);
    // It is a name, or one of two members with the same name, or what stands between two strings.
    if (!place) return JSON.parse(decode(bytes));
    set(place.holder, place.name, textOf(bytes.subarray(start, end)));
    return value;
  }
}

/** The member that has this value. */
function placeOf(value, sought) {
  const waiting = [value];
  while (waiting.length) {
    const holder = waiting.pop();
    for (const [name, member] of Object.entries(holder ?? {})) {
      if (member === sought) return { holder, name };
      if (typeof member === 'object') waiting.push(member);
    }
  }
  return undefined;
}

/** ASCII as a string; where Node's buffers are at hand, in one copy. */
const textOf = (bytes) => bytes.latin1Slice?.() ?? decode(bytes);

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value of a body, or `undefined` where it is no JSON. */
export function parseJson(body) {
  try {
    return body instanceof SplicedBody ? body.parse() : JSON.parse(body);
  } catch {
    return undefined;
  }
}
