// Sessions of API v4: the key of a user, and pairs of tokens.
import { Refusal } from './failures.mjs';

const TOKEN_SECONDS = 600;
const REFRESH_SECONDS = 86400;

const WRONG_KEY = { errorMessage: 'Wrong API key' };
const EXPIRED = { errorMessage: 'Session expired' };
const WRONG_REFRESH = { errorMessage: 'Refresh token is wrong' };

export class Sessions {
  #users;
  #clock;
  #random;
  #hasRefresh;
  #isSealed;
  #pairs = new Map();
  #isRevoked = false;

  /** `hasRefresh`: servers before 5.4 give no refresh tokens. */
  constructor({ users, clock, random, hasRefresh, isSealed }) {
    this.#users = users;
    this.#clock = clock;
    this.#random = random;
    this.#hasRefresh = hasRefresh;
    this.#isSealed = isSealed;
  }

  logIn(apiKey, body) {
    const user = this.#users.find((one) => one.apiKey === apiKey);
    if (!user || this.#isRevoked) throw new Refusal(403, 'apiKeyIsWrong', WRONG_KEY);
    if (!this.#isSealed && body?.useMasterPassword) {
      throw new Refusal(400, 'clientSideEncryptionDisabled', { clientSideEncryption: false });
    }
    const { name, email } = user.document;
    return { ...this.#issue(user), user: { name, email } };
  }

  refresh(token, refreshToken) {
    const pair = this.#pairs.get(token);
    const isAlive = pair?.refreshToken && !pair.isUsed && this.#clock.now() < pair.refreshUntil;
    if (!isAlive || pair.refreshToken !== refreshToken) throw new Refusal(401, 'apiRefreshTokenInvalid', WRONG_REFRESH);
    pair.isUsed = true;
    return this.#issue(pair.user);
  }

  logOut(token) {
    this.#pairs.delete(token);
    return true;
  }

  /** The user of a token. */
  user(token) {
    const pair = this.#pairs.get(token);
    if (!pair || pair.isUsed || this.#clock.now() >= pair.until) throw new Refusal(401, 'apiSessionExpired', EXPIRED);
    return pair.user;
  }

  expire() {
    for (const pair of this.#pairs.values()) pair.until = Number.NEGATIVE_INFINITY;
  }

  expireRefresh() {
    this.expire();
    for (const pair of this.#pairs.values()) pair.refreshUntil = Number.NEGATIVE_INFINITY;
  }

  revoke() {
    this.#pairs.clear();
    this.#isRevoked = true;
  }

  #issue(user) {
    const now = this.#clock.now();
    const token = this.#random.text(43);
    const refreshToken = this.#hasRefresh ? this.#random.text(43) : undefined;
    const [until, refreshUntil] = [now + TOKEN_SECONDS * 1000, now + REFRESH_SECONDS * 1000];
    this.#pairs.set(token, { user, refreshToken, until, refreshUntil, isUsed: false });
    return {
      token,
      refreshToken,
      tokenTtl: TOKEN_SECONDS,
      refreshTokenTtl: REFRESH_SECONDS,
      tokenExpiredAt: Math.floor(until / 1000),
      refreshTokenExpiredAt: Math.floor(refreshUntil / 1000),
    };
  }
}
