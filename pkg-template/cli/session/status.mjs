// `passwork status`: who we are, where, on which generation of servers, and until when; never a secret.
import { connected, serverOf } from '../connection/index.mjs';
import { shownName } from '../shared/index.mjs';

const GENERATIONS = { 4: 'API v4', 7: 'Passwork 7' };

export async function status(context) {
  const { output } = context;
  const found = await connected(context, async (client, { hasMaster, way }) => {
    const user = await client.userInfo();
    return statusOf(client.diagnostics(), user, { hasMaster, way });
  });
  if (output.isJson) return output.json(found);
  await output.text(
    rowsOf(found)
      .map(([name, value]) => `${name.padEnd(12)}${shownName(value)}\n`)
      .join(''),
  );
}

/** What is told, as JSON has it. Of the user these members alone: the server's answer has keys in it. */
function statusOf({ host, generation, serverVersion, sessionEndsAt }, user, { hasMaster, way }) {
  const endsAt = sessionEndsAt ?? (way.session?.endsAt === undefined ? undefined : way.session.endsAt * 1000);
  return {
    host: serverOf(host),
    generation,
    serverVersion: serverVersion ?? null,
    user: { name: user.fullName ?? user.name ?? null, login: user.login ?? null, email: user.email ?? null },
    credentials: way.kind,
    file: way.file ?? null,
    renewsItself: way.kind === 'session' && Boolean(way.session.refreshToken),
    tokenEndsAt: endsAt === undefined ? null : new Date(endsAt).toISOString(),
    hasMasterKey: hasMaster,
  };
}

function rowsOf(found) {
  const { host, generation, serverVersion, user, credentials, file, hasMasterKey } = found;
  const names = [user.name, user.login === user.name ? null : user.login, user.email].filter(Boolean);
  const WAYS = { session: `session in ${file}`, tokens: 'tokens of the environment', apiKey: 'API key' };
  return [
    ['user', names.join(', ') || 'unknown'],
    ['host', host],
    ['server', serverVersion ? `${GENERATIONS[generation]}, version ${serverVersion}` : GENERATIONS[generation]],
    ['by', WAYS[credentials]],
    ['until', untilOf(found)],
    ['master key', hasMasterKey ? 'given' : 'none'],
  ];
}

function untilOf({ credentials, renewsItself, tokenEndsAt }) {
  if (credentials === 'apiKey') return 'the end of each command';
  const until = tokenEndsAt ?? 'not told by the server';
  return renewsItself ? `${until}; then it renews itself` : until;
}
