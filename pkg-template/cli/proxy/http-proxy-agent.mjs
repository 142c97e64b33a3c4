// A proxy for hosts with plain http: it is asked for the whole address, and no tunnel is made (many proxies make some
// to port 443 only).
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';

export class HttpProxyAgent extends http.Agent {
  #proxy;

  /** @param {URL} proxy */
  constructor(proxy, options) {
    super(options);
    this.#proxy = proxy;
  }

  addRequest(request, options) {
    const { username, password } = this.#proxy;
    const host = net.isIPv6(options.host) ? `[${options.host}]` : options.host;
    request.path = `http://${host}:${options.port ?? 80}${request.path}`;
    if (username || password) {
      const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      request.setHeader('Proxy-Authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
    }
    super.addRequest(request, options);
  }

  createConnection({ ca, rejectUnauthorized }) {
    const { protocol, hostname, port } = this.#proxy;
    const host = hostname.replace(/^\[|\]$/g, '');
    if (protocol === 'http:') return net.connect({ host, port: Number(port) || 80 });
    const servername = net.isIP(host) ? undefined : host;
    return tls.connect({ host, port: Number(port) || 443, servername, ca, rejectUnauthorized });
  }
}
