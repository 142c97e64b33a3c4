// createTestServer: a server in memory, put together from its parts.
//
// A generation is a function of one object,
//
//   generation4 | generation7 ({contents, users, crypto, clock, random, rounds, clientSideEncryption, sealed})
//
//   contents  the model of contents.mjs; the generation seals it for each user
//   users     [{name, email, masterPassword}], the first is the one whom `createTestServer` speaks of; each sees every vault
//             whose `owner` is null or their name. The password is `null` without client-side encryption
//   crypto    the primitives of crypto.mjs; files go through byte strings (bytes.mjs)
//   clock     {now()} in milliseconds; sessions and links live by it
//   random    {text(length), id()} of random.mjs
//   rounds    of the key derivation
//   sealed    instead of contents and users: sealed documents of the kit, in whatever form the tests of the generation
//             hand over. Nobody else does
//
// and it gives, all of it synchronous,
//
//   base             '/api/v4' or '/api/v1'
//   handle(request)  -> {status, headers, json}. The request is {method, path, query, headers, body, json}: `path` is below
//                    `base`, begins with '/', is percent-encoded as it came and has no query; `query` is the text after the '?'
//                    or ''; names of headers are in small letters; `body` is a Uint8Array; `json` what is in it, `undefined`
//                    if nothing is (what cannot be read never gets here). `json` of the answer is what is written as JSON, in whatever envelope
//                    the request asked for; `undefined`: no body. What is not served is 501 with a message
//   failure(request, {status, code, message}) -> {status, headers, json}: an error in the form of the generation's own
//   credentials      a Map from the name of a user to {apiKey} or {tokens: {accessToken, refreshToken}}, with
//                    {masterPassword, masterKey} (both `null` without client-side encryption)
//   contents()       the model as it is now, by whoever changed it, but of the items only {id, name, vaultId, folderId}
//   read(id)         the item of the model with that id, opened, or `undefined`
//   change(id, fields)  somebody else edits: a vault or folder {name}, an item any members of the model's but ids and places
//   deny(id, user)   that user is refused that vault, folder (and what is in it) or item, as one without the right is
//   expireSession()  access tokens that were given out are too old, refresh tokens are not
//   expireRefresh()  refresh tokens too
//   revoke()         all tokens (and the key of API v4) are unknown from now on
//   secretMembers    a Set of names of members of bodies whose values are secret: `requests` shows them as '***'
//   redactPath(path) the path with its secrets as '***'
import { Clock } from './clock.mjs';
import { FIELDS, itemData, itemFields, pathOf, readContents, writeContents } from './contents.mjs';
import { crypto } from './crypto.mjs';
import { usage } from './errors.mjs';
import { Faults } from './faults.mjs';
import { generation4 } from './generation-4/index.mjs';
import { generation7 } from './generation-7/index.mjs';
import { listen } from './listen.mjs';
import { checkedOptions, FLAG, isPlain, NAME, wholeFrom } from './options.mjs';
import { randomId, randomText } from './random.mjs';
import { Requests } from './record.mjs';
import { fetchOf } from './transport.mjs';
import { FIRST, readUsers } from './users.mjs';

// Key pairs that the users may have: keys.mjs. Routes: router.mjs.
const GENERATIONS = { 4: generation4, 7: generation7 };
const ANY = [() => true]; // what reads it looks at it
const OPTIONS = {
  generation: [(value) => Object.keys(GENERATIONS).some((one) => Number(one) === value), '4 or 7'],
  clientSideEncryption: FLAG,
  contents: [isPlain, 'an object of vaults, each an object of folders and items'],
  users: [(value) => Array.isArray(value) || isPlain(value), 'a list of names, or an object of them'],
  now: ANY,
  rounds: wholeFrom(1),
  reveal: FLAG,
  sealed: ANY,
};

/** Where a server is that does not listen. */
const ORIGIN = 'https://passwork.test';

export function createTestServer(options = {}) {
  const given = checkedOptions('createTestServer', options, OPTIONS);
  const defaults = { generation: 4, clientSideEncryption: true, contents: {}, users: [], rounds: 1000, reveal: false };
  return publicFace(new TestServer({ ...defaults, now: Date.now(), ...given }));
}

class TestServer {
  faults = new Faults();
  isClosed = false;
  #options;
  #parts;
  /** What is at the port, and the promise of it, which is there before. */
  #listener;
  #listening;
  #closing;

  constructor(options) {
    this.#options = options;
    const { clientSideEncryption, rounds, sealed } = options;
    const users = readUsers(options.users, clientSideEncryption);
    const contents = readContents(options.contents, crypto);
    const unknown = contents.vaults.find(({ owner }) => owner !== null && !users.some(({ name }) => name === owner));
    if (unknown) throw usage(`contents: '${unknown.owner}', whose vault '${unknown.name}' is, is none of the users`);
    this.clock = new Clock(options.now);
    const random = { text: randomText, id: randomId };
    this.#parts = { contents, users, crypto, clock: this.clock, random, rounds, clientSideEncryption, sealed };
    this.begin();
  }

  begin() {
    this.requests = new Requests(this.#options.reveal);
    this.generation = GENERATIONS[this.#options.generation](this.#parts);
  }

  reset() {
    this.clock.cancelAll();
    this.clock.set(this.#options.now);
    this.faults.clear();
    this.begin();
  }

  origins() {
    return this.#listener ? [ORIGIN, this.#listener.origin] : [ORIGIN];
  }

  get host() {
    return this.origins().at(-1) + this.generation.base;
  }

  async listen(options) {
    if (this.isClosed) throw usage('listen(): the server is closed');
    if (this.#listening) throw usage('listen(): the server listens already');
    this.#listening = listen(this, options);
    try {
      this.#listener = await this.#listening;
    } catch (error) {
      this.#listening = undefined; // it may be tried again
      throw error;
    }
    if (this.isClosed) throw usage('listen(): the server is closed');
    return this.host;
  }

  close() {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end() {
    this.isClosed = true;
    this.clock.end();
    const listener = await this.#listening?.catch(() => undefined);
    this.#listener = undefined;
    await listener?.close();
  }

  credentials(name) {
    const found = this.generation.credentials.get(name);
    if (!found) throw usage(`the test server has no user '${name}'`);
    return found;
  }

  env(name) {
    const { apiKey, tokens, masterPassword, masterKey } = this.credentials(name);
    const env = { PASSWORK_HOST: this.host };
    if (apiKey) env.PASSWORK_API_KEY = apiKey;
    if (tokens) Object.assign(env, { PASSWORK_TOKEN: tokens.accessToken, PASSWORK_REFRESH_TOKEN: tokens.refreshToken });
    // API v4 has no key that people copy; on Passwork 7 it spares the derivation.
    if (apiKey && masterPassword) env.PASSWORK_MASTER_PASSWORD = masterPassword;
    if (tokens && masterKey) env.PASSWORK_MASTER_KEY = masterKey;
    return env;
  }

  /** The object at a path or with an id; `lists`: among which. */
  find(place, lists) {
    const model = this.generation.contents();
    const all = lists.flatMap((name) => model[name]);
    const byId = all.find(({ id }) => id === place);
    if (byId) return byId;
    const found = all.filter((one) => pathOf(model, one) === place);
    if (found.length === 1) return found[0];
    if (found.length) throw usage(`the test server holds ${found.length} things at '${place}': give the id`);
    throw usage(`the test server holds nothing at '${place}'`);
  }

  read(place) {
    const found = this.find(place, ['items', 'shortcuts']);
    const item = this.generation.read(found.itemId ?? found.id);
    return { id: item.id, name: item.name, ...itemData(item) };
  }

  contents(options = {}) {
    const { ids = false } = checkedOptions('contents()', options, { ids: FLAG });
    return writeContents(this.generation.contents(), (id) => this.generation.read(id), ids);
  }

  change(place, given) {
    const { name, ...data } = checkedOptions('change()', given, { ...FIELDS, name: NAME });
    const found = this.find(place, ['items', 'shortcuts', 'folders', 'vaults']);
    const id = found.itemId ?? found.id;
    const fields = itemFields(data, place, crypto, id);
    const isItem = this.generation.contents().items.some((item) => item.id === id);
    if (!isItem && Object.keys(fields).length) throw usage(`change(): '${place}' is no item, only its name can change`);
    this.generation.change(id, name === undefined ? fields : { ...fields, name });
  }

  deny(place, name = FIRST) {
    this.credentials(name);
    this.generation.deny(this.find(place, ['items', 'shortcuts', 'folders', 'vaults']).id, name);
  }
}

/** What users see: functions that can be taken off, and members that follow the server. */
function publicFace(server) {
  const { clock } = server;
  const own = {
    fetch: fetchOf(server),
    listen: (options) => server.listen(options),
    reset: () => server.reset(),
    close: () => server.close(),
    user: (name) => ({ ...server.credentials(name), env: server.env(name) }),
    read: (place) => server.read(place),
    contents: (options) => server.contents(options),
    change: (place, fields) => server.change(place, fields),
    deny: (place, name) => server.deny(place, name),
    fail: (fault) => server.faults.add(fault),
    expireSession: () => server.generation.expireSession(),
    expireRefresh: () => server.generation.expireRefresh(),
    revoke: () => server.generation.revoke(),
    clock: { now: () => clock.now(), set: (time) => clock.set(time), advance: (ms) => clock.advance(ms) },
    get requests() {
      return server.requests.list;
    },
    get host() {
      return server.host;
    },
    get env() {
      return server.env(FIRST);
    },
  };
  for (const name of ['apiKey', 'tokens', 'masterPassword', 'masterKey']) {
    Object.defineProperty(own, name, { get: () => server.credentials(FIRST)[name], enumerable: true });
  }
  if (Symbol.asyncDispose) Object.defineProperty(own, Symbol.asyncDispose, { value: own.close });
  return own;
}
