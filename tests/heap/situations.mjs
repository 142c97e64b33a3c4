// What a program may do with a client before nothing must be left in memory. Each begins, and gives what ends it; that
// tells what came of it. In Node and in pages.

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const never = new Promise(() => {});
/** The kind of failure of a call; of one that does not end either `open`. */
const kindOf = (call) =>
  Promise.race([
    call.then(
      () => 'fine',
      (error) => error.kind ?? String(error),
    ),
    pause(3000).then(() => 'open'),
  ]);

/** A fetch that answers matching requests as it is told to, and a promise of the first of them. */
function answering(pattern, answer) {
  let asked;
  const reached = new Promise((resolve) => {
    asked = resolve;
  });
  const fetchHere = (url, init) => {
    if (!pattern.test(`${init.method} ${url}`)) return fetch(url, init);
    asked();
    return answer();
  };
  return { fetch: fetchHere, reached };
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

/** Reads, opens and writes what there is. */
async function use(client, { written }) {
  const password = await client.getPassword('pFull');
  const shown = [password.getPassword(), ...password.getCustoms().map((field) => field.getTotpCode?.().length)];
  const attachment = await client.getAttachment('pFull', 'aText');
  shown.push(attachment.getData().length);
  const ofDomain = await client.getPassword('pDomain');
  shown.push(ofDomain.getPassword());
  const inbox = await client.getInboxPassword('iNew');
  shown.push(inbox.password.getPassword());
  const file = new TextEncoder().encode(`${written}; `.repeat(4000));
  await client.addPassword({
    vaultId: 'vMain',
    password: written,
    custom: [{ name: written, value: written, type: 'text' }],
  });
  await client.addPasswordAttachment('pFull', file, 'large');
  await client.editPassword('pMin', { password: written });
  await client.movePassword('pDupA', 'vTarget');
  await client.addVault('new', true);
  await client.generatePasswordShareLink('pFull');
  return { shown, results: [password, attachment, ofDomain, inbox] };
}

/** A call that is under way when the client is closed. */
const closed = (client, call) => {
  const ended = kindOf(call);
  return async () => [await kindOf(client.close()), await ended];
};

export const situations = {
  async close(given) {
    const client = await loggedIn(given);
    const { shown, results } = await use(client, given);
    return async () => [await kindOf(client.close()), shown, results.length];
  },

  async logout(given) {
    const client = await loggedIn(given);
    const { shown, results } = await use(client, given);
    return async () => [await kindOf(client.logout()), shown, results.length];
  },

  async unanswered(given) {
    const held = answering(/GET .*\/passwords\/pFull/, () => never);
    const client = await loggedIn(given, { fetch: held.fetch });
    const call = client.getPassword('pFull');
    const end = closed(client, call);
    await held.reached;
    return end;
  },

  async unansweredInside(given) {
    const held = answering(/GET .*\/vaults\/vMain/, () => never);
    const client = await loggedIn(given, { fetch: held.fetch });
    const end = closed(client, client.addPassword({ vaultId: 'vMain', password: given.written }));
    await held.reached;
    return end;
  },

  async unread(given) {
    const client = await loggedIn(given);
    let asked;
    const reached = new Promise((resolve) => {
      asked = resolve;
    });
    const arrayBuffer = () => {
      asked();
      return never;
    };
    const path = Object.defineProperty(new Blob(['contents']), 'arrayBuffer', { value: arrayBuffer });
    const fields = { vaultId: 'vMain', password: given.written, attachments: [{ path, name: 'f' }] };
    const end = closed(client, client.addPassword(fields));
    await reached;
    return end;
  },

  async retry(given) {
    const busy = () => json(503, { status: 'failed' }, { 'retry-after': '30' });
    const held = answering(/GET .*\/passwords\/pFull/, busy);
    const client = await loggedIn(given, { fetch: held.fetch, retry: 3 });
    const end = closed(client, client.getPassword('pFull'));
    await held.reached;
    await pause(50); // the answer is read
    return end;
  },

  async derivation({ P, url, apiKey, master }) {
    const client = new P(url);
    const end = closed(client, client.login(apiKey, master));
    await pause(300);
    return end;
  },

  async options({ P, url, master, tokens }) {
    const options = answering(/master-key-options/, () => never);
    const logout = answering(/auth\/logout/, () => json(200, { status: 'success', data: true }));
    const both = (to, init) => (/auth\/logout/.test(to) ? logout : options).fetch(to, init);
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

  async aborted({ P, url, apiKey, master }) {
    const controller = new AbortController();
    const held = answering(/master-key-options/, () => never);
    const client = new P({ host: url, fetch: held.fetch, signal: controller.signal });
    const ended = kindOf(client.login(apiKey, master));
    await held.reached;
    return async () => {
      controller.abort();
      return [await ended, typeof client.login];
    };
  },

  async abortedDerivation({ P, url, apiKey, master }) {
    const controller = new AbortController();
    const client = new P({ host: url, signal: controller.signal });
    const ended = kindOf(client.login(apiKey, master));
    await pause(300);
    return async () => {
      controller.abort();
      return [await ended, typeof client.login];
    };
  },

  async trap(given) {
    const client = await loggedIn(given);
    await use(client, given);
    return async () => {
      const [engine] = given.engines;
      engine.trap = /^client_call$/;
      const kind = await kindOf(client.getPassword('pFull'));
      await pause(0);
      return [kind, new Uint8Array(engine.memory.buffer).every((byte) => byte === 0)];
    };
  },
};
