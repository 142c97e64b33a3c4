// A command's connection: from its settings to a client that is logged in, and to its end.
import { CliError, EXIT, lockedMessage } from '../shared/index.mjs';
import { askCommand } from './credential-command.mjs';
import { serverOf } from './hosts.mjs';
import { chosenKind, settingsOf } from './settings.mjs';
import { untilSignal } from './signals.mjs';
import { ask, hasTerminal } from './terminal.mjs';
import { isDead, waysOf } from './ways.mjs';

export * from './authorities.mjs';
export * from './client.mjs';
export * from './credential-command.mjs';
export * from './hosts.mjs';
export * from './library.mjs';
export * from './network.mjs';
export * from './profile.mjs';
export * from './secrets.mjs';
export * from './session-file.mjs';
export * from './session-store.mjs';
export * from './settings.mjs';
export * from './signals.mjs';
export * from './terminal.mjs';
export * from './ways.mjs';

/**
 * The settings of a command, with what the profile's program says where nothing else has credentials. Warnings are
 * told.
 */
export async function commandSettings(context) {
  const settings = settingsOf({ options: context.options, env: context.env });
  for (const warning of settings.warnings) context.output.note(warning);
  return withCommand(settings);
}

/** Settings, with what the profile's program says where nothing else has credentials. */
export async function withCommand(settings) {
  const { sessionKey, tokens, apiKey, unfit, credentialCommand, host, profile, profileHost } = settings;
  if (sessionKey || tokens || apiKey || unfit || !credentialCommand) return settings;
  // Credentials of a profile belong to its host, as those of a session do.
  if (host && profileHost && serverOf(host) !== serverOf(profileHost)) {
    throw new CliError(
      EXIT.credentials,
      `the credentials of the profile ${profile} are for ${serverOf(profileHost)}, and the host is ${serverOf(host)}: nothing was sent`,
    );
  }
  const given = await askCommand(credentialCommand);
  const isMasterGiven = settings.masterKey !== undefined || settings.masterPassword !== undefined;
  const { masterKey, masterPassword } = isMasterGiven ? settings : given;
  const kind = chosenKind({ ...given, apiVersion: settings.apiVersion });
  return { ...settings, ...kind, sessionKey: given.sessionKey, masterKey, masterPassword };
}

/**
 * Carries out the work of a command: `work(passwork, {hasMaster, way, master})` with a client that is logged in. Where
 * an object needs the master password and nobody gave it, it is asked for on the terminal and the work is done again;
 * where a session is dead, the work is done again with the credentials of the environment, if nothing was done by then.
 *
 * @returns What `work` gives.
 */
export async function connected(context, work) {
  const settings = await commandSettings(context);
  return throughWays(waysOf(settings, context), context, work);
}

/** The same by ways that were chosen already. */
export async function throughWays(ways, { output }, work) {
  for (const [number, way] of ways.entries()) {
    try {
      return await throughWay(way, work, output);
    } catch (error) {
      const next = ways[number + 1];
      if (!next || !isDead(error) || way.wasAccepted) throw way.explained(error) ?? error;
      output.note(`the ${way.name} is dead; trying the ${next.name}`);
    }
  }
}

async function throughWay(way, work, output) {
  let { masterKey, masterPassword } = way.master;
  for (;;) {
    const hasMaster = Boolean(masterKey || masterPassword); // an empty one opens nothing, and seals nothing
    const master = { masterKey, masterPassword };
    try {
      return await withClient(way, master, (client) => work(client, { hasMaster, way, master }), output);
    } catch (error) {
      if (hasMaster || !needsMaster(error)) throw error;
      if (!hasTerminal()) throw withoutMaster(error);
      masterPassword = await ask('Master password:', { isSecret: true });
      if (!masterPassword) throw withoutMaster(error);
    }
  }
}

/** Works with a client, which comes to its end whatever happens: also by a signal. */
async function withClient(way, master, work, output) {
  let opening;
  const leave = async () => {
    await way.settled();
    const client = await opening?.catch(() => {});
    if (client) await way.close(client);
  };
  const whole = async () => {
    opening = way.open(master);
    const client = await opening;
    let isDone = false;
    try {
      const result = await work(client);
      isDone = true;
      return result;
    } finally {
      // A failure of the end must not hide that of the work.
      await way.close(client).catch((error) => isDone && output.note(error.message));
    }
  };
  return untilSignal(whole, leave);
}

/**
 * Whether what failed would not have failed with the master password. A server that wants its hash may say so in any
 * words of its own.
 */
const needsMaster = ({ kind, httpStatus, code, data } = {}) =>
  kind === 'masterPassword' ||
  (kind === 'api' && httpStatus === 403 && /master/i.test(`${code} ${data?.errorMessage}`));

const withoutMaster = (cause) => new CliError(EXIT.credentials, lockedMessage('this'), { cause });
