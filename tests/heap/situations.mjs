// What a program may do with a client before nothing must be left in memory. Each begins, and gives what ends it; that
// tells what came of it. In Node and in pages.
import { SHORT_USES, use } from './use.mjs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const never = new Promise(() => {});

/** A promise, and what keeps it. */
function signal() {
  let give;
  const given = new Promise((resolve) => {
    give = resolve;
  });
  return { given, give };
}

const outcomeOf = (call) =>
  call.then(
    () => 'fine',
    (error) => error.kind ?? String(error),
  );

/** The kind of failure of a call; of one that does not end either, from now on, `open`. */
const within = (outcome) => Promise.race([outcome, pause(3000).then(() => 'open')]);
const kindOf = (call) => within(outcomeOf(call));

/** A fetch that answers matching requests as it is told to, and a promise of the first of them. */
function answering(asking, answer) {
  const pattern = new RegExp(asking);
  const asked = signal();
  const fetchHere = (url, init) => {
    if (!pattern.test(`${init.method} ${url}`)) return fetch(url, init);
    asked.give();
    return answer(url, init);
  };
  return { fetch: fetchHere, reached: asked.given };
}

/** An answer of the server that comes when `release` is called, also to those who do not want it any more. */
function holdingAnswer() {
  const { given, give } = signal();
  const answer = async (url, init) => {
    const answered = fetch(url, { ...init, signal: undefined });
    await given;
    return answered;
  };
  return { answer, release: give };
}

/** Cryptography of the platform, whose next answer comes when `release` is called. */
function holding(method) {
  const real = crypto.subtle[method];
  const asked = signal();
  const { given, give } = signal();
  crypto.subtle[method] = async (...args) => {
    const answered = real.apply(crypto.subtle, args);
    asked.give();
    crypto.subtle[method] = real;
    await given;
    return answered;
  };
  return { reached: asked.given, release: give };
}

const json = (status, body, headers) =>
  Promise.resolve(
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } }),
  );

async function loggedIn({ P, url, apiKey, master }, options) {
  const client = new P({ host: url, ...options });
  await client.login(apiKey, master);
  return client;
}

/** Logged in, and then the access token is not taken any more; `held`: what answers the request for new ones. */
function expired(given, held, options) {
  const refused = answering(given.at.password, () =>
    json(401, { errors: [{ code: 'accessTokenExpired', message: 'expired' }] }),
  );
  const both = (to, init) => (to.endsWith(given.at.renewal) ? held : refused).fetch(to, init);
  return loggedIn(given, { fetch: both, ...options });
}

/** A use of a client that then ends in one of these ways, while what it has given is alive. */
const afterUse = (ending) => async (given) => {
  const client = await loggedIn(given);
  const { shown, results, secrets } = await use(client, given);
  const end = async () => [await kindOf(client[ending]()), shown, results.length];
  return Object.assign(end, { secrets });
};

/** A call that is under way when the client is closed; what it waits for may come `afterwards`. */
const closed = (client, call, afterwards = () => {}) => {
  const outcome = outcomeOf(call);
  return async () => {
    const ended = [await kindOf(client.close()), await within(outcome)];
    await afterwards();
    return ended;
  };
};

/** Lets go what was held up, and waits until the client has seen it. */
const later = (held) => async () => {
  held.release();
  await pause(100);
};

/** A derivation that is under way: by the platform, which answers later, or by the engine, which takes seconds. */
async function derivation({ P, url, apiKey, master, at, byPlatform }, options) {
  const asked = answering(at.options, fetch);
  const held = byPlatform ? holding('deriveBits') : undefined;
  const client = new P({ host: url, fetch: asked.fetch, ...options });
  const call = client.login(apiKey, master);
  const afterwards = held ? later(held) : undefined;
  await asked.reached;
  await (held ? held.reached : pause(300));
  return { client, call, afterwards };
}

export const situations = {
  close: afterUse('close'),
  logout: afterUse('logout'),

  /** Tells what of the secrets that were known before is left after each. */
  async short(given) {
    const client = await loggedIn(given);
    await client.getPassword(given.ids.password);
    return async () => {
      await client.close();
      const left = {};
      for (const [name, run] of Object.entries(SHORT_USES)) {
        const used = await loggedIn(given);
        const made = await run(used, given);
        await used.close();
        await made?.close?.();
        left[name] = given.look();
      }
      return left;
    };
  },

  async unanswered(given) {
    const held = answering(given.at.password, () => never);
    const client = await loggedIn(given, { fetch: held.fetch });
    const call = client.getPassword(given.ids.password);
    const end = closed(client, call);
    await held.reached;
    return end;
  },

  async unansweredInside(given) {
    const held = answering(given.at.vault, () => never);
    const client = await loggedIn(given, { fetch: held.fetch });
    const end = closed(client, client.addPassword({ vaultId: given.ids.vault, password: given.written }));
    await held.reached;
    return end;
  },

  async unread(given) {
    const client = await loggedIn(given);
    const asked = signal();
    const arrayBuffer = () => {
      asked.give();
      return never;
    };
    const path = Object.defineProperty(new Blob(['contents']), 'arrayBuffer', { value: arrayBuffer });
    const fields = { vaultId: given.ids.vault, password: given.written, attachments: [{ path, name: 'f' }] };
    const end = closed(client, client.addPassword(fields));
    await asked.given;
    return end;
  },

  async retry(given) {
    const busy = () => json(503, { status: 'failed' }, { 'retry-after': '30' });
    const held = answering(given.at.password, busy);
    const client = await loggedIn(given, { fetch: held.fetch, retry: 3 });
    const end = closed(client, client.getPassword(given.ids.password));
    await held.reached;
    await pause(50); // the answer is read
    return end;
  },

  async derivation(given) {
    const { client, call, afterwards } = await derivation(given);
    return closed(client, call, afterwards);
  },

  async options({ P, url, master, tokens, at }) {
    const options = answering(at.options, () => never);
    const logout = answering(at.logout, () => json(200, { status: 'success', data: true }));
    const both = (to, init) => (to.endsWith(at.logout) ? logout : options).fetch(to, init);
    const client = new P({ host: url, fetch: both });
    const end = closed(client, client.setAuthOptions(tokens, master));
    await options.reached;
    return end;
  },

  /** Wrong keys, and whatever the server was told to answer. The client lives on. */
  async failed({ P, url, apiKey, wrongKey, master, wrong }) {
    const client = new P(url);
    return async () => [await kindOf(client.login(wrong ? wrongKey : apiKey, master)), typeof client.login];
  },

  async aborted({ P, url, apiKey, master, at }) {
    const controller = new AbortController();
    const held = answering(at.options, () => never);
    const client = new P({ host: url, fetch: held.fetch, signal: controller.signal });
    const outcome = outcomeOf(client.login(apiKey, master));
    await held.reached;
    return async () => {
      controller.abort();
      return [await within(outcome), typeof client.login];
    };
  },

  async abortedDerivation(given) {
    const controller = new AbortController();
    const { client, call, afterwards } = await derivation(given, { signal: controller.signal });
    const outcome = outcomeOf(call);
    return async () => {
      controller.abort();
      const ended = [await within(outcome), typeof client.login];
      await afterwards?.();
      return ended;
    };
  },

  async trap(given) {
    const client = await loggedIn(given);
    const { secrets } = await use(client, given);
    const end = async () => {
      const [engine] = given.engines;
      engine.trap = /^client_call$/;
      const kind = await kindOf(client.getPassword(given.ids.password));
      await pause(0);
      return [kind, new Uint8Array(engine.memory.buffer).every((byte) => byte === 0)];
    };
    return Object.assign(end, { secrets });
  },

  // Of Passwork 7 alone.

  /**
   * Looks into memory all along: at every step of a login, at every request, whenever randomness is asked for, and all the
   * while that the engine shows a secret.
   */
  async passing(given) {
    const { engines, look } = given;
    const stepping = /^(client_call|settle|runTask)$/;
    const showing = /^(passwordText|customFields|totpCode|attachmentBytes)$/;
    let isLoggingIn = true;
    engines.watch = (entered, isOver) => {
      if (isLoggingIn ? isOver && stepping.test(entered) : showing.test(entered)) look();
    };
    const { getRandomValues } = crypto;
    crypto.getRandomValues = (into) => {
      look();
      return getRandomValues.call(crypto, into);
    };
    const looking = (url, init) => {
      look();
      return fetch(url, init);
    };
    const client = await loggedIn(given, { fetch: looking });
    isLoggingIn = false;
    const { shown, results, secrets } = await use(client, given);
    engines.watch = undefined;
    crypto.getRandomValues = getRandomValues;
    const end = async () => [await kindOf(client.close()), shown, results.length];
    return Object.assign(end, { secrets });
  },

  /** A read whose answer comes after the end. */
  async late(given) {
    const { answer, release } = holdingAnswer();
    const held = answering(given.at.password, answer);
    const client = await loggedIn(given, { fetch: held.fetch });
    const end = closed(client, client.getPassword(given.ids.password), later({ release }));
    await held.reached;
    return end;
  },

  /** The master key in place of the password. */
  async withKey({ P, url, apiKey, masterKey, ids }) {
    const client = new P(url);
    await client.loginWithKey(apiKey, masterKey);
    const password = await client.getPassword(ids.password);
    const shown = password.getPassword();
    return async () => [await kindOf(client.close()), shown];
  },

  /** A master password that opens nothing, while the answer that shows it is on its way. */
  async wrongMaster({ P, url, apiKey, wrongMaster, at }) {
    const { answer, release } = holdingAnswer();
    const held = answering(at.keys, answer);
    const client = new P({ host: url, fetch: held.fetch });
    const outcome = outcomeOf(client.login(apiKey, wrongMaster));
    await held.reached;
    return async () => {
      release();
      return [await within(outcome), typeof client.login];
    };
  },

  /** A session whose tokens are renewed; the new ones come after its end. */
  async renewal(given) {
    const { answer, release } = holdingAnswer();
    const held = answering(given.at.renewal, answer);
    const client = await expired(given, held, {});
    const end = closed(client, client.getPassword(given.ids.password), later({ release }));
    await held.reached;
    return end;
  },

  /** A session whose tokens are renewed; whoever is to store them does not. */
  async saving(given) {
    const asked = signal();
    const save = () => {
      asked.give();
      return never;
    };
    const client = await expired(given, answering('no such request'), {
      tokenStore: { load: () => given.tokens, save },
    });
    const end = closed(client.with({ timeout: 500 }), client.getPassword(given.ids.password));
    await asked.given;
    return end;
  },

  /** The platform works with the private key, and answers after the end. */
  async opening(given) {
    const client = await loggedIn(given);
    const held = holding('decrypt');
    const end = closed(client, client.getPassword(given.ids.password), later(held));
    await held.reached;
    return end;
  },
};
