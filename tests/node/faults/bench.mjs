// One server and one client for many calls: the contents are put back before each, and the requests of each are seen.
import { looksSealed } from '../../conformance/crypto.mjs';
import { startServer } from '../../conformance/server.mjs';
import { buildWorld } from '../../conformance/world.mjs';

const copy = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
const KEPT = new Set(['sessions', 'issued']);
const READS = /^(GET |POST \/(passwords\/search|folders\/search|user\/notifications|info\/activity|sharing\/inbox\/))/;

/** Changes something on the server, as opposed to the POSTs that only ask. */
export const isWrite = ({ method, path, body }) =>
  body?.silent === false ||
  !(READS.test(`${method} ${path}`) || path.startsWith('/auth/login') || path.startsWith('/auth/refresh'));

/** `METHOD /path`, with the secrets of logins left out. */
export const nameOf = ({ method, path }) =>
  `${method} ${path.replace(/^\/auth\/(login|refreshToken)\/.*/, '/auth/$1/***')}`;

export class Bench {
  constructor(Passwork, world, server) {
    Object.assign(this, { Passwork, world, server, sealed: world.mode === 'master' });
    this.first = copy({ ...server.state, sessions: undefined });
  }

  static async start(Passwork, worldName) {
    const world = buildWorld(worldName);
    return new Bench(Passwork, world, await startServer({ world }));
  }

  /** A client with a session; `tokens` is its pair. */
  async client() {
    const client = new this.Passwork(this.server.url);
    const { token, refreshToken } = await client.login(this.world.apiKey, this.world.masterPassword);
    return { client, tokens: { token, refreshToken } };
  }

  /** The contents as they were in the beginning; sessions stay. */
  restore() {
    for (const [name, value] of Object.entries(copy(this.first))) {
      if (!KEPT.has(name)) this.server.state[name] = value;
    }
  }

  /** Nothing is on its way to the server any more. */
  async idle() {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.server.stats.inFlight);
  }

  /** Runs `call` with a fault: `{value | error, requests, ms}`. */
  async run(call, fault) {
    const from = this.server.log.length;
    if (fault) this.server.addFault(fault);
    const started = performance.now();
    const outcome = await call().then(
      (value) => ({ value }),
      (error) => ({ error }),
    );
    await this.idle();
    return { ...outcome, ms: performance.now() - started, requests: this.server.log.slice(from) };
  }

  async stop() {
    await this.server.close();
  }
}

/** A result with all that is random at each call left out, so that two of them can be compared. */
export const comparable = (value, name = '') => {
  if (typeof value === 'string' && (/crypted|hash|token/i.test(name) || looksSealed(value))) return `(${name})`;
  if (typeof value === 'string') return value.replace(/#code=.*/, '#code=…').replace(/New\d+$|link\d+/, '(new)');
  if (typeof value === 'function') return `(function ${name})`;
  if (Array.isArray(value)) return value.map((item) => comparable(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value).map(([key, member]) => [key, comparable(member, key)]);
};
