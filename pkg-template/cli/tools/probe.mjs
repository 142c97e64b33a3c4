// One request without a secret, over a connection that is looked at instead of trusted: what doctor knows of the way to the server.
import http from 'node:http';
import https from 'node:https';

/** So much of a page is enough to see what it is. */
const MOST_BYTES = 64 * 1024;

/**
 * Asks for an address by GET, without following redirects.
 *
 * @returns {Promise<{status: number, headers: object, body: string, ms: number, at: number, tls?: object}>} `at`: when the answer came,
 * by this machine's clock; `tls`: certificate, protocol and `reason`, why it is not trusted.
 */
export function probe(address, { agent, timeout }) {
  const { request } = address.startsWith('https:') ? https : http;
  const began = Date.now();
  return new Promise((resolve, reject) => {
    const asked = request(address, { agent, timeout, headers: { accept: 'application/json' } });
    const giveUp = setTimeout(() => asked.destroy(timedOut(timeout)), timeout);
    asked.once('timeout', () => asked.destroy(timedOut(timeout)));
    asked.once('error', reject);
    asked.once('close', () => clearTimeout(giveUp));
    asked.once('response', (answer) => {
      const at = Date.now();
      const tls = tlsOf(answer.socket);
      const parts = [];
      let length = 0;
      const done = () => {
        const body = Buffer.concat(parts).toString('utf8');
        resolve({ status: answer.statusCode, headers: answer.headers, body, ms: at - began, at, tls });
      };
      answer.on('data', (part) => {
        parts.push(part);
        length += part.length;
        if (length < MOST_BYTES) return;
        done();
        asked.destroy();
      });
      answer.once('end', done);
      answer.once('error', reject);
      answer.once('close', done); // cut off: what came says enough
    });
    asked.end();
  });
}

const timedOut = (ms) => Object.assign(new Error('timed out'), { code: 'ETIMEDOUT', after: ms });

/** What a TLS connection shows of the server. */
function tlsOf(socket) {
  if (typeof socket.getPeerCertificate !== 'function') return undefined;
  const certificate = socket.getPeerCertificate(true);
  const reason = socket.authorized ? undefined : String(socket.authorizationError ?? 'unknown');
  return { protocol: socket.getProtocol(), certificate, reason };
}
