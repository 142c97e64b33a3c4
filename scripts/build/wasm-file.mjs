// Reading and writing the binary form of modules (WebAssembly core specification, §5).

/** Reads LEB128 numbers and names from a position on. */
export class Cursor {
  constructor(bytes, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }
  byte() {
    return this.bytes[this.position++];
  }
  number() {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
  slice(length) {
    this.position += length;
    return this.bytes.subarray(this.position - length, this.position);
  }
  name() {
    return this.slice(this.number()).toString();
  }
  /** Skips the limits of a memory or table. */
  limits() {
    const flags = this.number();
    this.number();
    if (flags & 1) this.number();
  }
}

/** A number as LEB128. */
export function unsigned(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}

/** The sections of a module: their number, and where their content is. */
export function readSections(wasm) {
  const sections = [];
  const cursor = new Cursor(wasm, 8);
  while (cursor.position < wasm.length) {
    const id = cursor.byte();
    const length = cursor.number();
    sections.push({ id, from: cursor.position, to: cursor.position + length });
    cursor.slice(length);
  }
  return sections;
}

/** A module with one more custom section. */
export function withSection(wasm, name, content) {
  const title = Buffer.from(name);
  const body = Buffer.concat([unsigned(title.length), title, content]);
  return Buffer.concat([wasm, Buffer.from([0]), unsigned(body.length), body]);
}
