// What doctor looks at with the credentials: whether the server takes them, and whether the master key opens something.
import { connected } from '../connection/index.mjs';
import { EXIT, exitCodeOf, isSealed } from '../shared/index.mjs';

/** Lists that are looked into for an item that can be opened. */
const MOST_LISTS = 20;

const MASTER = 'PASSWORK_MASTER_KEY or PASSWORK_MASTER_PASSWORD';

/** Whether an error says something of the master key, and so that the credentials before it were taken. */
const isAboutMaster = ({ kind, reason, code }) =>
  kind === 'masterPassword' ||
  reason === 'keyNotOpened' ||
  ['masterKeyHashInvalid', 'invalidMasterPassword', 'clientSideEncryptionDisabled'].includes(code);

/** Where the credentials come from, in words. */
export function sourceOf({ sessionKey, tokens, apiKey, credentialCommand }) {
  if (sessionKey) return 'the session of passwork login';
  if (tokens) return 'an access token';
  if (apiKey) return 'an API key';
  return credentialCommand ? 'credentialCommand of the profile' : undefined;
}

/**
 * Logs in and opens something. `report(check, result)` is called for each check in its order.
 *
 * @returns {Promise<object | undefined>} What the client tells of itself, for a support ticket.
 */
export async function checkSession(context, settings, report) {
  const notes = [];
  const note = (message) => {
    if (!settings.warnings.includes(message)) notes.push(message);
  };
  const quiet = settings.debug ? context : { ...context, output: { ...context.output, note } };
  let diagnostics;
  let seen;
  try {
    seen = await connected(quiet, async (passwork, { hasMaster }) => {
      try {
        return await look(passwork, hasMaster);
      } finally {
        diagnostics = passwork.diagnostics({ redact: true });
      }
    });
  } catch (error) {
    if (!isAboutMaster(error)) {
      report('credentials', { status: 'failed', message: error.message, exitCode: exitCodeOf(error) });
      return diagnostics;
    }
    seen = { key: noKey(error) };
  }
  const taken = `the server takes ${sourceOf(settings)}${seen.who === undefined ? '' : `, of ${seen.who}`}`;
  if (notes.length) report('credentials', { status: 'warning', message: `${taken}, but ${notes.join('; ')}` });
  else report('credentials', { status: 'ok', message: taken });
  report('encryption', seen.key);
  return diagnostics;
}

/** Who is logged in, and whether the master key opens something. What says that the credentials are dead is the caller's. */
async function look(passwork, hasMaster) {
  let who;
  try {
    const { email, login, name } = await passwork.userInfo();
    who = email ?? login ?? name;
    return { who, key: await checkKey(passwork, hasMaster) };
  } catch (error) {
    if (isAboutMaster(error)) return { who, key: noKey(error, hasMaster) };
    if (who === undefined || error.httpStatus === 401) throw error;
    return { who, key: { status: 'failed', message: error.message, exitCode: exitCodeOf(error) } };
  }
}

/** Opens the password of the first item that is found. */
async function checkKey(passwork, hasMaster) {
  const item = await someItem(passwork);
  if (item === undefined) {
    const message = 'there is no item to open. So it is not known whether the master key is right';
    return hasMaster ? { status: 'warning', message } : { status: 'ok', message: 'there is no item to open' };
  }
  const { cryptedPassword, cryptedKey, getPassword } = await passwork.getPassword(item.id);
  if (!isSealed(cryptedPassword) && !isSealed(cryptedKey)) {
    if (!hasMaster) return { status: 'ok', message: 'nothing is encrypted on the client' };
    const message = 'nothing is encrypted on the client, and there is a master key';
    return { status: 'warning', message, advice: `Take away ${MASTER}: it is of no use here` };
  }
  if (!hasMaster) return noKey(undefined, hasMaster);
  getPassword();
  return { status: 'ok', message: 'the master key opens what it must' };
}

/** The first item in vaults and folders, nearest to the top. */
async function someItem(passwork) {
  const places = (await passwork.list()).map(({ path }) => path);
  for (let number = 0; number < Math.min(places.length, MOST_LISTS); number += 1) {
    const entries = await passwork.list(places[number]);
    const item = entries.find(({ type }) => type === 'item');
    if (item) return item;
    places.push(...entries.filter(({ type }) => type === 'folder').map(({ path }) => path));
  }
  return undefined;
}

/** Why nothing opens. Without an error, or without a master key, there is none. */
function noKey(error, hasMaster = true) {
  const failed = (message, advice) => ({ status: 'failed', message, advice, exitCode: EXIT.credentials });
  if (error?.code === 'clientSideEncryptionDisabled') {
    return failed('nothing is encrypted on the client here, and there is a master key', `Take away ${MASTER}`);
  }
  if (!hasMaster) {
    return failed('what is encrypted on the client cannot be opened: there is no master key', `Set ${MASTER}`);
  }
  return failed('the master key or master password does not open what it must', `Check ${MASTER}, or log in again`);
}
