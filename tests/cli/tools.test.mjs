// api and sandbox, and the name passwork-cli.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { isCompatible } from '../../pkg-template/cli/main/compatible.mjs';
import { outputTo } from '../../pkg-template/cli/shared/output.mjs';
import { endpointOf } from '../../pkg-template/cli/tools/endpoint.mjs';
import { fieldOf, selected, stepsOf } from '../../pkg-template/cli/tools/select.mjs';
import { bin, passwork, WORLDS, world } from './support/cli.mjs';
import { assertFits, schemas } from './support/schema.mjs';

const [SEALED4, , SEALED7, PLAIN7] = WORLDS;

// ---------------------------------------------------------------- api

test('endpoints: three spellings are one, and nothing leads elsewhere', () => {
  for (const text of ['v1/items', '/v1/items', 'api/v1/items', '/api/v1/items', 'items', '/items']) {
    assert.deepEqual(endpointOf(text), { path: '/items', query: {} }, text);
  }
  assert.deepEqual(endpointOf('v1/items/search?query=a+b&tags%5B%5D=x&tags[]=y%2Fz'), {
    path: '/items/search',
    query: { query: 'a b', tags: ['x', 'y/z'] },
  });
  assert.deepEqual(endpointOf('v1/a%20b/~c').path, '/a%20b/~c');
  assert.deepEqual(endpointOf('v1x/items').path, '/v1x/items');
  assert.equal(Object.getPrototypeOf(endpointOf('items?__proto__=x').query).x, undefined);
  for (const text of [
    ...[
      'https://evil.example/x',
      'HTTPS:/x',
      'javascript:x',
      '//evil.example/x',
      'v1//evil.example',
      '/api/v1//x',
      'items//x',
    ],
    ...['..', '../x', 'v1/..', 'v1/../../x', 'items/./x', '.', 'v1/.'],
    ...[
      '%2e%2e/x',
      'items/%2E./x',
      '.%2e/x',
      'items%2f..%2fx',
      'items%5cx',
      '%252e%252e/x',
      'items/%0d%0aHost:x',
      'items/%7f',
    ],
    ...['a\\b', '\\\\evil\\x', '..\\x', '/\\evil.example'],
    ...[
      'items x',
      ' items',
      'items\n',
      'it\tems',
      '.\t./x',
      'items\u0000',
      'items#x',
      'ıtems',
      'items/é',
      'items%',
      'items%zz',
    ],
    ...['', '/', 'v1', 'v1/', '/api/v1/', '?x=1', 'api/v4/items', '/api/v4', '/API/v1/items'],
  ]) {
    assert.throws(() => endpointOf(text), { exitCode: 2, kind: 'usage' }, JSON.stringify(text));
  }
});

test('a part of an answer: by names and numbers, never what an object only inherits', () => {
  const answer = {
    items: [
      { name: 'a', tags: [] },
      { name: 'b', 'with space': 1 },
    ],
    none: null,
    '': 2,
  };
  const part = (text) => selected(answer, stepsOf(text));
  assert.deepEqual(part('items[1].name'), 'b');
  assert.deepEqual(part('items[0].tags'), []);
  assert.deepEqual(part('items[1].with space'), 1);
  assert.deepEqual(part('none'), null);
  assert.equal(selected([[1, 2]], stepsOf('[0][1]')), 2);
  for (const text of ['', '.', 'a.', '.a', 'a..b', 'a[b]', 'a[', 'a]', 'a[1', 'a[-1]', 'a[1]b', '[1]2', 'a.[1]']) {
    assert.throws(() => stepsOf(text), { exitCode: 2 }, text);
  }
  for (const text of [
    'items[2]',
    'items.name',
    'items[0].name[0]',
    'items[0].name.length',
    'none.x',
    'constructor',
    'items.length',
    '[0]',
  ]) {
    assert.throws(() => part(text), { exitCode: 3 }, text);
  }
  assert.throws(() => part('nothing'), /has no 'nothing'\. There is items, none/);
  assert.deepEqual(fieldOf([{ a: 1 }, { b: 2 }, { a: null }, 3, null], 'a'), [1, null]);
  assert.equal(fieldOf({ a: 1 }, 'a'), 1);
});

for (const one of [SEALED7, PLAIN7]) {
  test(`api: ${one.name}`, async (t) => {
    const { env, server, home } = await world(t, one);
    const api = async (...args) => (await passwork(env, ['api', ...args])).stdout;
    const vault = JSON.parse(await api('v1/vaults')).items.find(({ name }) => name === 'Infrastructure');
    assert.ok(vault.id);
    assert.equal(await api('GET', '/vaults', '--select', 'items[0].name'), 'Infrastructure\n');
    assert.equal(await api('--json', 'vaults', '--select', 'items[0].name'), '"Infrastructure"\n');
    assert.equal(await api('--method', 'GET', '--endpoint', 'v1/users/info', '--field', 'login'), '"user"\n');
    const query = `{"vaultId":"${vault.id}"}`;
    fs.writeFileSync(path.join(home, 'params.json'), query);
    const lists = await Promise.all([
      api('get', 'v1/folders', '--params', query),
      api('GET', 'v1/folders', '--params', '@params.json'),
      api('GET', `v1/folders?vaultId=${vault.id}`),
      passwork(env, ['api', 'v1/folders', '--params', '-'], { input: query }).then(({ stdout }) => stdout),
    ]);
    assert.deepEqual(
      JSON.parse(lists[0])
        .items.map(({ name }) => name)
        .sort(),
      ['Databases', 'Empty'],
    );
    assert.equal(new Set(lists).size, 1);
    const { id } = server.read('Infrastructure/top');
    const body = JSON.stringify({ vaultId: vault.id, login: 'by api' });
    assert.equal(await api('PATCH', `items/${id}`, '--params', body), '{}\n');
    assert.equal(server.read('Infrastructure/top').login, 'by api');
    const { binItemId } = JSON.parse(await api('DELETE', `v1/items/${id}`));
    assert.match(binItemId, /^[0-9a-f]{24}$/);
    server.fail({ method: 'POST', path: '/user-groups', with: 'empty' });
    assert.equal(await api('POST', 'user-groups', '--params', '{"name":"x"}'), 'null\n');
  });
}

test('api: what is refused sends nothing; what the server refuses has its code', async (t) => {
  const { env, server, home } = await world(t, SEALED7);
  const from = server.requests.length;
  fs.writeFileSync(path.join(home, 'params.json'), '{"password": canary-params');
  for (const [args, words] of [
    [[], /takes an endpoint/],
    [['GET'], /takes an endpoint/],
    [['POST', '--endpoint', 'GET'], /takes an endpoint/],
    [['HEAD', 'vaults'], /the method is one of GET/],
    [['GET', 'vaults', '--method', 'GET', '--endpoint', 'x'], /in words or as --method/],
    [['GET', '../v4/info'], /goes up/],
    [['GET', 'https://evil.example'], /an address of its own/],
    [['GET', 'vaults', '--select', 'a..b'], /names and numbers/],
    [['GET', 'vaults', '--select', 'a', '--field', 'b'], /one or the other/],
    [['POST', 'vaults?x=1'], /only a GET has a query/],
    [['GET', 'vaults?x=1', '--params', '{"x": 2}'], /give it once/],
    [['GET', 'vaults', '--params', '[1]'], /must be an object/],
    [['GET', 'vaults', '--params', 'null'], /must be an object/],
    [['GET', 'vaults', '--params', '@params.json'], /--params is no JSON/],
    [['GET', 'vaults', '--params', '@nothing.json'], /nothing\.json cannot be read/],
    [['GET', 'vaults', '--params', '{"a": {"b": 1}}'], /./],
  ]) {
    const seen = await passwork(env, ['api', ...args]);
    assert.deepEqual([seen.code, seen.stdout], [2, ''], `${args.join(' ')}: ${seen.stderr}`);
    assert.match(seen.stderr, words);
    assert.doesNotMatch(seen.stderr, /canary/);
  }
  assert.equal(server.requests.length, from, 'nothing was sent');
  for (const [args, code] of [
    [['vaults', '--select', 'items[9]'], 3],
    [['items/0123456789abcdef01234567'], 3],
    [['POST', 'user-groups'], 1],
    [['nothing'], 1],
  ]) {
    const seen = await passwork(env, ['api', ...args]);
    assert.deepEqual([seen.code, seen.stdout], [code, ''], `${args.join(' ')}: ${seen.stderr}`);
  }
});

test('api: API v4 has none', async (t) => {
  const { env } = await world(t, SEALED4);
  const { code, stdout, stderr } = await passwork(env, ['api', 'v1/vaults', '--json']);
  assert.deepEqual([code, stdout], [1, '']);
  assert.equal(JSON.parse(stderr).error.kind, 'unsupportedByServer');
});

test('JSON holds no character that a terminal obeys', async () => {
  const written = [];
  const stream = {
    write(data, done) {
      written.push(data);
      done?.();
    },
  };
  const value = { 'a\u009b': '\u001b[31m\u202e\u0085\u007f\ufeff', lines: 'a\nb' };
  await outputTo(stream, stream, { json: true }).json(value);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  assert.doesNotMatch(written[0].replaceAll('\n', ''), /[\u0000-\u001f\u007f-\u009f\u202e\ufeff]/);
  assert.deepEqual(JSON.parse(written[0]), value);
});

// ---------------------------------------------------------------- sandbox

/** A sandbox that runs, the lines that it printed, and what it ends with. */
async function sandbox(t, ...args) {
  const child = spawn(process.execPath, [bin, 'sandbox', '--port', '0', ...args], { env: { PATH: process.env.PATH } });
  t.after(() => child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal, stderr })));
  const stdout = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
      if (/\n(?:unset .*|\})\n$/.test(text)) resolve(text);
    });
    ended.then(({ stderr: why }) => reject(new Error(why)));
  });
  return { child, stdout, ended };
}

for (const generation of ['4', '7']) {
  test(`sandbox: what it prints is all that a shell needs; Ctrl-C ends it (${generation})`, async (t) => {
    const { child, stdout, ended } = await sandbox(t, ...(generation === '4' ? [] : ['--generation', '7']));
    // What was exported before does not stay.
    const line = `export PASSWORK_API_KEY=old PASSWORK_TOKEN=old; ${stdout}\n"$0" "$1" get Infrastructure/Databases/orders --field API_KEY && "$0" "$1" doctor --json`;
    const shell = spawn('bash', ['-c', line, process.execPath, bin], { env: { PATH: process.env.PATH } });
    let text = '';
    for await (const part of shell.stdout.setEncoding('utf8')) text += part;
    assert.match(text, /^made-up-api-key\n\{/);
    const { checks } = JSON.parse(text.slice(text.indexOf('{')));
    assert.deepEqual(
      checks.filter(({ status }) => status !== 'ok'),
      [],
    );
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    assert.equal(code, 130);
    assert.match(stderr, /Ctrl-C/);
  });
}

test('sandbox: as JSON, and by another signal; a port that is taken, options that are none', async (t) => {
  const { child, stdout, ended } = await sandbox(t, '--json');
  assertFits(JSON.parse(stdout), schemas.sandbox);
  const { generation, env } = JSON.parse(stdout);
  assert.equal(generation, 4);
  assert.deepEqual(Object.keys(env).sort(), ['PASSWORK_API_KEY', 'PASSWORK_HOST', 'PASSWORK_MASTER_PASSWORD']);
  const { port } = new URL(env.PASSWORK_HOST);
  const outside = Object.values(await import('node:os').then((os) => os.networkInterfaces()))
    .flat()
    .find(({ internal, family }) => !internal && family === 'IPv4');
  if (outside) {
    const refused = await new Promise((resolve) => {
      const socket = net.connect(port, outside.address, () => resolve(false));
      socket.once('error', () => resolve(true));
    });
    assert.ok(refused, 'it is for this computer alone');
  }
  const none = { PATH: process.env.PATH };
  const taken = await passwork(none, ['sandbox', '--port', port], { cwd: '.' });
  assert.deepEqual([taken.code, taken.stdout], [1, '']);
  assert.match(taken.stderr, /port \d+ is taken/);
  child.kill('SIGTERM');
  assert.equal((await ended).code, 143);
  for (const args of [
    ['--generation', '6'],
    ['--port', '70000'],
    ['--port', '1.5'],
  ]) {
    const seen = await passwork(none, ['sandbox', ...args], { cwd: '.' });
    assert.deepEqual([seen.code, seen.stdout], [2, ''], args.join(' '));
  }
});

// ---------------------------------------------------------------- passwork-cli

test('the name passwork-cli, as the platforms tell it', () => {
  const called = (name, env = {}, argv0 = 'node') => isCompatible({ argv: ['node', name], argv0, env });
  for (const name of [
    ...['/usr/local/bin/passwork-cli', './passwork-cli', 'passwork-cli', '/a b/passwork-cli.js'],
    ...['C:\\Tools\\passwork-cli.js', 'C:\\Tools\\Passwork-CLI.cmd', 'passwork-cli.exe', 'C:/Tools/passwork-cli.cjs'],
  ]) {
    assert.equal(called(name), true, name);
  }
  for (const name of [
    ...['/usr/local/bin/passwork', '/opt/passwork-cli/passwork.js', 'passwork-cli2', 'my-passwork-cli', undefined],
    ...['C:\\passwork-cli\\passwork.js', '/x/passwork-cli/', 'passwork-cli.js.bak'].filter(
      (one) => one !== '/x/passwork-cli/',
    ),
  ]) {
    assert.equal(called(name), false, name);
  }
  // A program of one file, and a variable where links have no name (the .cmd files of Windows).
  assert.equal(called('/$bunfs/root/main', {}, '/usr/bin/passwork-cli'), true);
  assert.equal(called('C:\\npm\\passwork.js', { PASSWORK_COMPATIBLE: '1' }), true);
  assert.equal(called('C:\\npm\\passwork.js', { PASSWORK_COMPATIBLE: '0' }), false);
});

test('called as passwork-cli by a link, or by a link to a link, custom fields go before members', async (t) => {
  for (const one of [SEALED4, SEALED7]) {
    const contents = {
      V: { twice: { login: 'member', password: 'p', custom: [{ name: 'login', value: 'custom', type: 'text' }] } },
    };
    const { env, home, server } = await world(t, one, contents);
    const [link, linkToLink] = ['passwork-cli', 'other/passwork-cli'].map((name) => path.join(home, name));
    fs.mkdirSync(path.dirname(linkToLink));
    fs.symlinkSync(bin, link);
    fs.symlinkSync(link, linkToLink);
    const get = (file) => ['get', '--password-id', server.read('V/twice').id, ...file];
    for (const [file, args, stdout] of [
      [bin, ['--field', 'login'], 'member\n'],
      [link, ['--field', 'login'], 'custom\n'],
      [linkToLink, ['--field', 'login'], 'custom\n'],
      [link, ['--field', 'name'], 'twice\n'],
      [link, [], 'p\n'],
    ]) {
      const seen = await passwork(env, get(args), { file });
      assert.deepEqual([seen.code, seen.stdout, seen.stderr], [0, stdout, ''], `${one.name}: ${file} ${args}`);
    }
    const reference = await passwork(env, ['get', 'pw://V/twice/login'], { file: bin });
    assert.equal(reference.code, 3, 'a reference stays as strict as it is');
  }
});

test('--totp-code is --totp, and not the password', async (t) => {
  const { env, server } = await world(t, SEALED7);
  const id = server.read('Infrastructure/Databases/orders').id;
  assert.match((await passwork(env, ['get', '--password-id', id, '--totp-code', '2FA'])).stdout, /^\d{6}\n$/);
  const both = await passwork(env, ['get', id, '--totp', '2FA', '--totp-code', '2FA']);
  assert.deepEqual([both.code, both.stdout], [2, '']);
});
