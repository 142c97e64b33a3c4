// No secret where it does not belong: stdout, stderr, argv, files, whatever fails.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { passwork, WORLDS, world } from './support/cli.mjs';
import { asked, fileOf, logIn, start } from './support/session.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const FAULTS = { 4: [500, 'html', 'hang'], 7: ['cutOff', 'expired', 'hang'] };

/** Every secret of a server and of a shell, in each form in which it might appear. */
function secretsOf(server, more = []) {
  const { apiKey, tokens, masterPassword, masterKey } = server;
  const all = [apiKey, tokens?.accessToken, tokens?.refreshToken, masterPassword, masterKey, 'canary', ...more];
  return all.filter(Boolean).flatMap((secret) => {
    const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
    return [secret, encodeURIComponent(secret), base64, JSON.stringify(secret).slice(1, -1)];
  });
}

function assertNone(text, secrets, where) {
  const found = secrets.find((secret) => text.includes(secret));
  assert.equal(found, undefined, `${where} holds a secret`);
}

/** The contents of all files below a folder. */
const filesIn = (place) =>
  fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath ?? entry.path, entry.name), 'latin1'))
    .join('\n');

for (const one of [SEALED4, SEALED7]) {
  test(`each command with each fault: ${one.name}`, async (t) => {
    const { server, env, home } = await world(t, one);
    const { PATH, HOME } = env;
    const apart = { ...env, XDG_STATE_HOME: path.join(home, 'apart') };
    for (const fault of FAULTS[one.generation]) {
      server.reset();
      const { PASSWORK_HOST } = env;
      const now = { ...server.env, PASSWORK_HOST };
      const key = await logIn({ ...env, ...now });
      const shell = { PATH, HOME, PASSWORK_SESSION: key };
      const secrets = secretsOf(server, [key]);
      server.fail({ with: fault });
      const commands = [
        [{ ...apart, ...now }, ['login']],
        [{ ...apart, ...now }, ['token', 'refresh']],
        [{ ...apart, ...now }, ['status']],
        [shell, ['status', '--json']],
        [shell, ['get', ORDERS]],
        [shell, ['logout']],
      ];
      await Promise.all(
        commands.map(async ([variables, args]) => {
          const seen = await passwork(variables, ['--debug', '--retry', '0', '--timeout', '1', ...args]);
          const where = `${args.join(' ')} with ${fault}`;
          if (seen.code !== 0) assert.equal(seen.stdout, '', where);
          assertNone(seen.stderr + (args[0] === 'get' ? '' : seen.stdout), secrets, where);
        }),
      );
      assertNone(filesIn(home), secrets, `the home after ${fault}`);
    }
  });
}

test('no secret is in the arguments of any process', { skip: !fs.existsSync('/proc/self/cmdline') }, async (t) => {
  const { server, env, home } = await world(t, SEALED4);
  const config = path.join(home, '.config', 'passwork-wasm', 'config.json');
  fs.mkdirSync(path.dirname(config), { recursive: true });
  fs.writeFileSync(path.join(home, 'key.json'), JSON.stringify({ apiKey: server.apiKey }));
  const credentialCommand = ['sh', '-c', 'cat key.json; cat key.json >/dev/null'];
  fs.writeFileSync(config, JSON.stringify({ profiles: { default: { credentialCommand } } }));
  const { PASSWORK_API_KEY: _, ...others } = env;
  const stop = server.fail({ path: '/vaults/list', with: 'hang' });
  const runs = [
    [env, ['login']],
    [others, ['ls']],
  ].map(([variables, args]) => start(variables, args));
  while (asked(server, /vaults\/list/) < runs.length) await new Promise((resolve) => setTimeout(resolve, 5));
  const lines = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      } catch {
        return ''; // it has ended
      }
    });
  assert.ok(lines.filter((line) => line.includes('passwork')).length >= 2, 'control: those are among them');
  assertNone(lines.join('\n'), secretsOf(server), 'a command line');
  stop();
  for (const { child } of runs) child.kill();
  await Promise.all(runs.map(({ ended }) => ended));
});

test('status tells what it says and nothing else', async (t) => {
  const { server, env } = await world(t, SEALED7);
  const key = await logIn(env);
  const { PATH, HOME } = env;
  const seen = await passwork({ PATH, HOME, PASSWORK_SESSION: key }, ['status', '--json']);
  assertNone(seen.stdout, secretsOf(server, [key]), 'status');
  assert.doesNotMatch(seen.stdout, /PRIVATE|privateEncrypted|BEGIN/);
  assert.ok(fs.existsSync(fileOf(HOME)));
});
