// Which authorities a certificate of the server may be signed by.
import fs from 'node:fs';
import tls from 'node:tls';
import { usage } from '../shared/index.mjs';

/** Variables that other tools know, in the order in which they are looked at. */
const VARIABLES = ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE'];

/** Where distributions keep the bundle of the system. */
const BUNDLES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'];

/** `{ca, from}`: the certificates, or `undefined` for Node's own, and where they come from. */
export function authoritiesOf({ ca }, env = process.env) {
  if (ca) return { ca: [read(ca)], from: ca };
  for (const name of VARIABLES) if (env[name]) return { ca: [read(env[name], name)], from: `${name} (${env[name]})` };
  if (env.NODE_EXTRA_CA_CERTS) return { ca: undefined, from: 'Node, with NODE_EXTRA_CA_CERTS' };
  if (typeof tls.getCACertificates === 'function') {
    const system = tls.getCACertificates('system');
    if (system.length) return { ca: [...tls.rootCertificates, ...system], from: 'the system, and Node' };
  }
  for (const bundle of BUNDLES) {
    try {
      return { ca: [...tls.rootCertificates, fs.readFileSync(bundle, 'utf8')], from: `${bundle}, and Node` };
    } catch {} // the next one
  }
  return { ca: undefined, from: 'Node' };
}

function read(file, name = '--ca') {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw usage(`the certificates of ${name}, ${file}, cannot be read (${error.code})`);
  }
}
