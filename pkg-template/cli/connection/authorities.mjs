// Which authorities a certificate of the server may be signed by.
import fs from 'node:fs';
import { builtIn, usage } from '../shared/index.mjs';

/** Variables that other tools know, in the order in which they are looked at. */
const VARIABLES = ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE'];

/** Where distributions keep the bundle of the system. */
const BUNDLES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'];

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g;

/** The system as it is; tests give another one. */
const SYSTEM = { bundles: BUNDLES, certificatesOf: (kind) => builtIn('tls').getCACertificates?.(kind) };

/** `{ca, from}`: the certificates, or `undefined` for Node's own, and where they come from. */
export function authoritiesOf({ ca }, env = process.env, { bundles, certificatesOf } = SYSTEM) {
  if (ca) return { ca: certificatesIn(ca, ca), from: ca };
  for (const name of VARIABLES) {
    if (env[name]) return { ca: certificatesIn(env[name], `${name}, ${env[name]},`), from: `${name} (${env[name]})` };
  }
  if (env.NODE_EXTRA_CA_CERTS) return { ca: undefined, from: 'Node, with NODE_EXTRA_CA_CERTS' };
  const system = certificatesOf?.('system') ?? [];
  if (system.length) return { ca: withNodes(system), from: 'the system, and Node' };
  for (const bundle of bundles) {
    try {
      return { ca: withNodes(fs.readFileSync(bundle, 'latin1').match(CERTIFICATE)), from: `${bundle}, and Node` };
    } catch {} // the next one
  }
  return { ca: undefined, from: 'Node' };
}

/** Most of both are the same ones, and each costs its time. */
const withNodes = (system) => {
  const all = [...system, ...builtIn('tls').rootCertificates];
  return [...new Map(all.map((one) => [one.replaceAll(/\s/g, ''), one])).values()];
};

function certificatesIn(file, what) {
  let text;
  try {
    text = fs.readFileSync(file, 'latin1');
  } catch (error) {
    throw usage(`the certificates of ${what} cannot be read (${error.code})`);
  }
  const found = text.match(CERTIFICATE);
  if (!found) throw usage(`there is no certificate in ${what}: PEM is expected, -----BEGIN CERTIFICATE-----`);
  return found;
}
