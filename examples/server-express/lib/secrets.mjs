// The secrets of a server: read before it listens, renewed while it runs, with their age. The same file in both examples.
import Passwork from 'passwork-wasm';

/** So that a Passwork server that hangs costs one renewal and not all of them. */
const LIMITS = { timeout: 10_000, totalTimeout: 30_000, retry: 2 };

/** @typedef {Awaited<ReturnType<typeof openSecrets>>} Secrets */

/** An error and those in it, a line each. The errors of passwork-wasm show no secrets. */
export const explain = (/** @type {any} */ error) =>
  [error, ...(error.errors ?? [])].map(({ message }) => message).join('\n  ');

/**
 * Reads all secrets, or rejects with the errors of all that cannot be read.
 *
 * @param {object} settings as `readSettings` gives them
 * @param {import('passwork-wasm').PassworkOptions} settings.options
 * @param {(passwork: Passwork) => Promise<void>} settings.login
 * @param {Readonly<Record<string, string>>} settings.references
 * @param {number} settings.every milliseconds between two renewals, give or take a tenth
 * @param {number} settings.maxAge milliseconds after which the values are too old
 * @param {(text: string) => void} [log] is told why a renewal failed
 */
export async function openSecrets({ options, login, references, every, maxAge }, log = console.error) {
  const passwork = new Passwork({ ...LIMITS, readOnly: true, ...options });
  let values = /** @type {Readonly<Record<string, string>>} */ ({});
  let readAt = 0;
  let failure = /** @type {string | null} */ (null);
  let loggedIn = false;
  let closed = false;
  let renewal = /** @type {Promise<void> | undefined} */ (undefined);
  let timer = /** @type {NodeJS.Timeout | undefined} */ (undefined);

  /** All values or none: a user and its password belong together, also while both are being changed. */
  async function read() {
    const begun = performance.now();
    let answer = loggedIn ? await passwork.resolveAll(references) : undefined;
    if (!answer || Object.values(answer.errors).some((error) => error?.httpStatus === 401)) {
      await login(passwork); // the first time, or the session has ended
      loggedIn = true;
      answer = await passwork.resolveAll(references);
    }
    const fresh = /** @type {Record<string, string>} */ (answer.values);
    const errors = Object.entries(answer.errors).map(
      ([name, cause]) => new Error(`${name}: ${cause?.message}`, { cause }),
    );
    for (const [name, value] of Object.entries(fresh)) if (value === '') errors.push(new Error(`${name}: is empty`));
    if (errors.length) {
      const kind = Object.values(answer.errors)[0]?.kind ?? 'empty';
      throw Object.assign(new AggregateError(errors, 'secrets could not be read'), { kind });
    }
    values = Object.freeze(fresh);
    readAt = begun;
    failure = null;
  }

  /** Never rejects. A renewal that is under way is not begun a second time. */
  function renew() {
    clearTimeout(timer);
    renewal ??= read()
      .catch((error) => {
        if (closed) return;
        failure = error.kind ?? error.name;
        log(`secrets were not renewed: ${explain(error)}`);
      })
      .finally(() => {
        renewal = undefined;
        schedule();
      });
    return renewal;
  }

  /** The tenth keeps many servers that were started together from asking together. */
  function schedule() {
    if (!closed) timer = setTimeout(renew, every * (0.9 + 0.2 * Math.random())).unref();
  }

  /** Ends the renewals and the session. What was read stays, for the requests that are being answered. */
  async function close() {
    closed = true;
    clearTimeout(timer);
    await passwork.close().catch((error) => log(`the session was not ended: ${explain(error)}`));
    await renewal;
  }

  await read().catch(async (error) => {
    await close();
    throw error;
  });
  schedule();
  return {
    /** The values that belong together. To be asked for each time: kept, they grow old. */
    current: () => values,
    /** `age` in seconds; `error`: the kind of the last renewal's error, or `null`. */
    health() {
      const age = performance.now() - readAt;
      return { ok: age <= maxAge, age: Math.round(age / 1000), error: failure };
    },
    renew,
    close,
  };
}
