// rotate: whatever fails, and wherever it is killed, both passwords can be read; and a rotation that did not end can be ended.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { passwork, running, start, WORLDS, world } from './support/cli.mjs';
import { frontOf, isWrite } from './support/front.mjs';

const ITEM = 'V/db';
const CONTENTS = { V: { db: { password: 'canary-old', custom: { region: 'eu' } } } };
const PENDING = 'rotation pending';
const [SEALED4, PLAIN4, SEALED7, PLAIN7] = WORLDS;

/**
 * The other system: a file with the password that it takes. Its command refuses where the old one is not what it has; PROBLEM says when it
 * fails, and `more` what it does at its end.
 */
function otherSystem(home, more = '') {
  const file = path.join(home, 'database');
  fs.writeFileSync(file, 'canary-old');
  const script = path.join(home, 'change.sh');
  const lines = [
    `cd '${home}' && now=$(cat database)`,
    '[ "$now" = "$PASSWORK_OLD" ] || [ "$now" = "$PASSWORK_NEW" ] || exit 9',
    '[ "$PROBLEM" = before ] || { printf %s "$PASSWORK_NEW" > new && mv new database; }',
    '[ -z "$PROBLEM" ] || exit 7',
    more,
  ];
  fs.writeFileSync(script, lines.join('\n'));
  return { command: ['sh', script], password: () => fs.readFileSync(file, 'utf8') };
}

/** What the item holds: the password, and the one that waits. */
function held(server) {
  const { password, custom = {} } = server.read(ITEM);
  const pending = custom[PENDING];
  return { password, pending: pending?.value ?? pending, region: custom.region };
}

/** Nothing is lost: the other system's password is in the item, and so is the old one until the rotation is done. */
function ensureNothingLost(server, other, words) {
  const { password, pending, region } = held(server);
  assert.ok([password, pending].includes(other.password()), `${words}: the password in use is in the item`);
  if (password !== 'canary-old') assert.deepEqual([password, pending], [other.password(), undefined], `${words}: done`);
  assert.equal(region, 'eu', `${words}: other fields stay`);
}

/** The next rotation says what is to be done, and with that the old and the new password are in both places again. */
async function ensureItEnds(env, server, other, words) {
  const before = held(server);
  const args = before.pending === undefined ? ['rotate', ITEM] : ['rotate', ITEM, '--resume'];
  if (before.pending !== undefined) {
    const asks = await passwork(env, ['rotate', ITEM, '--', ...other.command]);
    assert.deepEqual([asks.code, asks.stdout], [125, ''], words);
    assert.match(asks.stderr, /--resume goes on with it, --discard forgets it/, words);
  }
  const seen = await passwork(env, [...args, '--', ...other.command]);
  assert.equal(seen.code, 0, `${words}: ${seen.stderr}`);
  const after = held(server);
  assert.deepEqual([after.password, after.pending, after.region], [other.password(), undefined, 'eu'], words);
  assert.notEqual(after.password, 'canary-old');
  if (before.pending !== undefined) assert.equal(after.password, before.pending, words);
}

/** A world with one item, and its own other system. */
async function scene(t, one, at, more) {
  const { env, server, home } = await world(t, one, CONTENTS);
  const { host, seen } = await frontOf(t, server, at);
  return { env, through: { ...env, PASSWORK_HOST: host }, server, seen, home, other: otherSystem(home, more) };
}

for (const one of WORLDS) {
  test(`a new password in both places, and nothing of it anywhere else: ${one.name}`, async (t) => {
    const { env, server, other } = await scene(t, one);
    const { code, stdout, stderr } = await passwork(env, ['rotate', ITEM, '--generate=40', ...other.command]);
    const { password, pending } = held(server);
    assert.deepEqual([code, stdout, pending], [0, '', undefined], stderr);
    assert.equal(password, other.password());
    assert.equal(password.length, 40);
    assert.doesNotMatch(stderr, new RegExp(`canary|${password.replace(/\W/g, '\\$&')}`));
  });

  if (!one.clientSideEncryption) continue;
  test(`a command that fails leaves both, and so does what comes after: ${one.name}`, async (t) => {
    for (const problem of ['before', 'after']) {
      const { env, server, other } = await scene(t, one);
      const failed = await passwork({ ...env, PROBLEM: problem }, ['rotate', ITEM, '--', ...other.command]);
      assert.deepEqual([failed.code, failed.stdout], [7, ''], 'the code of the command');
      assert.match(failed.stderr, /stays in the field 'rotation pending': rotate --resume goes on/);
      assert.equal(held(server).password, 'canary-old');
      ensureNothingLost(server, other, problem);
      await ensureItEnds(env, server, other, problem);
    }
  });
}

/** The requests of a whole rotation, and the number of the first that writes. */
async function wholeRotation(t, one) {
  const { through, seen, other } = await scene(t, one);
  const whole = await passwork(through, ['--retry', '0', 'rotate', ITEM, '--', ...other.command]);
  assert.equal(whole.code, 0, whole.stderr);
  const writes = seen.flatMap((request, at) => (isWrite(request) ? [at + 1] : []));
  return { count: seen.length, first: writes[0], writes };
}

/** Some at a time: each is a process or three. */
async function forEach(numbers, work) {
  const left = [...numbers];
  const worker = async () => {
    while (left.length) await work(left.shift());
  };
  await Promise.all([worker(), worker()]);
}

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

for (const one of [SEALED4, SEALED7]) {
  test(`killed at any request, nothing is lost: ${one.name}`, async (t) => {
    const { count, first } = await wholeRotation(t, one);
    assert.ok(first > 1 && count > first + 5, `${first} of ${count}`);
    let kills = 0;
    const ended = new Set();
    await forEach(range(first - 1, count), async (number) => {
      let child;
      // The request has come, and is not looked at: what came before is done, nothing after it.
      const at = (now) => {
        if (now !== number) return undefined;
        child.kill('SIGKILL');
        kills += 1;
        return 'hold';
      };
      const { env, through, server, other } = await scene(t, one, at);
      child = running(through, ['--retry', '0', 'rotate', ITEM, '--', ...other.command]);
      const { signal } = await child.ended;
      assert.equal(signal, 'SIGKILL');
      const words = `killed at request ${number} of ${count}`;
      ensureNothingLost(server, other, words);
      // Of each state that it can be left in, one is ended.
      const { password, pending } = held(server);
      const state = [password !== 'canary-old', pending !== undefined, other.password() !== 'canary-old'].join(' ');
      if (ended.has(state)) return;
      ended.add(state);
      if (password === 'canary-old') await ensureItEnds(env, server, other, words);
    });
    assert.equal(kills, count - first + 2);
    assert.deepEqual(
      [...ended].sort(),
      ['false false false', 'false true false', 'false true true', 'true false true'],
      'before anything, with the new password stored, with the other system changed, and done',
    );
  });

  test(`an answer that is lost at any request, or a request: nothing is lost: ${one.name}`, async (t) => {
    const { count, first, writes } = await wholeRotation(t, one);
    await forEach(
      range(first, count).flatMap((number) =>
        (writes.includes(number) ? ['lose', 'drop'] : ['drop']).map((how) => ({ number, how })),
      ),
      async ({ number, how }) => {
        const { through, server, seen, other } = await scene(t, one, (now) => (now === number ? how : undefined));
        const { code, stderr } = await passwork(through, ['--retry', '0', 'rotate', ITEM, '--', ...other.command]);
        const words = `${how} at request ${number} of ${count} (${seen[number - 1].path}): ${code} ${stderr}`;
        ensureNothingLost(server, other, words);
        const isDone = held(server).password !== 'canary-old';
        // Where the rotation is done and that could not be seen, it fails, and says how to see it.
        if (code === 0) assert.ok(isDone, words);
        else assert.match(stderr, /rotate/, words);
        if (code === 125) assert.equal(other.password(), 'canary-old', `${words}: the command was not started`);
      },
    );
  });
}

test('killed while the command runs, both can be read, and --resume ends it', async (t) => {
  for (const one of [PLAIN4, PLAIN7]) {
    const { env, server, other } = await scene(t, one, undefined, 'kill -9 $PPID');
    const { signal } = await passwork(env, ['rotate', ITEM, '--', ...other.command]);
    assert.equal(signal, 'SIGKILL');
    assert.equal(held(server).pending, other.password());
    ensureNothingLost(server, other, one.name);
    const seen = await passwork(env, ['rotate', ITEM, '--resume']);
    assert.deepEqual([seen.code, held(server).password], [0, other.password()], 'without a command it is only stored');
  }
});

test('a signal is for the command while that runs; both passwords stay, and no session waits for it', async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    for (const [script, outcome] of [
      ["process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1e6); console.log('ready');", [5, null]],
      ["setInterval(() => {}, 1e6); console.log('ready');", [null, 'SIGTERM']],
    ]) {
      const { through, server, seen } = await scene(t, one);
      const { child, end, line } = start(through, ['rotate', ITEM, '--', process.execPath, '-e', script]);
      child.stdin.end();
      await line('stdout', /ready/);
      if (one.generation === 4) assert.equal(seen.at(-1).path, '/auth/logout');
      child.kill('SIGTERM');
      const { code, signal, stderr } = await end;
      assert.deepEqual([code, signal], outcome, stderr);
      assert.match(stderr, /stays in the field 'rotation pending'/);
      const { password, pending } = held(server);
      assert.deepEqual([password, typeof pending], ['canary-old', 'string']);
    }
  }
});

test('somebody else at work while the command runs: their password stays, and the new one is kept', async (t) => {
  const waits = { value: 'canary-b', type: 'password' };
  const cases = [SEALED4, SEALED7].flatMap((one) =>
    [
      { change: { password: 'canary-theirs' }, password: 'canary-theirs' },
      { change: { custom: { region: 'eu' } } },
      { change: { custom: { region: 'eu', [PENDING]: waits } } },
      // Another rotation ends at the very moment at which the new password is written again.
      {
        change: { custom: { region: 'eu', [PENDING]: waits } },
        next: { password: 'canary-b', custom: { region: 'eu' } },
        password: 'canary-b',
      },
    ].map((rest) => ({ one, ...rest })),
  );
  await forEach(cases, async ({ one, change, next, password = 'canary-old' }) => {
    let writes = 0;
    const at = (_, request) => {
      writes += isWrite(request) ? 1 : 0;
      return isWrite(request) && writes === 2 && next ? { after: () => server.change(ITEM, next) } : undefined;
    };
    const { through, server, home, other } = await scene(t, one, at, 'read _ < fifo');
    execFileSync('mkfifo', [path.join(home, 'fifo')]);
    const ended = passwork(through, ['rotate', ITEM, '--', ...other.command]);
    // It opens when the command reads, and the command waits for what is written.
    const fifo = await fs.promises.open(path.join(home, 'fifo'), 'w');
    server.change(ITEM, change);
    await fifo.write('\n');
    await fifo.close();
    const { code, stderr } = await ended;
    const words = `${one.name}, ${JSON.stringify(change)}: ${stderr}`;
    assert.equal(code, 1, words);
    assert.match(stderr, /somebody else changed V\/db while the command ran.* The new one is in the field/, words);
    const item = server.read(ITEM);
    assert.equal(item.password, password, words);
    assert.ok(JSON.stringify(item.custom).includes(JSON.stringify(other.password())), `${words}: the new one is kept`);
  });
});

test('another rotation that began at the same time: on Passwork 7 the second is not started', async (t) => {
  const theirs = { region: 'eu', [PENDING]: { value: 'canary-a', type: 'password' } };
  const { through, server, other } = await scene(t, SEALED7, (_, { method }) => {
    if (method === 'PATCH') server.change(ITEM, { custom: theirs });
  });
  const { code, stderr } = await passwork(through, ['rotate', ITEM, '--', ...other.command]);
  assert.equal(code, 125, stderr);
  assert.match(stderr, /somebody else changed the fields of V\/db at the same time/);
  assert.equal(other.password(), 'canary-old');
});

test('what is refused before the command is started is 125, and nothing is changed', async (t) => {
  const { env, server, other } = await scene(t, SEALED4);
  const { PASSWORK_MASTER_PASSWORD: _, ...locked } = env;
  for (const [args, words, input, given = env] of [
    [[], /missing required argument 'item'/],
    [[ITEM], /rotate takes the command/],
    [[ITEM, '--nonsense', '--', 'true'], /unknown option '--nonsense'/],
    [[ITEM, '--resume', '--discard'], /one or the other/],
    [[ITEM, '--resume', '--generate'], /takes the password that is stored/],
    [[ITEM, '--generate', '--password-stdin', 'true'], /use one of them/],
    [[ITEM, '--generate=nonsense', 'true'], /--generate is a number of characters/],
    [[ITEM, '--password-stdin', 'true'], /stdin is empty/],
    [[ITEM, '--password-stdin', 'true'], /is the old one/, 'canary-old\n'],
    [[ITEM, '--password-stdin', 'true'], /NUL/, 'a\0b'],
    [[ITEM, '--password-stdin', 'true'], /too long for a variable/, 'x'.repeat(131_073)],
    [[ITEM, '--resume', 'true'], /nothing to resume/],
    [[ITEM, '--discard'], /no rotation that did not end/],
    [['V/nothing', 'true'], /there is no/],
    [['pw://V/db/password', 'true'], /names a field/],
    [[ITEM, 'true'], /PASSWORK_MASTER_PASSWORD or PASSWORK_MASTER_KEY/, '', locked],
  ]) {
    const seen = await passwork(given, ['rotate', ...args], { input });
    assert.deepEqual([seen.code, seen.stdout], [125, ''], `${args}: ${seen.stderr}`);
    assert.match(seen.stderr, words, args.join(' '));
  }
  assert.deepEqual(held(server), { password: 'canary-old', pending: undefined, region: 'eu' });
  assert.equal(server.requests.filter(isWrite).length, 0, 'nothing was written');
  assert.equal(other.password(), 'canary-old');
});

test('--discard forgets the new password, and begins anew with a command; a value from stdin; a shortcut', async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const { env, server, other } = await scene(t, one);
    const fails = ['sh', '-c', 'exit 3'];
    await passwork(env, ['rotate', ITEM, '--', ...fails]);
    assert.equal((await passwork(env, ['rotate', ITEM, '--discard'])).code, 0);
    assert.deepEqual(held(server), { password: 'canary-old', pending: undefined, region: 'eu' });
    await passwork(env, ['rotate', ITEM, '--', ...fails]);
    const anew = ['rotate', '--discard', ITEM, '--password-stdin', '--', ...other.command];
    const { code, stderr } = await passwork(env, anew, { input: 'canary-new\n' });
    assert.deepEqual([code, held(server).password, other.password()], [0, 'canary-new', 'canary-new'], stderr);
    assert.equal(held(server).pending, undefined);
  }
  for (const one of [SEALED4, PLAIN7]) {
    const { env, server, home } = await world(t, one, {
      V: { db: { password: 'canary-old' } },
      W: { link: { shortcutTo: 'V/db' } },
    });
    const other = otherSystem(home);
    const { code, stderr } = await passwork(env, ['rotate', 'W/db', ...other.command]);
    assert.equal(code, 0, stderr);
    assert.equal(server.read('V/db').password, other.password());
    assert.equal(server.read('V/db').custom, undefined);
  }
});

test('a field that the server does not take away is told, and is no second rotation', async (t) => {
  const { env, through, server, other } = await scene(t, SEALED7, (_, { method, body }) => {
    // A server on which a list without the field means nothing: it stays.
    if (method !== 'PATCH' || !body.includes('passwordEncrypted')) return undefined;
    return {
      after: () =>
        server.change(ITEM, { custom: { region: 'eu', [PENDING]: { value: other.password(), type: 'password' } } }),
    };
  });
  const { code, stderr } = await passwork(through, ['rotate', ITEM, '--', ...other.command]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /the field 'rotation pending' of V\/db stayed: rotate --discard takes it away/);
  const next = await passwork(env, ['rotate', ITEM, '--resume']);
  assert.equal(next.code, 125);
  assert.match(next.stderr, /is its password already: --discard takes the field away/);
  assert.equal((await passwork(env, ['rotate', ITEM, '--discard'])).code, 0);
  assert.deepEqual(held(server), { password: other.password(), pending: undefined, region: 'eu' });
});
