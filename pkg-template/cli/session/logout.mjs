// `passwork logout`: the end of the session of `passwork login`.
import fs from 'node:fs';
import { isDead, removeSession, sessionFile, settingsOf, throughWays, waysOf } from '../connection/index.mjs';

export async function logout(context) {
  const { options, env, output } = context;
  const settings = settingsOf({ options, env });
  for (const warning of settings.warnings) output.note(warning);
  const file = sessionFile(settings.profile);
  if (!fs.existsSync(file)) return output.note(`there is no session: ${file} is not there`);
  const generation = await endOnServer({ ...settings, tokens: undefined, apiKey: undefined }, context);
  await removeSession(file);
  const note = generation === 7 ? '. Its tokens live on: revoke them in Passwork if they must not' : '';
  output.note(`logged out: ${file} is removed${settings.sessionKey ? '. unset PASSWORK_SESSION' : ''}${note}`);
}

/** On API v4 the server is told; tokens of Passwork 7 live on, and are revoked there. Gives the generation of the server. */
async function endOnServer(settings, context) {
  if (!settings.sessionKey) return context.output.note('PASSWORK_SESSION is not set: the server is not told');
  let ways;
  try {
    ways = waysOf(settings, context);
  } catch (error) {
    if (error?.kind !== 'session') throw error;
    return context.output.note(`the server is not told: ${error.message}`);
  }
  try {
    return await throughWays(ways, context, async (client) => {
      const { generation } = client;
      await client.logout();
      return generation;
    });
  } catch (error) {
    if (!isDead(error.cause ?? error)) throw error; // a dead one needs no end
  }
}
