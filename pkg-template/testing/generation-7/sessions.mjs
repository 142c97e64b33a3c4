import { Refusal } from './refusal.mjs';

const ACCESS_MS = 3_600_000;
const REFRESH_MS = 30 * 24 * ACCESS_MS;
const seconds = (ms) => Math.floor(ms / 1000);
const unknown = () => new Refusal(401, 'notFound', 'Access token not found');
const refused = () => new Refusal(401, 'refreshTokenInvalid', 'Refresh token is invalid');

export const bearer = (headers) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];

/** The pairs of tokens, each with its user. A pair that was renewed is gone at once. */
export class Sessions {
  #all = [];
  #now;
  #token;

  /** now: () => ms; token: () => a new one. */
  constructor(now, token) {
    this.#now = now;
    this.#token = token;
  }

  open(account, { access = this.#token(), refresh = this.#token() } = {}) {
    const now = this.#now();
    const session = { account, access, refresh, accessUntil: now + ACCESS_MS, refreshUntil: now + REFRESH_MS };
    this.#all.push(session);
    return session;
  }

  /** Whose a token in the body of a renewal is. */
  holder({ accessToken, refreshToken }) {
    return this.#all.find(({ access, refresh }) => access === accessToken || refresh === refreshToken)?.account;
  }

  /** Whose access token the headers carry. */
  authorise(headers) {
    const token = bearer(headers);
    const session = this.#all.find(({ access }) => access === token);
    if (!session) throw unknown();
    if (this.#now() >= session.accessUntil) throw new Refusal(401, 'accessTokenExpired', 'Access token expired');
    return session.account;
  }

  /** Both tokens anew: the server finds the session by both. */
  renew(headers, body) {
    const token = bearer(headers);
    const old = this.#all.find(({ access, refresh }) => access === token && refresh === body.refreshToken);
    if (!old || this.#now() >= old.refreshUntil) throw refused();
    this.#all.splice(this.#all.indexOf(old), 1);
    const session = this.open(old.account);
    return {
      accessToken: session.access,
      refreshToken: session.refresh,
      ...this.#accessEnd(session),
      ...this.#refreshEnd(session),
    };
  }

  renewAccess(_, body) {
    const session = this.#all.find(({ access }) => access === body.accessToken);
    if (!session || this.#now() >= session.accessUntil) throw unknown();
    Object.assign(session, { access: this.#token(), accessUntil: this.#now() + ACCESS_MS });
    return { accessToken: session.access, ...this.#accessEnd(session) };
  }

  renewRefresh(_, body) {
    const session = this.#all.find(({ refresh }) => refresh === body.refreshToken);
    if (!session || this.#now() >= session.refreshUntil) throw refused();
    Object.assign(session, { refresh: this.#token(), refreshUntil: this.#now() + REFRESH_MS });
    return { refreshToken: session.refresh, ...this.#refreshEnd(session) };
  }

  #accessEnd = ({ accessUntil }) => ({ accessTokenExpiredAt: seconds(accessUntil) });
  #refreshEnd = ({ refreshUntil }) => ({ refreshTokenExpiredAt: seconds(refreshUntil) });

  expire() {
    for (const session of this.#all) session.accessUntil = Number.NEGATIVE_INFINITY;
  }

  expireRefresh() {
    this.expire();
    for (const session of this.#all) session.refreshUntil = Number.NEGATIVE_INFINITY;
  }

  revoke() {
    this.#all = [];
  }
}
