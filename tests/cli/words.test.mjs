// Slips of the pen: a secret in a word where none belongs is in no message. Messages land in the logs of pipelines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMANDS } from '../../pkg-template/cli/main/definitions/index.mjs';
import { passwork, WORLDS, world } from './support/cli.mjs';

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const CANARY = 'hunter2-secret';

/** The ways of every command: `get`, `attachment put` … */
const ways = COMMANDS.flatMap(({ name, subcommands }) => subcommands?.map((one) => [name, one.name]) ?? [[name]]);

/** Runs a command line as text and as JSON, each with the stack: it fails with `code`, and the canary is nowhere. */
async function keeps(env, words, { code, flags: all = [['--debug'], ['--json', '--debug']] } = {}) {
  for (const flags of all) {
    const seen = await passwork(env, [...flags, ...words]);
    const what = `${words.join(' ')}: ${seen.stdout}${seen.stderr}`;
    assert.ok(!(seen.stdout + seen.stderr).includes(CANARY), what);
    assert.notEqual(seen.code, 0, what);
    if (code) assert.equal(seen.code, code, what);
    assert.match(seen.stderr, /^(?:passwork: |\{"error":)/, what);
  }
}

test('a value behind an option that there is not', async (t) => {
  const { env, server } = await world(t, SEALED7);
  const from = server.requests.length;
  assert.ok(ways.length > 20, 'control: every command');
  for (const way of ways) {
    const code = ['exec', 'rotate'].includes(way[0]) ? 125 : 2;
    await keeps(env, [...way, `--pasword=${CANARY}`], { code, flags: [['--debug']] });
    await keeps(env, [...way, `--pasword=\n  ${CANARY}'`, `-Z${CANARY}`], { code, flags: [['--debug', '--json']] });
  }
  for (const slip of [`--pasword=${CANARY}`, `-Z${CANARY}`, CANARY]) await keeps(env, [slip, 'ls'], { code: 2 });
  assert.equal(server.requests.length, from);
});

test('words in odd places', async (t) => {
  const { env, home } = await world(t, SEALED7);
  const given = `PASSWORD=${CANARY}`;
  for (const words of [
    ['add', '--vault', 'Mail', '--name', 'x', `--password=${CANARY}`],
    ['rotate', ORDERS, `--password=${CANARY}`, '--', 'true'],
    ['rotate', ORDERS, '--generate', '--', given],
    ['exec', '--', given],
    ['exec', '--env', `P=pw://${ORDERS}/password`, '--', given, 'sh'],
    ['exec', '--unmasked', given, '--env', `P=pw://${ORDERS}/password`, '--', 'false'],
    ['update', ORDERS, '--field', `=${CANARY}`],
    ['update', ORDERS, '--field-type', `=${CANARY}`],
    ['update', ORDERS, '--field-type', `k=${CANARY}`],
    ['update', ORDERS, '--unset-field', `k=${CANARY}`],
    ['update', ORDERS, '--field', `k=@${CANARY}`],
    ['update', ORDERS, `--custom-=${CANARY}`],
    ['update', given],
    ['get', given],
    ['show', `Mail/${given}`],
    ['rm', '--yes', given],
    ['ls', given],
    ['inject', '-i', given],
    ['attachment', CANARY],
    ['attachment', 'put', ORDERS, given],
    ['attachment', 'get', ORDERS, given, '-o', home],
    ['token', CANARY],
    ['login', CANARY],
    ['login', '--json', '--shell', CANARY],
    ['completion', CANARY],
    ['generate', CANARY],
    ['api', 'POST', `{"p":"${CANARY}"}`],
    ['api', 'POST', 'v1/x', `{"p":"${CANARY}"}`],
    ['api', `v1/x?token=${CANARY}#x`],
    ['api', 'v1/x', '--params', CANARY],
    ['env', '--env', CANARY],
    ['env', '--env', `=${CANARY}`],
  ]) {
    await keeps(env, words);
  }
  assert.match((await passwork(env, ['inject', '-i', 'k=none'])).stderr, /^passwork: k=… cannot be read/, 'control');
});

test('a host with a password that is none', async (t) => {
  const { env } = await world(t, SEALED4);
  for (const host of [
    `https://user:${CANARY}`,
    `https://user:${CANARY}@x:99999`,
    `https://user:x\n${CANARY}@127.0.0.1:1`,
    `https://user:x\u2028${CANARY}@127.0.0.1:1`,
    `https://user:a/${CANARY}@x y`,
    `ftp://user:${CANARY}`,
    `user:${CANARY}@x:99999`,
    `https:user:${CANARY}`,
    `https:\\\\user:${CANARY}@127.0.0.1`,
    `https://user:${CANARY}@127.0.0.1:1`,
    `https://user:${CANARY}%zz@127.0.0.1:1`,
  ]) {
    for (const command of ['ls', 'doctor']) {
      const seen = await passwork({ ...env, PASSWORK_HOST: host }, ['--retry', '0', '--debug', command]);
      assert.notEqual(seen.code, 0, host);
      assert.ok(!(seen.stdout + seen.stderr).includes(CANARY), `${command} ${host}: ${seen.stdout}${seen.stderr}`);
    }
  }
});
