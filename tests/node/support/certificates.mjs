// Certificates as a company's own authority makes them, by node:crypto alone: X.509 v3, ECDSA over P-256.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import net from 'node:net';

const DAY = 86_400_000;

/** One DER value. */
function der(tag, ...parts) {
  const body = Buffer.concat(parts);
  let length = Buffer.from([body.length]);
  if (body.length > 127) {
    const bytes = Buffer.from(body.length.toString(16).padStart(body.length > 255 ? 4 : 2, '0'), 'hex');
    length = Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
  }
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

const sequence = (...parts) => der(0x30, ...parts);
const integer = (bytes) => der(0x02, bytes);
const bits = (bytes) => der(0x03, Buffer.from([0]), bytes);
const octets = (bytes) => der(0x04, bytes);
const yes = der(0x01, Buffer.from([0xff]));
const oid = (hex) => der(0x06, Buffer.from(hex, 'hex'));
const time = (date) =>
  der(
    0x17,
    Buffer.from(
      date
        .toISOString()
        .slice(2)
        .replace(/[-:T]|\.\d+/g, ''),
    ),
  );
const named = (name) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));

const address = (name) =>
  net.isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));

const pem = (bytes) =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;

/**
 * @param {string} name
 * @param {{names?: string[], issuer?: object, authority?: boolean, from?: number, until?: number}} about `names`: hosts
 *   and addresses that it is for; `issuer`: who signs it, else itself; `from`, `until`: days from now
 * @returns {{name: string, cert: string, key: string}} PEM
 */
export function makeCertificate(name, { names = [], issuer, authority = false, from = -1, until = 1 } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extensions = [sequence(oid('551d13'), yes, octets(authority ? sequence(yes) : sequence()))];
  if (names.length) extensions.push(sequence(oid('551d11'), octets(sequence(...names.map(address)))));
  const content = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_SHA256,
    named(issuer?.name ?? name),
    sequence(...[from, until].map((days) => time(new Date(Date.now() + days * DAY)))),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', content, issuer?.key ?? privateKey);
  return {
    name,
    cert: pem(sequence(content, ECDSA_SHA256, bits(signature))),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
}
