// `passwork doctor`: the way to the server, step by step, a line each, and what to do. Never a secret.
import { loadLibrary, noCredentials, noHost, readSession, sessionFile, settingsOf } from '../connection/index.mjs';
import { EXIT, exitCodeOf, shownName } from '../shared/index.mjs';
import { checkNetwork } from './doctor-network.mjs';
import { checkSession, sourceOf } from './doctor-session.mjs';

/** The checks in their order; those that were not come to are told as skipped. */
const CHECKS = [
  'versions',
  'settings',
  'proxy',
  'authorities',
  'dns',
  'connection',
  'tls',
  'server',
  'clock',
  'credentials',
  'encryption',
];

export async function doctor(context) {
  const { options, env, output, version } = context;
  const results = new Map();
  const report = (check, result) => results.set(check, result);
  report('versions', checkVersions(version));
  const settings = checkSettings(options, env, report);
  let diagnostics;
  if (settings !== undefined) {
    const { generation, isTrusted } = await checkNetwork(settings, report);
    const problem = credentialsProblem(settings, generation, isTrusted);
    if (problem) report('credentials', problem);
    else diagnostics = await checkSession(context, settings, report);
  }
  const checks = CHECKS.map((check) => ({ check, ...(results.get(check) ?? NOT_REACHED) }));
  const exitCode = checks.find(({ status }) => status === 'failed')?.exitCode ?? EXIT.done;
  if (output.isJson) await output.json({ ok: exitCode === EXIT.done, exitCode, checks: told(checks), diagnostics });
  else await print(checks, context);
  return exitCode;
}

const NOT_REACHED = { status: 'skipped', message: 'not looked at' };

const told = (checks) => checks.map(({ check, status, message, advice }) => ({ check, status, message, advice }));

function checkVersions(version) {
  const { Passwork } = loadLibrary();
  const wrong = Passwork.selfCheck().checks.filter(({ ok }) => !ok);
  const runtime = process.versions.bun
    ? `Bun ${process.versions.bun}`
    : process.versions.deno
      ? `Deno ${process.versions.deno}`
      : `Node ${process.versions.node}`;
  const message = `passwork-wasm ${version}, ${runtime}, ${process.platform} ${process.arch}`;
  if (!wrong.length) return { status: 'ok', message };
  const names = wrong.map(({ name }) => name).join(', ');
  const advice = 'Install the package anew; if it stays so, do not use it here, and report it';
  return { status: 'failed', message: `${message}: the engine computes wrongly (${names})`, advice, exitCode: 1 };
}

/** The settings; `undefined` where there is no going on. */
function checkSettings(options, env, report) {
  let settings;
  let from = options.host ? '--host' : env.PASSWORK_HOST ? 'PASSWORK_HOST' : 'config.json';
  try {
    settings = settingsOf({ options, env });
    if (!settings.host) {
      const { profile, sessionKey } = settings;
      const host = sessionKey && readSession(sessionFile(profile), sessionKey)?.host;
      if (!host) throw noHost();
      settings = { ...settings, host };
      from = 'the session';
    }
  } catch (error) {
    report('settings', { status: 'failed', message: error.message, exitCode: exitCodeOf(error) });
    return undefined;
  }
  const { origin, pathname } = new URL(settings.host); // without a password that may stand in it
  const message = `${origin}${pathname === '/' ? '' : pathname}, from ${from}; profile ${settings.profile}`;
  const advice = settings.warnings.join('; ') || undefined;
  report('settings', { status: advice ? 'warning' : 'ok', message, advice });
  return settings;
}

/** Why the credentials are not even tried. */
function credentialsProblem(settings, generation, isTrusted) {
  if (sourceOf(settings) === undefined) {
    const { message, exitCode } = noCredentials(settings);
    return { status: 'failed', message, exitCode };
  }
  if (!isTrusted || generation === undefined) {
    return { status: 'skipped', message: 'not sent: see above' };
  }
  const { tokens, apiKey, sessionKey } = settings;
  const meant = sessionKey ? generation : tokens ? 7 : apiKey ? 4 : generation;
  if (meant === generation) return undefined;
  const [has, speaks] = meant === 7 ? ['an access token', 'API v4'] : ['an API key', 'Passwork 7'];
  const advice = meant === 7 ? 'Set PASSWORK_API_KEY' : 'Set PASSWORK_TOKEN and PASSWORK_REFRESH_TOKEN';
  const message = `there is ${has}, and the server speaks ${speaks}: not sent`;
  return { status: 'failed', message, advice, exitCode: EXIT.credentials };
}

const COLOURS = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' };

async function print(checks, { output }) {
  const rows = checks.map(({ check, status, message, advice }) => [
    status,
    check,
    advice ? `${message}. ${advice}` : message,
  ]);
  if (!output.isTerminal) return output.rows(rows);
  const coloured = (status) => output.styled(COLOURS[status], status.padEnd(8));
  const lines = rows.map(([status, check, text]) => `${coloured(status)} ${check.padEnd(12)} ${shownName(text)}\n`);
  return output.text(lines.join(''));
}
