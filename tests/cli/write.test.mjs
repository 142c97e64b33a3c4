// add, update, rm, generate: on both generations, with and without client-side encryption.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { folder } from '../node/support/installed.mjs';
import { passwork, SECRET, WORLDS, world } from './support/cli.mjs';
import { frontOf, isWrite } from './support/front.mjs';

const [SEALED4, PLAIN4, SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const fields = ({ custom = {}, totp = {} }) => ({ ...custom, ...totp });

for (const one of WORLDS) {
  test(`add prints the id, update and rm follow: ${one.name}`, async (t) => {
    const { env, server, home } = await world(t, one);
    fs.writeFileSync(path.join(home, 'key'), 'line 1\nline 2\n');
    const options = [
      '--login',
      'l',
      '--url',
      'https://x',
      '--description',
      'd',
      '--tag',
      'a',
      '--tag',
      'b',
      '--color',
      '3',
    ];
    const own = [
      '--field',
      'KEY=@key',
      '--field',
      'Zone=eu=1',
      '--field-type',
      'Zone=text',
      '--field',
      '2FA=-',
      '--field-type',
      '2FA=totp',
    ];
    const place = ['--vault', 'Infrastructure', '--folder', 'Databases', '--name', 'new'];
    const made = await passwork(env, ['add', ...place, ...options, ...own, '--generate=30'], {
      input: `${SECRET}\r\n`,
    });
    const { password, ...item } = server.read('Infrastructure/Databases/new');
    assert.deepEqual([made.code, made.stdout, made.stderr], [0, `${item.id}\n`, ''], made.stderr);
    assert.equal(password.length, 30);
    assert.deepEqual(item, {
      id: item.id,
      name: 'new',
      login: 'l',
      url: 'https://x',
      description: 'd',
      tags: ['a', 'b'],
      color: item.color,
      custom: { KEY: { value: 'line 1\nline 2', type: 'password' }, Zone: 'eu=1' },
      totp: { '2FA': SECRET },
    });
    assert.equal(Number(item.color), 3);

    const update = async (...args) => {
      const { input } = args.at(-1)?.input === undefined ? {} : args.pop();
      const seen = await passwork(env, ['update', ...args], { input });
      assert.deepEqual([seen.code, seen.stdout], [0, `${item.id}\n`], seen.stderr);
      return { ...server.read(item.id), stderr: seen.stderr };
    };
    const first = await update('Infrastructure/Databases/new', '--password-stdin', { input: 'canary-1\n\n' });
    assert.equal(first.password, 'canary-1\n', 'one line end is cut');
    assert.deepEqual([first.login, first.tags, fields(first)], ['l', ['a', 'b'], fields(item)], 'the rest stays');
    const second = await update(
      item.id,
      '--field',
      'KEY=-',
      '--field',
      'Zone=us',
      '--field',
      'more=@key',
      '--login',
      '',
      { input: 'k' },
    );
    assert.deepEqual(second.custom, {
      KEY: { value: 'k', type: 'password' },
      Zone: 'us',
      more: { value: 'line 1\nline 2', type: 'password' },
    });
    assert.equal(second.login, undefined);
    const third = await update(
      `id:${item.id}`,
      '--unset-field',
      'KEY',
      '--unset-field=2FA',
      '--field-type',
      'more=text',
      '--tag',
      'c',
      '--color',
      '0',
    );
    assert.deepEqual(
      [fields(third), third.tags, third.color],
      [{ Zone: 'us', more: 'line 1\nline 2' }, ['c'], undefined],
    );
    const fourth = await update(
      item.id,
      '--unset-field',
      'Zone',
      '--unset-field',
      'more',
      '--name',
      'renamed',
      '--tags',
      '',
    );
    assert.deepEqual([fields(fourth), fourth.name, fourth.tags], [{}, 'renamed', undefined]);

    // The official spelling: one warning, and what it puts into argv is written.
    const official = [
      '--password-id',
      item.id,
      '--password',
      'canary-2',
      '--custom-API KEY',
      'canary-3',
      '--custom-Zone=x=y',
      '--tags',
      'p, q',
    ];
    const fifth = await update(...official);
    assert.deepEqual([fifth.password, fifth.tags], ['canary-2', ['p', 'q']]);
    assert.deepEqual(fifth.custom, {
      'API KEY': { value: 'canary-3', type: 'password' },
      Zone: { value: 'x=y', type: 'password' },
    });
    assert.match(fifth.stderr, /^passwork: every user of this machine can read .*--password-stdin.*\n$/);
    assert.doesNotMatch(fifth.stderr, /canary/);
    const sixth = await update(
      '--shortcut-id',
      item.id,
      '--vault-id',
      (await located(env, item.id)).vaultId,
      '--custom-Zone',
      'z',
    );
    assert.equal(sixth.custom.Zone.value, 'z');

    const gone = await passwork(env, ['rm', '--yes', item.id, '--json']);
    assert.deepEqual([gone.code, JSON.parse(gone.stdout)], [0, { id: item.id }], gone.stderr);
    assert.throws(() => server.read(item.id), /holds nothing/);
  });

  test(`update by a shortcut; rm of one leaves the item: ${one.name}`, async (t) => {
    const { env, server } = await world(t, one);
    const { id } = JSON.parse((await passwork(env, ['get', '--json', 'Infrastructure/postmaster'])).stdout);
    const seen = await passwork(
      env,
      ['update', 'Infrastructure/postmaster', '--password-stdin', '--field', 'n=t', '--field-type', 'n=text'],
      { input: 'x' },
    );
    assert.deepEqual([seen.code, seen.stdout], [0, `${id}\n`], seen.stderr);
    const { password, custom, totp } = server.read('Mail/postmaster');
    assert.deepEqual([password, custom, totp], ['x', { n: 't' }, { '2FA': SECRET }]);
    const gone = await passwork(env, ['rm', '-y', 'Infrastructure/postmaster']);
    if (one.generation === 7) assert.match(gone.stderr, /deleteShortcut is not to be had/);
    else assert.deepEqual([gone.code, gone.stdout], [0, `${id}\n`]);
    assert.equal(server.read('Mail/postmaster').password, 'x');
  });
}

const located = async (env, id) => JSON.parse((await passwork(env, ['get', '--json', id])).stdout);

test('--dry-run says which members would change, and writes nothing', async (t) => {
  for (const one of [PLAIN4, SEALED7]) {
    const { env, server } = await world(t, one);
    const args = [
      '--login',
      'app',
      '--url',
      '',
      '--description',
      'other',
      '--tag',
      'prod',
      '--tag',
      'db',
      '--color',
      '2',
      '--generate',
    ];
    const more = [
      '--field',
      'API_KEY=-',
      '--field',
      'new=x',
      '--field-type',
      'new=text',
      '--unset-field',
      'Region',
      '--field',
      '2FA=@same',
    ];
    fs.writeFileSync(path.join(env.HOME, 'same'), SECRET);
    const words = ['update', '--dry-run', ORDERS, ...args, ...more];
    const seen = await passwork(env, words, { input: 'canary-key' });
    const expected = ['remove\turl', 'change\tdescription', 'add\tcolor', 'change\tpassword'];
    expected.push('change\tfield API_KEY', 'add\tfield new', 'remove\tfield Region');
    assert.deepEqual([seen.code, seen.stdout], [0, `${expected.join('\n')}\n`], seen.stderr);
    const { changes } = JSON.parse((await passwork(env, ['--json', ...words], { input: 'canary-key' })).stdout);
    assert.deepEqual(changes.at(0), { member: 'url', change: 'remove' });
    assert.deepEqual(changes.at(-1), { field: 'Region', type: 'text', change: 'remove' });
    const add = ['add', '--dry-run', '--vault', 'Mail', '--name', 'n', '--generate', '--login', 'l', '--field', 'f=-'];
    assert.equal(
      (await passwork(env, add, { input: 'x' })).stdout,
      'add\tname\nadd\tlogin\nadd\tpassword\nadd\tfield f\n',
    );
    assert.deepEqual(server.requests.filter(isWrite), []);
  }
});

test('what is wrong is refused, and nothing is written; of most of it nothing is even asked', async (t) => {
  const { env, server, home } = await world(t, SEALED4);
  fs.writeFileSync(path.join(home, 'empty'), '\n');
  const from = server.requests.length;
  const update = (...args) => ['update', ORDERS, ...args];
  const addTo = (...args) => ['add', '--vault', 'Mail', '--name', 'n', '--generate', ...args];
  const check = async ([args, words, code = 2, input]) => {
    const seen = await passwork(env, args, { input });
    assert.deepEqual([seen.code, seen.stdout], [code, ''], `${args.join(' ')}: ${seen.stderr}`);
    assert.match(seen.stderr, words, args.join(' '));
    assert.doesNotMatch(seen.stderr, /canary/);
  };
  for (const one of [
    [['add', '--name', 'n', '--generate'], /--vault VAULT/],
    [['add', '--vault', 'Mail', '--generate'], /--name NAME/],
    [['add', '--vault', 'Mail/x', '--name', 'n', '--generate'], /goes into --folder/],
    [['add', '--vault', 'Mail', '--folder', 'a//b', '--name', 'n', '--generate'], /./],
    [['add', '--vault', 'Mail', '--name', 'n'], /no terminal to ask on. Use --password-stdin or --generate/],
    [['add', '--vault', 'Mail', '--name', 'n', '--password-stdin'], /stdin is empty/],
    [addTo('--field', 'k'), /no terminal to ask on/],
    [update(), /no terminal to ask on/],
    [update('--password'), /no terminal to ask on/],
    [update('--generate', '--password'), /--password and --generate: use one/],
    [update('--customs-x', 'y'), /unknown option '--customs-x'/],
    [['update', '--login', 'x'], /update takes one item/],
    [['update', `pw://${ORDERS}/password`, '--login', 'x'], /names a field/],
    [['rm', ORDERS], /--yes deletes without a question/],
  ]) {
    await check(one);
  }
  assert.equal(server.requests.length, from, 'nothing of it was sent');
  for (const one of [
    [['add', '--vault', 'Nowhere', '--name', 'n', '--generate'], /no vault 'Nowhere'/, 3],
    [addTo('--folder', 'Nowhere'), /no folder 'Nowhere'/, 3],
    [addTo('--field-type', 'k=totp', '--field', 'k=-'), /base32/, 2, 'not base32!'],
    [update('--unset-field', 'nothing'), /has no field 'nothing'\n {2}2FA\n {2}API_KEY\n {2}Region/, 3],
    [update('--field', 'API_KEY=canary-value'), /is no text, and its value would be seen/],
    [update('--vault-id', 'a'.repeat(24), '--login', 'x'), /is not in the vault/, 3],
    [['rm', '-y', 'Infrastructure/nothing'], /there is no/i, 3],
  ]) {
    await check(one);
  }
  assert.deepEqual(server.requests.filter(isWrite), [], 'nothing was written');
  const empty = await passwork(env, update('--allow-empty', '--password-stdin', '--field', 'API_KEY=@empty'));
  assert.equal(empty.code, 0, empty.stderr);
  const { password, custom } = server.read(ORDERS);
  assert.deepEqual([password, custom.API_KEY.value], ['', '']);
});

test('a write whose answer is lost says so, and is not done again', async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const { env, server } = await world(t, one);
    let writes = 0;
    const { host } = await frontOf(t, server, (_, request) => {
      if (!isWrite(request)) return undefined;
      writes += 1;
      return 'lose';
    });
    const through = { ...env, PASSWORK_HOST: host };
    const added = await passwork(through, ['add', '--vault', 'Mail', '--name', 'n', '--generate']);
    assert.deepEqual([added.code, writes], [5, 1], added.stderr);
    assert.match(added.stderr, /It may have been added: look with passwork ls/);
    const changed = await passwork(through, ['update', ORDERS, '--login', 'x']);
    assert.deepEqual([changed.code, writes, server.read(ORDERS).login], [5, 2, 'x'], changed.stderr);
    assert.match(changed.stderr, /It may have been written; doing it again does no harm/);
    const removed = await passwork(through, ['rm', '-y', ORDERS]);
    assert.deepEqual([removed.code, writes], [5, 3], removed.stderr);
  }
});

test('what somebody else changes at the same time is not lost silently', async (t) => {
  const { env, server } = await world(t, SEALED7);
  const theirs = { Region: 'theirs', API_KEY: { value: 'theirs', type: 'password' } };
  const { host } = await frontOf(t, server, (_, { method }) => {
    if (method === 'PATCH') server.change(ORDERS, { custom: theirs });
  });
  const through = { ...env, PASSWORK_HOST: host };
  const seen = await passwork(through, ['update', ORDERS, '--field', 'Region=ours']);
  assert.equal(seen.code, 0, seen.stderr);
  assert.match(seen.stderr, /somebody else changed the fields of Infrastructure\/Databases\/orders at the same time/);
  const quiet = await passwork(env, ['update', ORDERS, '--field', 'Region=again']);
  assert.deepEqual([quiet.code, quiet.stderr], [0, '']);
});

test('fields that are not there afterwards are a failure', async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const { env, server } = await world(t, one);
    const { host } = await frontOf(t, server, (_, request) => {
      if (!isWrite(request)) return undefined;
      return { after: () => server.change(ORDERS, { custom: { Region: 'theirs' } }) };
    });
    const { code, stderr } = await passwork({ ...env, PASSWORK_HOST: host }, [
      'update',
      ORDERS,
      '--field',
      'Region=ours',
    ]);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /not as they were written/);
  }
});

test('a list with a field that cannot be read is not written: it would be lost', async (t) => {
  const { env, server } = await world(t, PLAIN4);
  const { host } = await frontOf(t, server, (_, { method, path }) =>
    method === 'GET' && /^\/passwords\/\w+$/.test(path)
      ? { after: ({ data }) => void data.custom.push({ name: data.custom[0].name, value: data.custom[0].value }) }
      : undefined,
  );
  const through = { ...env, PASSWORK_HOST: host };
  const { code, stderr } = await passwork(through, ['update', ORDERS, '--field', 'Region=ours']);
  assert.equal(code, 6, stderr);
  assert.match(stderr, /cannot be read and would be lost/);
  assert.equal(server.requests.filter(isWrite).length, 0);
});

test('generate: classes, length, no server, no engine', async (t) => {
  const home = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR ?? '/tmp'), 'passwork-cli-'));
  t.after(() => fs.rmSync(home, { recursive: true }));
  // The command line alone: neither engine nor library beside it.
  fs.cpSync(path.join(folder, 'cli'), path.join(home, 'cli'), { recursive: true });
  const env = { PATH: process.env.PATH, HOME: home, PASSWORK_HOST: 'http://127.0.0.1:9' };
  const generate = (...args) => passwork(env, ['generate', ...args], { file: path.join(home, 'cli', 'passwork.js') });
  const { code, stdout, stderr } = await generate();
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^[\w!%*+,.:=?@^~]{24}\n$/);
  for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d\n]/]) assert.match(stdout, kind);
  assert.match((await generate('--length=6', '--no-symbols', '--no-lower', '--no-upper', '-n')).stdout, /^\d{6}$/);
  assert.match((await generate('--length', '8', '--symbols', '-')).stdout, /^(?=.*-)[\w-]{8}\n$/);
  assert.equal(JSON.parse((await generate('--json', '--length', '100')).stdout).password.length, 100);
  // Of many other characters only few random texts have a digit too: whatever is taken comes to an end.
  const many = (count) =>
    generate(
      '--length',
      '4',
      '--symbols',
      String.fromCharCode(
        ...Array(count)
          .fill(0)
          .map((_, i) => 0x4e00 + i),
      ),
    );
  assert.match((await many(256)).stdout, /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w\n]).{4}\n$/);
  for (const refused of [await many(257), await many(20_000)])
    assert.match(refused.stderr, /--symbols takes 1 to 256 char/);
  for (const both of [
    ['--symbols', '!', '--no-symbols'],
    ['--no-symbols', '--symbols', '!'],
  ]) {
    const seen = await generate(...both);
    assert.deepEqual([seen.code, seen.stderr], [2, 'passwork: --symbols and --no-symbols are one or the other\n']);
  }
});
