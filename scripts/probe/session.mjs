// Requests to somebody's server: each is a result, a refusal too. It stops when it is told to, or when nobody answers any more.

/** Nothing more is to be asked. */
export class Stopped extends Error {}

/** Something that a guess stands on did not work; `result` says how. */
export class Missing extends Error {
  constructor(what, result) {
    super(what);
    this.result = result;
  }
}

const NO_ANSWER = ['network', 'timeout'];

export class Session {
  #passwork;
  #signal;

  constructor(passwork, signal) {
    this.#passwork = passwork;
    this.#signal = signal;
  }

  /**
   * Does something with the client. A request that was sent is waited for even when the probe is interrupted meanwhile: what
   * it made has to be known, to be cleaned up.
   *
   * @returns {Promise<{ok: true, answer: any} | {ok: false, kind: string, status?: number, code?: string, field?: string}>}
   */
  async attempt(work) {
    if (this.#signal?.aborted) throw new Stopped('interrupted');
    const result = await resultOf(() => work(this.#passwork));
    if (result.ok) return result;
    if (result.status === 401 && result.code === 'accessTokenExpired')
      throw new Stopped('the access token has expired');
    if (NO_ANSWER.includes(result.kind)) await this.#stillThere();
    return result;
  }

  /** where: an address without ids, or one made by `at`. */
  request(method, where, payload) {
    return this.attempt((passwork) => passwork.call(method, String(where), payload));
  }

  /** What must work, because a guess stands on it. */
  async need(what, work) {
    const result = await this.attempt(work);
    if (!result.ok) throw new Missing(what, result);
    return result.answer;
  }

  read(where, payload) {
    return this.need(`GET ${where.form ?? where}`, (passwork) => passwork.call('GET', String(where), payload));
  }

  /** One request without an answer may be the fault of an address; two are the server's. */
  async #stillThere() {
    const { ok, kind } = await resultOf(() => this.#passwork.call('GET', '/users/info'));
    if (!ok && NO_ANSWER.includes(kind)) throw new Stopped('the server does not answer any more');
  }
}

/** An error of the client as plain words; texts of the server stay where they are. */
export async function resultOf(work) {
  try {
    return { ok: true, answer: await work() };
  } catch (error) {
    const { kind = error?.name, httpStatus: status, code, data } = error ?? {};
    return { ok: false, kind, status, code, field: data?.errors?.[0]?.field };
  }
}

/** An address with ids in it, and its form for the report: at`/items/${id}`. */
export function at(strings, ...ids) {
  const path = String.raw({ raw: strings }, ...ids.map(encodeURIComponent));
  return { toString: () => path, form: strings.join('{id}') };
}
