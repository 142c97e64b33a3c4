// `passwork token refresh`: a new pair of tokens in the place of the one in the environment, for jobs that rotate them.
// The old pair is dead at once, so everything that could fail is looked at before.
import { commandSettings, isDead, throughWays, waysOf } from '../connection/index.mjs';
import { CliError, EXIT, exitCodeOf, shellWord, usage } from '../shared/index.mjs';

const credentials = (message, more) => new CliError(EXIT.credentials, message, more);

export async function token(context) {
  const { args, options } = context;
  if (args[0] !== 'refresh') throw usage('token has one command: passwork token refresh');
  const print = await printerOf(options, context);
  const { tokens, ...settings } = await commandSettings(context);
  if (!tokens) throw nothingToRefresh(settings);
  if (!tokens.refreshToken) throw credentials('there is no refresh token: set PASSWORK_REFRESH_TOKEN');
  // The hash of a master key goes with the request; a master password would have to ask the server with the old token
  // first.
  const ways = waysOf(
    { ...settings, tokens, sessionKey: undefined, apiKey: undefined, masterPassword: undefined },
    context,
  );
  await throughWays(ways, context, (client, { way }) => {
    const work = refreshed(client, tokens.refreshToken).then(async (pair) => {
      const told = () => context.output.note(LOST);
      process.once('exit', told); // a pipe that is closed ends us at once
      await print(pair).catch(lost);
      process.off('exit', told);
    });
    way.settled = () => work.catch(() => {}); // a signal waits until the new pair is out
    return work;
  });
}

function nothingToRefresh({ sessionKey, apiKey, unfit }) {
  if (apiKey || unfit) return usage('an API key has nothing to refresh: API v4 gives each command tokens of its own');
  if (sessionKey) return usage('a session renews itself: this is for tokens of the environment, PASSWORK_TOKEN');
  return credentials('there are no tokens: set PASSWORK_TOKEN and PASSWORK_REFRESH_TOKEN');
}

const LOST = 'the pair is renewed, and nobody has read the new one: new tokens are needed';

function lost(cause) {
  const message = `the pair is renewed, and the new one could not be written (${cause.code}): new tokens are needed`;
  throw new CliError(EXIT.refused, message, { cause });
}

const isToken = (text) => typeof text === 'string' && /^[\x21-\x7e]+$/.test(text);

/** The new pair: `{token, refreshToken, tokenEndsAt, refreshTokenEndsAt}`. */
async function refreshed(client, refreshToken) {
  let answer;
  try {
    answer = await client.call('POST', '/sessions/refresh', { refreshToken });
  } catch (error) {
    throw explained(error);
  }
  if (!isToken(answer?.accessToken) || !isToken(answer.refreshToken)) {
    throw new CliError(EXIT.unreachable, `the server answered without tokens that can be used. ${UNKNOWN}`);
  }
  const date = (seconds) => (Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString() : null);
  return {
    token: answer.accessToken,
    refreshToken: answer.refreshToken,
    tokenEndsAt: date(answer.accessTokenExpiredAt),
    refreshTokenEndsAt: date(answer.refreshTokenExpiredAt),
  };
}

const UNKNOWN =
  'It may have renewed the pair all the same: if the old one is refused from now on, new tokens are needed';

function explained(error) {
  if (isDead(error))
    return credentials(`the pair is refused, new tokens are needed: ${error.message}`, { cause: error });
  if (exitCodeOf(error) !== EXIT.unreachable) return error;
  return new CliError(EXIT.unreachable, `${error.message}. ${UNKNOWN}`, { kind: error.kind, cause: error });
}

const variablesOf = ({ token: access, refreshToken }) => [
  ['PASSWORK_TOKEN', access],
  ['PASSWORK_REFRESH_TOKEN', refreshToken],
];

/** How the pair is printed, by `--format`. */
function printerOf({ format = 'json', output: toOutput }, { output, env }) {
  if (toOutput && format !== 'github') throw usage('--output belongs to --format github');
  if (format === 'json') return (pair) => output.json(pair);
  if (format === 'env') {
    const line = ([name, value]) => `${name}=${shellWord(value)}\n`;
    return (pair) => output.text(variablesOf(pair).map(line).join(''));
  }
  if (format === 'github') return toGithub(Boolean(toOutput), { output, env });
  throw usage('--format is json, env or github');
}

/** Into the file that GitHub reads variables from, after the masks. It is opened before anything is sent. */
async function toGithub(isOutput, { output, env }) {
  const { appendTo, masksFor, runnerFile } = await import('../variables/index.mjs');
  const file = runnerFile(env, isOutput);
  return async (pair) => {
    const variables = variablesOf(pair);
    await output.text(masksFor(variables.map(([, value]) => ({ value }))));
    appendTo(file, variables);
  };
}
