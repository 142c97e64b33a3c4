// Variables of exec and env: where they come from, which goes before which, how they are named, and what is refused.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { isRefused, variableName } from '../../pkg-template/cli/variables/names.mjs';
import { folder } from '../node/support/installed.mjs';
import { bin, passwork, WORLDS, world } from './support/cli.mjs';
import { execute, missing } from './support/programs.mjs';

const noShell = missing('bash');

const require = createRequire(import.meta.url);
const { collectVariables, needsServer, plannedVariables } = require(path.join(folder, 'cli', 'variables.js'));
const { Passwork } = require(path.join(folder, 'index.cjs'));
const { createTestServer } = require(path.join(folder, 'testing.js'));

const SECRET = 'JBSWY3DPEHPK3PXP';
const CONTENTS = {
  V: {
    F: {
      'db prod': {
        password: 'of db',
        tags: ['a', 'b'],
        custom: [
          { name: 'Field One', type: 'text', value: 'text' },
          { name: 'Key', type: 'password', value: 'hidden' },
          { name: '2FA', type: 'totp', value: SECRET },
        ],
      },
      two: { password: 'of two', tags: ['a'] },
      below: { deep: { password: 'of deep', tags: ['a'] } },
      link: { shortcutTo: 'W/mail' },
    },
    top: { login: 'me', password: 'of top', tags: ['b'] },
  },
  W: { mail: { password: 'of mail', tags: ['a'] } },
  Bad: {
    Same: { one: { 'X Y': { password: '1' } }, other: { 'X-Y': { password: '2' } } },
    twice: { password: 'p', custom: [{ name: 'twice', type: 'text', value: 'q' }] },
    Loader: { LD_PRELOAD: { password: '/tmp/x.so' } },
    Empty: { nothing: { password: '' } },
    Nul: { nul: { password: 'a\0b' } },
    Long: { long: { password: 'x'.repeat(128 * 1024 - 'long='.length) } },
  },
};

test('names are those of the vectors', () => {
  const file = path.resolve(import.meta.dirname, '../vectors/passwork-7.json');
  const vectors = JSON.parse(fs.readFileSync(file, 'utf8')).vectors.filter(({ kind }) => kind === 'env');
  assert.equal(vectors.length, 4);
  for (const { name, input, output } of vectors) assert.equal(variableName(input.name), output.env, name);
  assert.equal(variableName('a😀b'), 'a_b', 'a character of two halves is one');
  assert.equal(variableName(''), 'P_');
  assert.equal(variableName('x\n=y\0'), 'x__y_');
});

test('names by which programs are led are refused, on Windows in any case', () => {
  const refused = ['PATH', 'HOME', 'SHELL', 'ENV', 'IFS', 'PS4', 'TMPDIR', 'EDITOR', 'PAGER', 'BROWSER', 'CLASSPATH'];
  refused.push('PATHEXT', 'COMSPEC', 'LD_PRELOAD', 'DYLD_X', 'BASH_ENV', 'ZDOTDIR', 'NODE_OPTIONS', 'NPM_CONFIG_X');
  refused.push('npm_config_script_shell', 'PYTHONPATH', 'RUBYOPT', 'PERL5LIB', 'JAVA_TOOL_OPTIONS', '_JAVA_OPTIONS');
  refused.push('JDK_JAVA_OPTIONS', 'DOTNET_STARTUP_HOOKS', 'GIT_SSH_COMMAND', 'SSL_CERT_FILE', 'HTTPS_PROXY');
  refused.push('https_proxy', 'SUDO_ASKPASS', 'GCONV_PATH', 'PASSWORK_HOST', 'OPENSSL_CONF', 'MAKEFLAGS');
  refused.push('MANPAGER', 'SYSTEMD_PAGER', 'GIT_EDITOR', 'PSModulePath', 'fish_function_path', 'AWS_CA_BUNDLE');
  refused.push(
    'CURL_CA_BUNDLE',
    'GUILE_LOAD_PATH',
    'GUILE_LOAD_COMPILED_PATH',
    'CAML_LD_LIBRARY_PATH',
    'EMACSLOADPATH',
  );
  refused.push('PLTCOLLECTS', 'LESSKEYIN', 'LESSKEY', 'TEXTDOMAINDIR');
  for (const name of refused) assert.ok(isRefused(name, 'linux') && isRefused(name, 'win32'), name);
  for (const name of [
    'Path',
    'HOMEPAGE',
    'BACKUP_PATH',
    'key_path',
    'Browser',
    'git_token',
    'PATH_TO',
    'ENVIRONMENT',
    'DB_PASSWORD',
    'GITHUB_TOKEN',
    'node_x',
  ]) {
    assert.equal(isRefused(name, 'linux'), false, name);
  }
  for (const name of ['Path', 'git_token', 'node_x', 'complus_x', 'PSMODULEPATH', 'FISH_FUNCTION_PATH'])
    assert.ok(isRefused(name, 'win32'), name);
});

for (const one of [WORLDS[0], WORLDS[3]]) {
  test(`filters mean on both generations what a search of Passwork 7 means: ${one.name}`, async (t) => {
    const { env, server } = await world(t, one, CONTENTS);
    const { V, W, Bad } = server.contents({ ids: true });
    const seen = async (...args) => {
      const from = server.requests.length;
      const { code, stdout, stderr } = await passwork(env, ['env', '--format', 'json', ...args]);
      const requests = server.requests.slice(from).filter(({ path }) => !/^\/(auth|user|info)/.test(path)).length;
      return { code, stderr, requests, values: code === 0 ? JSON.parse(stdout) : stdout };
    };
    const ofDb = { db_prod: 'of db', Field_One: 'text', Key: 'hidden' };
    const inFolder = { ...ofDb, two: 'of two', mail: 'of mail' };
    const inVault = { ...inFolder, deep: 'of deep', top: 'of top' };
    const id = (place) => server.read(place).id;
    for (const [args, values, most] of [
      [['--folder-id', V.F.id], inFolder, 6],
      [['--folder-id', `${V.F.id},${V.F.below.id}`], { ...inFolder, deep: 'of deep' }, 8],
      [['--vault-id', V.id], inVault, one.generation === 7 ? 4 : 16],
      [['--tags', 'a'], { ...inFolder, deep: 'of deep' }, one.generation === 7 ? 4 : 9],
      [['--tags', 'a', '--tags', 'b'], ofDb, 4],
      [['--tags', 'b', '--vault-id', `${V.id},${W.id}`], { ...ofDb, top: 'of top' }, 6],
      [['--tags', 'a', '--folder-id', V.F.id, '--vault-id', V.id], inFolder, 6],
      [['--password-id', `${id('V/F/db prod')}, ${id('V/top')}`], { ...ofDb, top: 'of top' }, 4],
      [['--shortcut-id', V.F.mail.id, '--password-id', id('W/mail')], { mail: 'of mail' }, 5],
      [['--folder-id', V.F.id, '--password-id', id('W/mail')], inFolder, 8],
    ]) {
      const { code, stderr, requests, ...got } = await seen(...args);
      assert.deepEqual([code, stderr, got.values], [0, '', values], args.join(' '));
      assert.ok(requests <= most, `${args.join(' ')}: ${requests} requests`);
    }
    const none = await seen('--folder-id', V.F.id, '--vault-id', W.id);
    assert.deepEqual([none.code, none.values], [3, '']);
    assert.match(none.stderr, new RegExp(`--vault-id ${W.id} and --folder-id ${V.F.id}: no item fits`));

    for (const [name, code, words] of [
      ['Same', 2, /X_Y: it is the name of 'X.Y' \([0-9a-f]{24}\) and 'X.Y' \([0-9a-f]{24}\)/],
      ['Loader', 2, /LD_PRELOAD: 'LD_PRELOAD' \([0-9a-f]{24}\) would set a variable by which programs find/],
      ['Empty', 3, /nothing: 'nothing' \([0-9a-f]{24}\): the password is empty/],
      ['Nul', 2, /nul: 'nul' \([0-9a-f]{24}\) has a NUL character/],
      ['Long', 2, /long: 'long' \([0-9a-f]{24}\) is too long for a variable/],
    ]) {
      const folders = name === 'Same' ? `${Bad.Same.one.id},${Bad.Same.other.id}` : Bad[name].id;
      const bad = await seen('--folder-id', folders);
      assert.deepEqual([bad.code, bad.values], [code, ''], `${name}: ${bad.stderr}`);
      assert.match(bad.stderr, words);
    }
    const twice = await seen('--password-id', id('Bad/twice'));
    assert.match(twice.stderr, /twice: it is the name of 'twice' \(\w+\) and the field 'twice' of 'twice' \(\w+\)/);
    // The caller may do what others may not.
    const mine = ['--env', 'LD_PRELOAD=pw://V/top/login', '--env', 'X_Y=pw://V/top/login', '--allow-empty'];
    const same = `${Bad.Same.one.id},${Bad.Same.other.id}`;
    const { values } = await seen('--folder-id', `${Bad.Loader.id},${Bad.Empty.id},${same}`, ...mine);
    assert.deepEqual(values, { LD_PRELOAD: 'me', X_Y: 'me', nothing: '' });
  });
}

test('later ones win: items, files, --env; everything that fails is listed, and nothing printed', async (t) => {
  for (const one of [WORLDS[0], WORLDS[3]]) {
    const { env, home, server } = await world(t, one, CONTENTS);
    const file = (name, text) => {
      fs.writeFileSync(path.join(home, name), text);
      return path.join(home, name);
    };
    const first = file(
      'first.env',
      '\ufeff# comment\r\nLITERAL=$HOME # no expansion\r\nexport top=pw://V/top/login\r\nSPACES=pw://V/F/db prod/Field One\r\n' +
        "QUOTED='pw://V/F/db prod/Key'\r\nINSIDE=x pw://V/top/login\r\n",
    );
    const second = file('second.env', 'SPACES=literal\nCODE="pw://V/F/db prod/2FA?as=totp"\n');
    const { stdout, stderr } = await passwork(env, [
      'env',
      '--format=json',
      ...['--password-id', server.read('V/top').id, '--env-file', first, '-f', second],
      ...['--env', 'QUOTED=pw://V/F/two/password'],
    ]);
    const { CODE, ...values } = JSON.parse(stdout || stderr);
    assert.match(CODE, /^\d{6}$/);
    const INSIDE = 'x pw://V/top/login';
    assert.deepEqual(values, { LITERAL: '$HOME', SPACES: 'literal', QUOTED: 'of two', top: 'me', INSIDE });

    const failed = await passwork(env, [
      ...['env', '--format=json', '--password-id', '0123456789abcdef01234567', '--tags', 'nobody has this'],
      ...['--env', 'A=pw://V/tap/password', '--env', 'B=pw://V/top/nope', '--env', 'C=pw://Bad/Empty/nothing/password'],
    ]);
    assert.deepEqual([failed.code, failed.stdout], [3, '']);
    assert.match(failed.stderr, /^passwork: 5 variables cannot be set\n/);
    for (const words of [/ A: .*'tap'/, / B: .*'nope'/, / C: .*is empty/, / item 0123456789abcdef01234567: .*404/]) {
      assert.match(failed.stderr, words);
    }
    assert.match(failed.stderr, / --tags nobody has this: no item fits/);
  }
});

test('bad input is refused before anything is sent, and no value is repeated', async (t) => {
  const { env, home, server } = await world(t, WORLDS[2], CONTENTS);
  const bad = path.join(home, 'bad.env');
  fs.writeFileSync(bad, 'A=pw://V\n');
  const binary = path.join(home, 'binary.env');
  fs.writeFileSync(binary, Buffer.from([0x41, 0x3d, 0xff, 0x0a]));
  const big = path.join(home, 'big.env');
  fs.writeFileSync(big, `A=${'x'.repeat(1024 * 1024)}\n`);
  for (const [args, words] of [
    [[], /env takes --env NAME=REFERENCE/],
    [['--env', 'pw://V/top/password'], /--env is NAME=REFERENCE/],
    [['--env', '=pw://V/top/password'], /--env is NAME=REFERENCE/],
    [['--env', 'A B=pw://V/top/password'], /--env is NAME=REFERENCE/],
    [['--env', 'A=canary-in-argv'], /--env A takes a reference/],
    [['--env', 'A=pw://V'], /--env A: this is no reference/],
    [['--env', 'A=pw://V/x/y?as=bytes'], /a variable holds a text/],
    [['--env', 'A=pw://V/x/y', '--env', 'A=pw://V/x/z'], /--env sets A twice/],
    [['-f', path.join(home, 'none')], /none cannot be read \(ENOENT\)/],
    [['-f', home], /it is a folder/],
    [['-f', bad], /bad\.env: A: this is no reference/],
    [['-f', binary], /is no text in UTF-8/],
    [['-f', big], /more than 1048576 bytes/],
    [['-f', '/dev/zero'], /more than 1048576 bytes/],
    [['--password-id', 'V/top'], /--password-id takes ids/],
    [['--vault-id', ','], /--vault-id takes ids/],
    [['--tags', ' , '], /--tags takes tags/],
  ]) {
    const { code, stdout, stderr } = await passwork(env, ['env', '--format=json', ...args]);
    assert.deepEqual([code, stdout], [2, ''], `${args}: ${stderr}`);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /canary/);
  }
  assert.equal(server.requests.length, 0);
});

test('what Node does with a long --env-file is told, and -f is ours alone', { skip: noShell }, async (t) => {
  const { env, home } = await world(t, WORLDS[3], CONTENTS);
  const piped = (option) =>
    execute(
      'bash',
      ['-c', `"$0" "$1" env --format=json ${option} <(echo A=pw://V/top/login)`, process.execPath, bin],
      env,
    );
  assert.deepEqual(JSON.parse((await piped('-f')).stdout), { A: 'me' });
  const taken = await piped('--env-file');
  if (taken.code === 0)
    assert.deepEqual(JSON.parse(taken.stdout), { A: 'me' }); // a Node that leaves it alone
  else assert.match(taken.stderr, /^passwork: \S+: nothing comes out of it: .* Say -f/);
  const file = path.join(home, 'node.env');
  fs.writeFileSync(file, 'NODE_OPTIONS=--no-warnings\n');
  const refused = await passwork(env, ['env', '--format=json', '--env-file', file]);
  assert.deepEqual([refused.code, refused.stdout], [2, '']);
  assert.match(refused.stderr, /Node takes NODE_OPTIONS for passwork itself\. Say -f/);
  const { stdout } = await passwork(env, ['env', '--format=json', '-f', file]);
  assert.deepEqual(JSON.parse(stdout), { NODE_OPTIONS: '--no-warnings' });
});

test('a session that fails is told once, and asks for what is missing', async (t) => {
  for (const one of [WORLDS[0], WORLDS[2]]) {
    const { env, server } = await world(t, one, CONTENTS);
    const { PASSWORK_MASTER_PASSWORD: _, PASSWORK_MASTER_KEY: __, ...without } = env;
    const args = ['env', '--format=json', '--env', 'A=pw://V/top/password', '--password-id', server.read('V/top').id];
    const locked = await passwork(without, args);
    assert.deepEqual([locked.code, locked.stdout], [4, ''], locked.stderr);
    assert.match(locked.stderr, /^passwork: .*PASSWORK_MASTER_PASSWORD or PASSWORK_MASTER_KEY.*\n$/);
    const wrong = { PASSWORK_MASTER_PASSWORD: 'not it', PASSWORK_MASTER_KEY: '' };
    const closed = await passwork({ ...env, ...wrong }, args);
    assert.deepEqual(
      [closed.code, closed.stdout, closed.stderr.trimEnd().split('\n').length],
      [4, '', 1],
      closed.stderr,
    );
    server.fail({ path: '/vaults*', times: 9, with: 'reset' });
    server.fail({ path: '/passwords*', times: 9, with: 'reset' });
    server.fail({ path: '/batch', times: 9, with: 'reset' });
    const cut = await passwork(env, ['--retry=0', ...args]);
    assert.deepEqual([cut.code, cut.stdout, cut.stderr.trimEnd().split('\n').length], [5, '', 1], cut.stderr);
  }
});

/** A client in this process, as exec has one. */
async function inProcess(t, through = (ask) => ask) {
  const server = createTestServer({ generation: 7, contents: CONTENTS });
  const client = new Passwork({ host: server.host, fetch: through(server.fetch), apiVersion: 7 });
  const { accessToken: token, refreshToken } = server.tokens;
  await client.setAuthOptions({ token, refreshToken }, null, server.masterKey);
  t.after(async () => {
    await client.close();
    await server.close();
  });
  const collect = (options, more) => {
    const context = { options };
    return collectVariables(client, plannedVariables(context, more), context);
  };
  return { server, collect };
}

test('what exec takes: secrets with their names, references of the environment, the rules of Windows', async (t) => {
  const { server, collect } = await inProcess(t);
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-variables-'));
  t.after(() => fs.rmSync(home, { recursive: true }));
  const file = path.join(home, '.env');
  fs.writeFileSync(file, 'PORT=80\n');
  const environment = { two: 'pw://V/top/login', LATE: 'pw://V/top/password', PATH: 'pw://V/top/login' };
  const passwordId = [server.read('V/F/two').id];
  const { values, secrets } = await collect(
    { passwordId, envFile: [file], env: ['LATE=pw://V/F/two/password'] },
    { environment },
  );
  assert.deepEqual(values, { two: 'of two', PATH: 'me', PORT: '80', LATE: 'of two' });
  assert.deepEqual(
    secrets.toSorted((a, b) => a.name.localeCompare(b.name)),
    [
      { name: 'LATE', value: 'of two' },
      { name: 'PATH', value: 'me' },
      { name: 'two', value: 'of two' },
    ],
  );
  assert.equal(plannedVariables({ options: {} }).isEmpty, true);
  assert.equal(plannedVariables({ options: { envFile: [file] } }).isEmpty, false);
  assert.equal(needsServer(plannedVariables({ options: { envFile: [file] } })), false);
  assert.equal(needsServer(plannedVariables({ options: {} }, { environment })), true);
  assert.deepEqual(await collectVariables(undefined, plannedVariables({ options: {} }), {}), {
    values: {},
    secrets: [],
  });

  const windows = { platform: 'win32' };
  assert.throws(() => plannedVariables({ options: { env: ['a=pw://V/x/y', 'A=pw://V/x/y'] } }, windows), /twice/);
  const over = await collect({ passwordId, env: ['TWO=pw://V/top/login'] }, windows);
  assert.deepEqual(over.values, { TWO: 'me' });
  server.change('V/top', { name: 'TWO' });
  const both = { passwordId: [`${passwordId},${server.read('V/TWO').id}`] };
  await assert.rejects(collect(both, windows), ({ exitCode, lines }) => exitCode === 2 && /name of/.test(lines[0]));
  assert.deepEqual((await collect(both)).values, { two: 'of two', TWO: 'of top' });
  server.change('V/TWO', { name: 'Path', password: 'x' });
  const named = { passwordId: [server.read('V/Path').id] };
  assert.deepEqual((await collect(named)).values, { Path: 'x' });
  await assert.rejects(collect(named, windows), ({ lines }) => /whom they trust/.test(lines[0]));
  server.change('V/Path', { name: 'long', password: 'x'.repeat(32_767 - 'long='.length) });
  await assert.rejects(collect(named, windows), ({ lines }) => /too long/.test(lines[0]));
  assert.equal((await collect(named)).values.long.length, 32_762);
});

test('a server that lies about what it found is no crash', async (t) => {
  let lie;
  const { collect } = await inProcess(t, (ask) => (url, init) => {
    const headers = { 'content-type': 'application/json' };
    return lie && `${url}`.includes('/shortcuts/search')
      ? new Response(JSON.stringify(lie), { headers })
      : ask(url, init);
  });
  const expected = (await collect({ tags: ['b'] })).values;
  assert.deepEqual(expected, { db_prod: 'of db', Field_One: 'text', Key: 'hidden', top: 'of top' });
  for (lie of [
    { items: [{ id: 'x' }] },
    { items: [null] },
    { items: 7 },
    {},
    { items: [{ id: 'x', shortcut: { id: 7 } }] },
  ]) {
    await assert.rejects(collect({ tags: ['b'] }), ({ name, exitCode }) => name === 'CliError' && exitCode > 0);
  }
  lie = [];
  assert.deepEqual((await collect({ tags: ['b'] })).values, expected);
});
