// A command's connection: from its settings to a client that is logged in, and to its end.
import { CliError, EXIT, usage } from '../shared/index.mjs';
import { askCommand } from './credential-command.mjs';
import { loadLibrary } from './library.mjs';
import { agentFor } from './network.mjs';
import { readSession, sessionFile, writeSession } from './session-file.mjs';
import { noCredentials, noHost, serverOf, settingsOf } from './settings.mjs';
import { ask, hasTerminal } from './terminal.mjs';

export * from './authorities.mjs';
export * from './library.mjs';
export * from './network.mjs';
export * from './profile.mjs';
export * from './session-file.mjs';
export * from './settings.mjs';
export * from './terminal.mjs';

/** Requests in flight at most. */
const CONCURRENCY = 8;

/** The settings of a command, with what the profile's program says where nothing else has credentials. Warnings are told. */
export async function commandSettings(context) {
  const settings = settingsOf({ options: context.options, env: context.env });
  for (const warning of settings.warnings) context.output.note(warning);
  const { sessionKey, tokens, apiKey, credentialCommand } = settings;
  if (!sessionKey && !tokens && !apiKey && credentialCommand) {
    const given = await askCommand(credentialCommand);
    const { masterKey = given.masterKey, masterPassword = given.masterPassword } = settings;
    return { ...settings, ...given, masterKey, masterPassword };
  }
  return settings;
}

/**
 * Carries out the work of a command: `work(passwork, {hasMaster})` with a client that is logged in. Where an object needs the master password and
 * nobody gave it, it is asked for on the terminal and the work is done again: it must have changed nothing until then.
 *
 * @returns What `work` gives.
 */
export async function connected(context, work) {
  const settings = await commandSettings(context);
  const ways = waysOf(settings, context);
  for (const [number, way] of ways.entries()) {
    try {
      return await throughWay(settings, way, work);
    } catch (error) {
      const isLast = number === ways.length - 1;
      if (isLast || !isDead(error)) throw way.explained?.(error, isLast) ?? error;
      context.output.note(`the session of ${way.name} is dead; trying the ${ways[number + 1].name}`);
    }
  }
  throw noCredentials();
}

async function throughWay(settings, way, work) {
  let { masterKey, masterPassword } = way.master(settings);
  for (;;) {
    const client = await way.open({ masterKey, masterPassword });
    try {
      return await work(client, { hasMaster: masterKey !== undefined || masterPassword !== undefined });
    } catch (error) {
      const isMissing = masterKey === undefined && masterPassword === undefined && needsMaster(error);
      if (!isMissing || !hasTerminal()) throw isMissing ? withoutMaster(error) : error;
      masterPassword = await ask('Master password:', { isSecret: true });
      if (!masterPassword) throw withoutMaster(error);
    } finally {
      await (way.close ?? closed)(client);
    }
  }
}

const closed = (client) => client.close();

/** Whether what failed would not have failed with the master password. */
const needsMaster = ({ kind, code } = {}) =>
  kind === 'masterPassword' || (kind === 'api' && code === 'masterKeyHashInvalid');

const withoutMaster = (cause) =>
  new CliError(
    EXIT.credentials,
    'this is encrypted on the client: set PASSWORK_MASTER_PASSWORD or PASSWORK_MASTER_KEY, or their _FILE',
    { cause },
  );

/** Whether a session cannot be used any more, with whatever it is renewed. */
const isDead = (error) => error?.kind === 'api' && error.httpStatus === 401;

/** The ways to a client, in the order in which they are tried. */
function waysOf(settings, context) {
  const ways = [];
  if (settings.sessionKey) {
    const way = sessionWay(settings, context);
    if (way) ways.push(way);
    else if (!settings.tokens && !settings.apiKey) {
      const file = sessionFile(settings.profile);
      throw new CliError(
        EXIT.credentials,
        `PASSWORK_SESSION is set, and ${file} is not there: run eval "$(passwork login)" again`,
      );
    }
  }
  if (settings.tokens) ways.push(tokensWay(settings, context));
  if (settings.apiKey) ways.push(apiKeyWay(settings, context));
  if (!ways.length) throw settings.host ? noCredentials() : noHost();
  return ways;
}

const ownMaster = ({ masterKey, masterPassword }) => ({ masterKey, masterPassword });

/** The options that every client of the command line has. */
async function clientOptions({ host, ca, isVerified, timeout, retry, debug }, context) {
  if (!host) throw noHost();
  const { agent } = await agentFor({ host, ca, isVerified });
  const hooks = debug ? { hooks: debugHooks(context.output) } : {};
  const httpAgent = agent ? { httpAgent: agent } : {};
  return { host, timeout, retry, concurrency: CONCURRENCY, ...httpAgent, ...hooks };
}

const debugHooks = (output) => ({
  onRequest: ({ id, method, url }) => output.note(`→ ${id} ${method} ${url}`),
  onResponse: ({ id, status, kind, durationMs }) =>
    output.note(`← ${id} ${status ?? kind} in ${Math.round(durationMs)} ms`),
  onTokenRefresh: ({ ok }) => output.note(`the session was ${ok ? '' : 'not '}renewed`),
});

function newClient(options) {
  const { Passwork } = loadLibrary();
  return new Passwork(options);
}

/** By the session of `passwork login`. It renews itself, and writes itself down before it is used. */
function sessionWay(settings, context) {
  const file = sessionFile(settings.profile);
  const key = settings.sessionKey;
  const session = readSession(file, key);
  if (session === undefined) return undefined;
  const host = session.host ?? settings.host;
  if (settings.host && session.host && serverOf(settings.host) !== serverOf(session.host)) {
    throw new CliError(
      EXIT.credentials,
      `the session is one of ${serverOf(session.host)}, and the host is ${serverOf(settings.host)}: nothing was sent. Log in there, or unset PASSWORK_SESSION`,
    );
  }
  const { fileTokenStore } = loadLibrary();
  const { lock } = fileTokenStore(file);
  const read = () => {
    const now = readSession(file, key);
    if (now === undefined) throw usage(`${file} is not there any more: run eval "$(passwork login)" again`);
    return now;
  };
  const tokenStore = {
    load() {
      const { token, refreshToken } = read();
      return { token, refreshToken: refreshToken ?? '' };
    },
    save({ token, refreshToken }) {
      writeSession(file, { ...read(), token, refreshToken }, key);
    },
    lock: (run, options) => lock(run, options),
  };
  return {
    name: `the file ${file}`,
    master: (given) => {
      const own = ownMaster(given);
      return own.masterKey || own.masterPassword || !session.masterKey ? own : { masterKey: session.masterKey };
    },
    open: async ({ masterKey, masterPassword }) => {
      const { token, refreshToken, apiVersion } = session;
      const options = await clientOptions({ ...settings, host }, context);
      const client = newClient({
        ...options,
        apiVersion,
        token,
        refreshToken: refreshToken ?? '',
        tokenStore,
        ...keyOf(masterKey),
      });
      if (masterPassword) await client.setAuthOptions({ token, refreshToken }, masterPassword);
      return client;
    },
    explained: (error) =>
      isDead(error)
        ? new CliError(
            EXIT.credentials,
            `the session in ${file} has ended, and cannot be renewed: run eval "$(passwork login)" again`,
            { cause: error },
          )
        : undefined,
  };
}

const keyOf = (masterKey) => (masterKey ? { masterPassword: masterKey, useMasterPassword: true } : {});

/** By tokens of the environment, which are never renewed: the old pair would be dead at once, for every other job that has it. */
function tokensWay(settings, context) {
  return {
    name: 'tokens of the environment',
    master: ownMaster,
    open: async ({ masterKey, masterPassword }) => {
      const { token } = settings.tokens;
      const options = { ...(await clientOptions(settings, context)), apiVersion: 7, token };
      return newClient({ ...options, ...keyOf(masterKey ?? masterPassword) });
    },
    explained: (error) =>
      error?.kind === 'api' && error.code === 'accessTokenExpired'
        ? new CliError(
            EXIT.credentials,
            'the access token has expired. Tokens of the environment are not renewed by themselves: passwork token refresh prints a new pair, passwork login keeps one',
            { cause: error },
          )
        : undefined,
  };
}

/** By an API key: a session of its own, which ends with the command. */
function apiKeyWay(settings, context) {
  return {
    name: 'API key',
    master: ownMaster,
    open: async ({ masterKey, masterPassword }) => {
      const client = newClient({ ...(await clientOptions(settings, context)), apiVersion: 4 });
      if (masterKey) await client.loginWithKey(settings.apiKey, masterKey);
      else await client.login(settings.apiKey, masterPassword ?? null);
      return client;
    },
    // It logs out. What becomes of that changes nothing: the command has its result.
    close: (client) => client.close().catch(() => {}),
  };
}
