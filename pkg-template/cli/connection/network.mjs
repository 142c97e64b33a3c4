// The way to the server: proxies and authorities. Where there is nothing to say, the library's own HTTP client does as
// it does.
import { usage } from '../shared/index.mjs';
import { authoritiesOf } from './authorities.mjs';

/**
 * The proxy for a host by the environment, as a URL; `undefined` for none. The variables stand in small or in capital
 * letters; one without a scheme is of http, as curl has it.
 */
export async function proxyFor(host, env = process.env) {
  const { protocol, hostname } = new URL(host);
  const names = [`${protocol.slice(0, -1)}_proxy`, 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);
  const name = names.find((one) => env[one]);
  if (name === undefined || isSpared(hostname, env)) return undefined;
  const { getProxyForUrl } = await import('../proxy/index.mjs');
  if (!getProxyForUrl(host)) return undefined;
  const given = env[name].includes('://') ? env[name] : `http://${env[name]}`;
  let proxy;
  try {
    proxy = new URL(given);
    decodeURIComponent(proxy.username + proxy.password);
  } catch {
    throw usage(`${name} is no address of a proxy`); // it may hold a password, so it is not shown
  }
  if (proxy.protocol === 'http:' || proxy.protocol === 'https:') return proxy;
  throw usage(`${name} names a proxy of ${proxy.protocol}//, and only http:// and https:// can be used`);
}

/** Whether `NO_PROXY` has a domain of the host: `example.com` means what is below it too, as other tools have it. */
function isSpared(hostname, env) {
  const spared = (env.no_proxy || env.NO_PROXY || '').toLowerCase().split(/[\s,]+/);
  return spared.some((domain) => /^[a-z]/.test(domain) && hostname.endsWith(`.${domain}`));
}

/**
 * `{agent, from, proxy}`: the option `httpAgent` of a client, or `undefined`; where the authorities come from; the
 * address of the proxy, without its password.
 */
export async function agentFor({ host, ca, isVerified }) {
  const isTls = /^https:/i.test(host);
  const proxy = await proxyFor(host);
  const isChecked = isVerified && (isTls || proxy?.protocol === 'https:');
  const { from, ...trusted } = isChecked ? authoritiesOf({ ca }) : { from: undefined };
  const options = { ...trusted, rejectUnauthorized: isVerified, keepAlive: true };
  if (proxy) {
    const { HttpProxyAgent, HttpsProxyAgent } = await import('../proxy/index.mjs');
    const agent = isTls ? new HttpsProxyAgent(proxy, options) : new HttpProxyAgent(proxy, options);
    // The options of a HttpsProxyAgent are for the proxy alone: those for what is behind it are its own.
    Object.assign(agent.options, options);
    return { agent, from, proxy: proxy.origin };
  }
  if (!isTls) return { agent: undefined, from, proxy: '' };
  const { Agent } = await import('node:https');
  return { agent: new Agent(options), from, proxy: '' };
}
