// The ways to a client that is logged in: by the session of `passwork login`, by tokens, by an API key.
import { CliError, EXIT } from '../shared/index.mjs';
import { newClient } from './client.mjs';
import { isClearText, serverOf } from './hosts.mjs';
import { LOGIN_AGAIN, readSession, sessionFile } from './session-file.mjs';
import { gone, sessionStore } from './session-store.mjs';
import { clearTextWarning, noCredentials, noHost } from './settings.mjs';

/** Codes of both generations for a session that has ended; that of a refused renewal may come with any status. */
const DEAD_CODES = ['apiSessionExpired', 'apiRefreshTokenInvalid', 'accessTokenExpired', 'refreshTokenExpired'];

/** Whether a session cannot be used any more: it has ended, and whoever could has tried to renew it. */
export const isDead = ({ kind, httpStatus, code, httpRequest } = {}) =>
  kind === 'api' &&
  (httpStatus === 401 ||
    DEAD_CODES.includes(code) ||
    (httpStatus === 403 && /\/(sessions\/refresh|auth\/refreshToken\/.*)$/.test(httpRequest)));

/**
 * The ways to a client, in the order in which they are tried. Each has
 * - `kind` (`session`, `tokens`, `apiKey`), `name`, and of a session `file` and `session`
 * - `master`: the master key or password that it has, `{masterKey, masterPassword}`
 * - `open(master)`: a client; what fails leaves no session behind
 * - `close(client)`: the end of what it has opened
 * - `settled()`: a promise that no pair of tokens is on its way
 * - `wasAccepted`: whether the server has done something for it
 * - `login`: what the server said to the login, where there was one; `isKept`: whether that session is to live on
 * - `explained(error)`: an error in words of its own, or `undefined`
 */
export function waysOf(settings, context) {
  const { sessionKey, tokens, apiKey } = settings;
  const others = [];
  if (tokens) others.push(tokensWay(settings, context));
  if (apiKey) others.push(apiKeyWay(settings, context));
  if (!sessionKey) {
    if (others.length) return others;
    throw settings.host || settings.unfit ? noCredentials(settings) : noHost();
  }
  try {
    return [sessionWay(settings, context), ...others];
  } catch (error) {
    if (error?.kind !== 'session' || !others.length) throw error;
    context.output.note(`${error.message.split('. ')[0]}; trying the ${others[0].name}`);
    return others;
  }
}

/** What all ways have. `answered` notes whether the server takes the credentials. */
function way(made, { output }) {
  const one = { wasAccepted: false, settled: async () => {}, explained: () => undefined, ...made };
  const answered = ({ status }) => {
    if (status >= 200 && status < 300) one.wasAccepted = true;
  };
  one.client = (settings, options) => newClient(settings, options, { output, answered });
  return one;
}

const ownMaster = ({ masterKey, masterPassword }) => ({ masterKey, masterPassword });

/** The master key of a client. On Passwork 7 a master password does as well, and is looked at when it is needed. */
const keyOf = (key) => (key ? { masterPassword: key, useMasterPassword: true } : {});

/** By the session of `passwork login`. It renews itself, and writes itself down before it is used. */
function sessionWay(settings, context) {
  const { profile, sessionKey, optionKey } = settings;
  const file = sessionFile(profile);
  const session = readSession(file, sessionKey);
  if (session === undefined) {
    throw new CliError(EXIT.credentials, `PASSWORK_SESSION is set, and ${gone(file).message}`, { kind: 'session' });
  }
  const host = hostOfSession(session, settings, context);
  const { token, refreshToken, apiVersion, hash } = session;
  let client;
  const store = sessionStore(file, sessionKey, () => {
    const { sessionEndsAt } = client.diagnostics();
    return sessionEndsAt === undefined ? undefined : Math.floor(sessionEndsAt / 1000);
  });
  const made = way(
    {
      kind: 'session',
      name: `session in ${file}`,
      file,
      session,
      master: optionKey || !session.masterKey ? ownMaster(settings) : { masterKey: session.masterKey },
      async open({ masterKey, masterPassword }) {
        const pair = { token, refreshToken: refreshToken ?? '' };
        const derives = apiVersion === 4 && masterPassword;
        const key = derives ? {} : keyOf(masterKey ?? masterPassword);
        client = await made.client({ ...settings, host }, { apiVersion, ...pair, tokenStore: store, ...key });
        if (hash) client.setOptions({ hash });
        if (derives) await client.setAuthOptions(pair, masterPassword);
        return client;
      },
      async close(opened) {
        // On API v4 the end of a client is a logout, and the session is to live on.
        if (apiVersion === 4) opened.setTokens('');
        await opened.close();
      },
      settled: () => store.busy?.catch(() => {}),
      explained(error) {
        if (store.failure) return store.failure;
        if (!isDead(error)) return undefined;
        return new CliError(
          EXIT.credentials,
          `the session in ${file} has ended, and cannot be renewed. ${LOGIN_AGAIN}`,
          { cause: error },
        );
      },
    },
    context,
  );
  return made;
}

/** The host of a session, which is used with no other one. */
function hostOfSession(session, settings, { output }) {
  const { host, apiVersion } = settings;
  const refused = (of, other) =>
    new CliError(
      EXIT.credentials,
      `the session is one of ${of}, and ${other} is asked for: nothing was sent. ` +
        'Log in there, or unset PASSWORK_SESSION',
    );
  if (host && session.host && serverOf(host) !== serverOf(session.host)) {
    throw refused(serverOf(session.host), serverOf(host));
  }
  if (apiVersion !== undefined && apiVersion !== session.apiVersion) {
    throw refused(`API version ${session.apiVersion}`, `API version ${apiVersion}`);
  }
  if (!host && session.host && isClearText(session.host)) output.note(clearTextWarning(session.host));
  return session.host ?? host;
}

/**
 * By tokens of the environment, which are never renewed: the old pair would be dead at once, for every other job that
 * has it.
 */
function tokensWay(settings, context) {
  const made = way(
    {
      kind: 'tokens',
      name: 'tokens of the environment',
      master: ownMaster(settings),
      open: ({ masterKey, masterPassword }) => {
        const { token } = settings.tokens;
        return made.client(settings, { apiVersion: 7, token, ...keyOf(masterKey ?? masterPassword) });
      },
      close: (client) => client.close(),
      explained(error) {
        if (error?.kind !== 'api' || error.code !== 'accessTokenExpired') return undefined;
        return new CliError(
          EXIT.credentials,
          'the access token has expired. Tokens of the environment are not renewed by themselves, since that ends ' +
            'them wherever else they are: passwork token refresh prints a new pair. A session of passwork login ' +
            'renews itself',
          { cause: error },
        );
      },
    },
    context,
  );
  return made;
}

/** By an API key: a session of its own, which ends with the command. */
function apiKeyWay(settings, context) {
  const made = way(
    {
      kind: 'apiKey',
      name: 'API key',
      master: ownMaster(settings),
      async open({ masterKey, masterPassword }) {
        const client = await made.client(settings, { apiVersion: 4 });
        let opened;
        client.listenEvent('tokensChanged', ({ token }) => {
          if (token) opened = token;
        });
        try {
          if (masterKey) made.login = await client.loginWithKey(settings.apiKey, masterKey);
          else made.login = await client.login(settings.apiKey, masterPassword ?? null);
          return client;
        } catch (error) {
          // A login may fail when it has begun a session already: where the master password does not fit.
          if (opened) client.setTokens(opened);
          await made.close(client);
          throw error;
        }
      },
      async close(client) {
        // The end of a client is a logout, and `login` has written this session down.
        if (made.isKept) client.setTokens('');
        await client.close().catch(() => {}); // what the server says to it changes nothing: the command has its result
      },
    },
    context,
  );
  return made;
}
