// What doctor looks at without a secret: names, the way to the server, its certificate, who answers, its clock.
import dns from 'node:dns/promises';
import net from 'node:net';
import { agentFor, serverOf } from '../connection/index.mjs';
import { EXIT } from '../shared/index.mjs';
import { daysLeft, described, distrust } from './certificate.mjs';
import { probe } from './probe.mjs';

/** Limit for looking up a name. */
const LOOKUP_MS = 10_000;
/** By so much the clock may be wrong: codes of second factors change every 30 s. */
const CLOCK_MS = 30_000;
/** A certificate that ends so soon is told. */
const FEW_DAYS = 14;

const ok = (message) => ({ status: 'ok', message });
const warning = (message, advice) => ({ status: 'warning', message, advice });
const failed = (exitCode, message, advice) => ({ status: 'failed', message, advice, exitCode });
const unreachable = (message, advice) => failed(EXIT.unreachable, message, advice);

/**
 * Looks at the way to the server. `report(check, result)` is called for each check in its order.
 *
 * @returns {Promise<{generation?: 4 | 7, isTrusted: boolean}>} What the further checks go by.
 */
export async function checkNetwork({ host, ca, isVerified, timeout }, report) {
  const nothing = { isTrusted: false };
  const { hostname, protocol } = new URL(host);
  const isTls = protocol === 'https:';
  let way;
  try {
    way = await agentFor({ host, ca, isVerified: true });
    // The certificate is looked at instead of ending the connection: what goes over it holds no secret.
    if (way.agent) way.agent.options.rejectUnauthorized = false;
  } catch (error) {
    report('authorities', failed(EXIT.usage, error.message));
    return nothing;
  }
  report('proxy', ok(way.proxy ? `${shownProxy(way.proxy)}, by the environment` : 'none'));
  report('authorities', ok(isTls ? `those of ${way.from}` : 'none: plain http'));
  const looked = await checkName(way.proxy ? new URL(way.proxy).hostname : hostname);
  report('dns', looked);
  if (looked.status === 'failed') return nothing;

  const server = serverOf(host);
  let answer;
  let isOf4 = false;
  try {
    answer = await probe(`${server}/api/v4/info/version`, { agent: way.agent, timeout });
    isOf4 = answer.status === 200 && isJson(answer);
  } catch (error) {
    report('connection', notConnected(error, way.proxy));
    return nothing;
  }
  const isTrusted = !isTls || answer.tls?.reason === undefined || !isVerified;
  if (answer.status === 407) {
    report('connection', unreachable('the proxy wants a name and a password', 'Write them into its address'));
    return nothing;
  }
  report('connection', ok(`answers in ${answer.ms} ms`));
  report('tls', checkCertificate(answer.tls, { isTls, isVerified, hostname }));
  const { generation, ...result } = isOf4 ? versionOf4(answer) : await checkOther(answer, server, way, timeout);
  report('server', result);
  report('clock', checkClock(answer));
  return { generation, isTrusted };
}

/** A proxy's address without its password. */
const shownProxy = (proxy) => {
  const { protocol, host } = new URL(proxy);
  return `${protocol}//${host}`;
};

async function checkName(name) {
  const bare = name.replace(/^\[|\]$/g, '');
  if (net.isIP(bare)) return ok(`${bare} is an address`);
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(), { code: 'ETIMEDOUT' })), LOOKUP_MS);
  });
  try {
    const found = await Promise.race([dns.lookup(bare, { all: true }), late]);
    return ok(`${bare} is ${found.map(({ address }) => address).join(', ')}`);
  } catch (error) {
    const why = error.code === 'ENOTFOUND' ? 'nobody knows this name' : `no answer about this name (${error.code})`;
    return unreachable(`${bare}: ${why}`, 'Check the host for slips, the network, and whether a VPN is needed');
  } finally {
    clearTimeout(timer);
  }
}

const CONNECTING = {
  ECONNREFUSED: ['nobody listens there: the connection is refused', 'Check the port, and whether the server runs'],
  ETIMEDOUT: ['no answer in time', 'Check the address, and whether a firewall or a VPN is between'],
  EHOSTUNREACH: ['there is no way to this address', 'Check the network, and whether a VPN is needed'],
  ENETUNREACH: ['there is no way to this address', 'Check the network, and whether a VPN is needed'],
  ECONNRESET: [
    'the connection broke',
    'Look for a firewall between, or for a port that wants TLS: https:// or http://',
  ],
  EPROTO: ['what answers there does not speak TLS', 'Check the port; for a server without TLS the host is http://…'],
  ENOTFOUND: ['nobody knows this name', 'Check the host for slips'],
};

function notConnected({ code, syscall, message }, proxy) {
  const isProtocol = code === 'EPROTO' || /^ERR_SSL_/.test(code ?? '');
  const known = CONNECTING[isProtocol ? 'EPROTO' : code];
  const [what, advice] = known ?? [`no connection (${code ?? syscall ?? message})`, 'Check the address'];
  return unreachable(proxy ? `through the proxy: ${what}` : what, proxy ? `${advice}; NO_PROXY leaves it out` : advice);
}

function checkCertificate(tls, { isTls, isVerified, hostname }) {
  if (!isTls || tls === undefined) return ok('none: plain http');
  if (tls.reason !== undefined) {
    const { message, advice } = distrust(tls, hostname);
    return isVerified ? unreachable(message, advice) : warning(`${message}; not checked (--no-ssl-verify)`, advice);
  }
  const days = daysLeft(tls);
  if (days < FEW_DAYS) return warning(`${described(tls)}: ${days} days`, 'Have it renewed on the server');
  return ok(described(tls));
}

const isJson = ({ body }) => {
  try {
    const value = JSON.parse(body);
    return value !== null && typeof value === 'object';
  } catch {
    return false;
  }
};

function versionOf4({ body }) {
  const version = JSON.parse(body).data?.version;
  const known = typeof version === 'string' ? `, version ${version}` : '';
  return { generation: 4, ...ok(`API v4${known}`) };
}

/** Who answers that does not speak API v4: Passwork 7, or something else. */
async function checkOther(first, server, { agent }, timeout) {
  let answer;
  try {
    answer = await probe(`${server}/api/v1/app/features`, { agent, timeout });
  } catch (error) {
    return notConnected(error);
  }
  // Passwork 7 refuses in JSON too; a server of API v4 answers such an address with a page.
  if (isJson(answer) && answer.status !== 404) return { generation: 7, ...ok('Passwork 7') };
  if (answer.status >= 500) {
    return failed(EXIT.refused, `the server is out of order: it answers with ${answer.status}`, 'Try again later');
  }
  return unreachable(
    `something else than a Passwork server answers: ${shownAnswer(first)}`,
    'Check the host, and what stands between: a captive portal, the login page of a proxy',
  );
}

/** What came instead of an answer: a redirect, a page with its title, something else. */
function shownAnswer({ status, headers, body }) {
  const { location } = headers;
  if (status >= 300 && status < 400 && location) return `it sends to ${originOf(location)} (${status})`;
  const title = /<title[^>]*>\s*([^<]{1,80})/i.exec(body)?.[1].trim();
  if (title) return `a web page, '${title}' (${status})`;
  return `${headers['content-type'] ?? 'something without a type'} (${status})`;
}

const originOf = (location) => {
  try {
    return new URL(location).origin;
  } catch {
    return 'another page';
  }
};

function checkClock({ headers, at, ms }) {
  const told = Date.parse(headers.date ?? '');
  if (Number.isNaN(told)) return { status: 'skipped', message: 'the server tells no time' };
  // The server wrote it half-way, and it has whole seconds.
  const seconds = Math.round((at - ms / 2 - (told + 500)) / 1000);
  const by = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} the server`;
  if (Math.abs(seconds) * 1000 > CLOCK_MS) {
    const advice = 'Set it by the network (NTP): codes of second factors and the end of tokens go by it';
    return failed(EXIT.refused, `this machine is ${by}`, advice);
  }
  return ok(Math.abs(seconds) < 2 ? 'as the server' : by);
}
