// Proxies, loaded where the environment names one.
export { HttpsProxyAgent } from 'https-proxy-agent';
export { getProxyForUrl } from 'proxy-from-env';
export { HttpProxyAgent } from './http-proxy-agent.mjs';
