// Values as API v4 holds them: sealed, or in the plain form where there is no client-side encryption.
import { base64, binaryOf, fromBase64 } from '../bytes.mjs';

/** What stands for a key where nothing is sealed. */
const FILLER = 'a'.repeat(32);

export class Sealing {
  #crypto;
  #random;

  /** `isSealed`: with client-side encryption. */
  constructor(crypto, random, isSealed) {
    this.#crypto = crypto;
    this.#random = random;
    this.isSealed = isSealed;
  }

  newKey(length = 100) {
    return this.isSealed ? this.#random.text(length) : FILLER;
  }

  write(text, key) {
    return this.isSealed ? this.#crypto.seal(text, key) : this.#crypto.writeCodeUnits(text);
  }

  /** The text of a value; `undefined` if the key does not open it. */
  read(value, key) {
    if (value === null || value === undefined) return '';
    return this.isSealed ? this.#crypto.open(value, key) : this.#crypto.readCodeUnits(value);
  }

  /** The members of a file. */
  writeFile(bytes, key) {
    const fileKey = this.newKey();
    return {
      encryptedKey: this.write(fileKey, key),
      encryptedData: this.write(base64(bytes), fileKey),
      hash: this.#crypto.protocolHash(binaryOf(bytes)),
    };
  }

  readFile(file, key) {
    const data = this.read(file.encryptedData, this.read(file.encryptedKey, key));
    return data === undefined ? undefined : fromBase64(data);
  }

  writeFields(fields, key) {
    return fields.map(({ name, value, type }) => ({
      name: this.write(name, key),
      value: this.write(value, key),
      type: this.write(type, key),
    }));
  }

  readFields(fields, key) {
    return fields.map(({ name, value, type }) => ({
      name: this.read(name, key),
      value: this.read(value, key),
      type: this.read(type, key),
    }));
  }
}
