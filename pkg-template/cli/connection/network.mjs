// The way to the server: proxies and authorities. Where there is nothing to say, the library's own HTTP client does as it does.
import { authoritiesOf } from './authorities.mjs';

/** The proxy for a host by the environment, `''` for none. The variables stand in small or in capital letters. */
export async function proxyFor(host) {
  const { env } = process;
  const isSet = (name) => env[name] || env[name.toLowerCase()];
  if (!isSet('HTTPS_PROXY') && !isSet('HTTP_PROXY') && !isSet('ALL_PROXY')) return '';
  const { getProxyForUrl } = await import('../proxy/index.mjs');
  return getProxyForUrl(host);
}

/** The option `httpAgent` of a client, or `undefined`; `from`: where the authorities come from. */
export async function agentFor({ host, ca, isVerified }) {
  const isTls = host.toLowerCase().startsWith('https:');
  const proxy = await proxyFor(host);
  const tls = isTls ? { ...authoritiesOf({ ca }), rejectUnauthorized: isVerified } : {};
  const { from, ...options } = tls;
  if (proxy) {
    const { HttpProxyAgent, HttpsProxyAgent } = await import('../proxy/index.mjs');
    const Agent = isTls ? HttpsProxyAgent : HttpProxyAgent;
    return { agent: new Agent(proxy, { ...options, keepAlive: true }), from, proxy };
  }
  if (!isTls) return { agent: undefined, from, proxy };
  const { Agent } = await import('node:https');
  return { agent: new Agent({ ...options, keepAlive: true }), from, proxy };
}
