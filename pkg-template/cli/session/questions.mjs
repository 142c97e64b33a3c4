// What `passwork login` asks for where the environment does not say it.
import { ask, hostOf, newClient, noCredentials, noHost } from '../connection/index.mjs';
import { CliError, EXIT } from '../shared/index.mjs';

const nothing = (what) => new CliError(EXIT.credentials, `no ${what} was given`);

/** An answer that is not empty. `otherwise`: the failure where there is nobody to ask. */
async function needed(message, what, { isSecret, otherwise }) {
  const answer = await ask(message, { isSecret });
  if (answer === undefined) throw otherwise();
  if (answer.trim() === '') throw nothing(what);
  return answer.trim();
}

/** Settings with host and credentials. Nothing secret is asked for before the server has answered. */
export async function completed(settings, context) {
  const host = settings.host ?? hostOf(await needed('Host:', 'host', { otherwise: noHost }));
  const whole = { ...settings, host };
  if (settings.unfit) throw noCredentials(settings);
  if (settings.tokens || settings.apiKey) return whole;
  const { apiVersion = await generationOf(whole, context) } = settings;
  const otherwise = () => nobody(apiVersion);
  if (apiVersion === 4) return { ...whole, apiKey: await needed('API key:', 'API key', { isSecret: true, otherwise }) };
  const token = await needed('Access token:', 'access token', { isSecret: true, otherwise });
  const refreshToken = (await ask('Refresh token (empty: none):', { isSecret: true }))?.trim() || undefined;
  return { ...whole, tokens: { token, refreshToken }, wasAsked: true };
}

const nobody = (apiVersion) => {
  const variables = apiVersion === 4 ? 'PASSWORK_API_KEY' : 'PASSWORK_TOKEN and PASSWORK_REFRESH_TOKEN';
  return new CliError(EXIT.credentials, `no credentials, and there is no terminal to ask on: set ${variables}`);
};

/** Which API the server speaks. */
async function generationOf(settings, context) {
  const client = await newClient(settings, {}, context);
  try {
    await client.version();
    return client.generation;
  } catch (error) {
    // On Passwork 7 there is no more to learn without a session.
    if (client.generation === undefined) throw error;
    return client.generation;
  } finally {
    await client.close();
  }
}
