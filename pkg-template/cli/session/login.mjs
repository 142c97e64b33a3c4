// `passwork login`: a session that the commands after it use. Its file is sealed, and the key to it is printed for the
// shell, and is nowhere else.
import { randomBytes } from 'node:crypto';
import {
  hasTerminal,
  sessionFile,
  settingsOf,
  storeSession,
  throughWays,
  waysOf,
  withCommand,
} from '../connection/index.mjs';
import { proved } from './proof.mjs';
import { completed } from './questions.mjs';
import { shellLine } from './shell-line.mjs';

export async function login(context) {
  const { options, output } = context;
  const line = shellLine(options);
  const given = await loginSettings(context);
  const file = sessionFile(given.profile);
  const settings = await completed(given, context);
  await throughWays(waysOf(settings, context), context, async (client, { hasMaster, way, master }) => {
    const isProved = await proved(client, hasMaster);
    const session = await sessionOf(client, way, master, settings);
    const key = randomBytes(32).toString('base64');
    await storeSession(file, session, key, () => output.text(`${line(key)}\n`));
    way.isKept = true;
    for (const note of notesOf(session, settings, { isProved, hasMaster }, context)) output.note(note);
  });
}

/** What the environment, the options and the profile say, without a session that is there already. */
async function loginSettings({ options, env, output }) {
  const settings = settingsOf({ options, env: { ...env, PASSWORK_SESSION: '', PASSWORK_SESSION_FILE: '' } });
  for (const warning of settings.warnings) output.note(warning);
  try {
    return { ...(await withCommand(settings)), sessionKey: undefined };
  } catch (error) {
    // A keyring that is to hold the key of this very session has nothing yet.
    if (!hasTerminal()) throw error;
    output.note(error.message);
    return settings;
  }
}

/** The session for the file. A master password is in it as the key that it leads to. */
async function sessionOf(client, way, { masterKey, masterPassword }, { host, tokens }) {
  const pair = way.login ?? tokens;
  const { token, refreshToken } = pair;
  const derived = () => client.loadMasterKey({ useMasterPassword: true, refreshToken, masterPassword });
  return {
    host,
    apiVersion: way.kind === 'apiKey' ? 4 : 7,
    token,
    refreshToken,
    masterKey: masterKey ?? (masterPassword === undefined ? undefined : await derived()),
    hash: way.login?.versionInfo.legacySupport ? 'md5' : undefined,
    endsAt: way.login?.tokenExpiredAt ?? undefined,
  };
}

function* notesOf({ refreshToken }, { tokens, wasAsked }, { isProved, hasMaster }, { output }) {
  if (hasMaster && !isProved) yield 'nothing here is encrypted yet, so the master key could not be tried';
  if (!refreshToken) yield 'without a refresh token the session ends when the token does';
  else if (tokens && !wasAsked) yield 'this session renews its tokens, which ends those of the environment';
  if (output.isTerminal) yield 'nothing is set yet: run it as eval "$(passwork login)"';
}
