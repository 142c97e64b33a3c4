// Where the connection comes from: options, the environment, profiles; what is refused before anything is sent.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { folder } from '../node/support/installed.mjs';
import { passwork, WORLDS, world } from './support/cli.mjs';

const { hostOf, isClearText, serverOf, settingsOf } = createRequire(import.meta.url)(
  path.join(folder, 'cli', 'connection.js'),
);

const [SEALED4, , SEALED7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const SECRET = 'canary-orders-password\n';
const CANARY = 'canary-of-the-environment';

/** A home with this configuration, or none. */
function home(t, config, mode = 0o600) {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-home-'));
  t.after(() => fs.rmSync(place, { recursive: true, force: true }));
  if (config !== undefined) configure(place, config, mode);
  return place;
}

function configure(place, config, mode = 0o600) {
  const file = path.join(place, '.config', 'passwork-wasm', 'config.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
  fs.chmodSync(file, mode);
  return file;
}

/** The settings for an environment. */
const settings = (place, env = {}, options = {}) =>
  settingsOf({ options, env, system: { env, home: () => place, platform: 'linux' } });

const refused =
  (words, exitCode = 2) =>
  (error) => {
    assert.deepEqual([error.name, error.exitCode], ['CliError', exitCode], String(error.stack));
    assert.match(error.message, words);
    assert.doesNotMatch(error.message, /canary/);
    return true;
  };

test('hosts: https without a scheme, one server under several names, and what is none', () => {
  for (const [given, host, server] of [
    ['passwork.example.com', 'https://passwork.example.com', 'https://passwork.example.com'],
    [' localhost:8443/ ', 'https://localhost:8443/', 'https://localhost:8443'],
    ['HTTPS://Example.com/api/v4', 'HTTPS://Example.com/api/v4', 'https://example.com'],
    ['http://10.0.0.1/sub/api/v1//', 'http://10.0.0.1/sub/api/v1//', 'http://10.0.0.1/sub'],
  ]) {
    assert.deepEqual([hostOf(given), serverOf(hostOf(given))], [host, server]);
  }
  for (const bad of [
    'ftp://example.com',
    'file:///etc/passwd',
    'https://',
    'https://exam ple.com',
    'https://example.com/?x=1',
    'https://example.com#x',
    'https://evil.example\\@example.com',
    'https://example.com/\nx',
    'https://user:canary@exa mple.com',
  ]) {
    assert.throws(() => hostOf(bad), refused(/no address of a server|begins with neither/), bad);
  }
  const clear = [
    'http://example.com',
    'http://10.0.0.1',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
  ];
  for (const host of clear) assert.ok(isClearText(host), host);
  const safe = [
    'https://example.com',
    'http://localhost:1',
    'http://127.0.0.1',
    'http://[::1]:2',
    'http://a.localhost',
  ];
  for (const host of safe) assert.ok(!isClearText(host), host);
});

test('options go before the environment, and that before the profile', (t) => {
  const profiles = { default: { host: 'of.profile', apiVersion: 7, ca: '/of/profile' }, other: { host: 'of.other' } };
  const place = home(t, { profiles });
  const pick = (env, options) => {
    const { host, ca, apiVersion, profile } = settings(place, env, options);
    return [host, ca, apiVersion, profile];
  };
  assert.deepEqual(pick({}), ['https://of.profile', '/of/profile', 7, 'default']);
  const env = { PASSWORK_HOST: 'of.env', PASSWORK_CA: 'of/env', PASSWORK_API_VERSION: '4' };
  assert.deepEqual(pick(env), ['https://of.env', 'of/env', 4, 'default']);
  const options = { host: 'of.option', ca: 'of/option', apiVersion: '7' };
  assert.deepEqual(pick(env, options), ['https://of.option', 'of/option', 7, 'default']);
  assert.equal(settings(place, env, { sslVerify: 'of/official' }).ca, 'of/official');
  assert.equal(settings(place, env, { sslVerify: false }).isVerified, false);
  assert.deepEqual(pick({ PASSWORK_PROFILE: 'other' }), ['https://of.other', undefined, undefined, 'other']);
  assert.equal(settings(place, { PASSWORK_PROFILE: 'other' }, { profile: 'default' }).host, 'https://of.profile');
  assert.throws(
    () => settings(place, {}, { profile: 'none' }),
    refused(/no profile none in .*There is: default, other/),
  );
  for (const profile of ['../x', '', 'a/b', '.hidden', 'x'.repeat(65), '__proto__']) {
    assert.throws(() => settings(place, {}, { profile }), refused(/the name of a profile/), profile);
  }
  for (const [name, values] of [
    ['timeout', ['soon', '0', '-1', '1e3', '']],
    ['retry', ['x', '1.5', '101', '-1']],
  ]) {
    for (const value of values) assert.throws(() => settings(place, {}, { [name]: value }), refused(/number from/));
  }
  assert.deepEqual([settings(place, {}, { timeout: '0.3' }).timeout, settings(place).timeout], [300, 30_000]);
});

test('both kinds of credentials: which is meant, and what fits', (t) => {
  const place = home(t);
  const [key, token] = [{ PASSWORK_API_KEY: 'k' }, { PASSWORK_TOKEN: 'a', PASSWORK_REFRESH_TOKEN: 'r' }];
  const kinds = (env, options) => {
    const { apiKey, tokens, unfit, apiVersion } = settings(place, env, options);
    return [apiKey, tokens?.token, tokens?.refreshToken, unfit !== undefined, apiVersion];
  };
  assert.deepEqual(kinds(key), ['k', undefined, undefined, false, undefined]);
  assert.deepEqual(kinds(token), [undefined, 'a', 'r', false, undefined]);
  assert.throws(() => kinds({ ...key, ...token }), refused(/an API key and a token: say which is meant/));
  assert.deepEqual(kinds({ ...key, ...token, PASSWORK_API_VERSION: '4' }), ['k', undefined, undefined, true, 4]);
  assert.deepEqual(kinds({ ...key, ...token, PASSWORK_API_VERSION: '7' }), [undefined, 'a', 'r', true, 7]);
  assert.deepEqual(kinds(key, { token: 'o' }), [undefined, 'o', undefined, false, undefined], 'an option is meant');
  assert.throws(() => kinds({ PASSWORK_REFRESH_TOKEN: 'r' }), refused(/without an access token/));
  assert.throws(() => kinds({ PASSWORK_API_VERSION: '5' }), refused(/are 4 .* or 7/));
  const both = settings(place, { PASSWORK_MASTER_KEY: 'key', PASSWORK_MASTER_PASSWORD: 'password' });
  assert.deepEqual([both.masterKey, both.masterPassword], ['key', undefined]);
});

test('credentials for another API version are told, and nothing is sent', async (t) => {
  const { server, env } = await world(t, SEALED7);
  const seen = await passwork({ ...env, PASSWORK_API_VERSION: '4' }, ['ls']);
  assert.deepEqual([seen.code, seen.stdout], [4, '']);
  assert.match(seen.stderr, /there is a token, which is for Passwork 7, and .* says 4/);
  assert.equal(server.requests.length, 0);
});

test('secrets in files: pipes too; what is wrong with one is told without it', (t) => {
  const place = home(t);
  const file = path.join(place, 'secret');
  const read = () => settings(place, { PASSWORK_TOKEN_FILE: file }).tokens.token;
  for (const [bytes, value] of [
    ['abc', 'abc'],
    ['abc\n', 'abc'],
    ['abc\r\n', 'abc'],
    ['abc\n\n', 'abc\n'],
    [' abc ', ' abc '],
    ['x'.repeat(65_536), 'x'.repeat(65_536)],
  ]) {
    fs.writeFileSync(file, bytes);
    assert.equal(read(), value);
  }
  for (const [bytes, words] of [
    ['canary'.repeat(11_000), /more than 64 kB/],
    ['', /is empty/],
    ['\n', /is empty/],
    [Buffer.from([0x63, 0xff, 0xfe]), /is no text in UTF-8/],
  ]) {
    fs.writeFileSync(file, bytes);
    assert.throws(read, refused(words));
  }
  assert.throws(() => settings(place, { PASSWORK_TOKEN_FILE: '/dev/zero' }), refused(/more than 64 kB/));
  for (const bad of [place, '/nowhere', `${file}\0`]) {
    assert.throws(
      () => settings(place, { PASSWORK_TOKEN_FILE: bad }),
      refused(/PASSWORK_TOKEN_FILE names cannot be read/),
    );
  }
  const both = { PASSWORK_API_KEY: CANARY, PASSWORK_API_KEY_FILE: file };
  assert.throws(() => settings(place, both), refused(/PASSWORK_API_KEY and PASSWORK_API_KEY_FILE are both set/));
  const pipe = path.join(place, 'pipe');
  execFileSync('mkfifo', [pipe]);
  execFileSync('sh', ['-c', 'printf "of a pipe\\n" > "$1" &', 'sh', pipe], { stdio: 'ignore' });
  assert.equal(settings(place, { PASSWORK_TOKEN_FILE: pipe }).tokens.token, 'of a pipe');
});

test('a profile with a secret in it, or with anything else that does not belong there, is an error', (t) => {
  const of = (profile) => ({ profiles: { default: profile } });
  for (const [config, words] of [
    [of({ host: 'h', token: CANARY }), /the profile default has the member token\. Secrets do not belong/],
    [of({ apiKey: CANARY }), /member apiKey\. Secrets/],
    [of({ masterPassword: CANARY }), /Secrets/],
    [of({ PASSWORK_SESSION: CANARY }), /Secrets/],
    [{ profiles: { default: {} }, token: CANARY }, /has the member token\. Secrets/],
    [{ profiles: { default: {} }, include: '/x' }, /has the member include\. Known are: profiles/],
    [of({ hosts: 'h' }), /member hosts\. Known are: host, apiVersion, ca, credentialCommand/],
    [of({ host: `https://user:${CANARY}@h` }), /a user name or a password in its host\. Secrets/],
    [of({ host: 5 }), /host must be an address/],
    [of({ host: 'ftp://h' }), /begins with neither/],
    [of({ apiVersion: '4' }), /apiVersion must be 4 or 7/],
    [of({ ca: 'ca.pem' }), /ca must be the absolute path/],
    [of({ credentialCommand: 'op read' }), /credentialCommand must be a list of words/],
    [of({ credentialCommand: [] }), /must be a list/],
    [of({ credentialCommand: ['op', 5] }), /must be a list/],
    [of({ credentialCommand: ['op\0'] }), /must be a list/],
    [of([]), /must be an object/],
    [[], /must be \{"profiles"/],
    [`{"token": "${CANARY}"`, /is no JSON/],
    ['', /is no JSON/],
  ]) {
    assert.throws(() => settings(home(t, config)), refused(words), JSON.stringify(config));
  }
  assert.equal(settings(home(t, '\ufeff{"profiles":{"default":{"host":"h"}}}')).host, 'https://h');
  assert.equal(settings(home(t, '{}')).host, undefined);
  for (const mode of [0o620, 0o602, 0o666]) {
    assert.throws(
      () => settings(home(t, of({ host: 'h' }), mode)),
      refused(/others may write .*Mend it: chmod go-w \//),
    );
  }
  assert.equal(settings(home(t, of({ host: 'h' }), 0o644)).host, 'https://h', 'it holds no secret');
});

test('no configuration is read from the working folder', async (t) => {
  const { server, env, home: place } = await world(t, SEALED7);
  const trap = path.join(place, 'repository');
  const config = JSON.stringify({ profiles: { default: { host: 'http://127.0.0.1:9', ca: '/nowhere' } } });
  for (const name of [
    'config.json',
    '.passwork.json',
    '.config/passwork-wasm/config.json',
    'passwork-wasm/config.json',
  ]) {
    fs.mkdirSync(path.join(trap, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(trap, name), config);
  }
  fs.writeFileSync(path.join(trap, '.env'), 'PASSWORK_HOST=http://127.0.0.1:9\nPASSWORK_TOKEN=x\n');
  fs.writeFileSync(path.join(trap, 'package.json'), '{"passwork": {"host": "http://127.0.0.1:9"}}');
  const { HOME: _, ...homeless } = env;
  for (const variables of [
    env,
    { ...env, XDG_CONFIG_HOME: '.config' },
    { ...env, XDG_CONFIG_HOME: '' },
    { ...homeless, HOME: '' },
  ]) {
    const seen = await passwork(variables, ['get', ORDERS], { cwd: trap });
    assert.deepEqual([seen.code, seen.stdout, seen.stderr], [0, SECRET, '']);
  }
  assert.ok(server.requests.length);
});

test('warnings: plain http to another machine, unchecked certificates, secrets in argv', async (t) => {
  const place = home(t);
  const env = { PATH: process.env.PATH, HOME: place, PASSWORK_TOKEN: CANARY };
  const seen = await passwork(env, ['--host', 'http://passwork.invalid', '--no-ssl-verify', '--retry', '0', 'ls']);
  assert.equal(seen.code, 5);
  assert.match(seen.stderr, /^passwork: http:\/\/passwork\.invalid is plain http to another machine: .*Use https$/m);
  assert.match(seen.stderr, /^passwork: certificates are not checked \(--no-ssl-verify\)/m);
  const words = ['--token', CANARY, '--refresh-token', CANARY, '--master-key', CANARY];
  const argv = await passwork({ ...env, PASSWORK_TOKEN: '' }, [
    ...words,
    '--host',
    '127.0.0.1:9',
    '--retry',
    '0',
    'ls',
  ]);
  assert.equal(argv.code, 5);
  for (const name of ['TOKEN', 'REFRESH_TOKEN', 'MASTER_KEY']) {
    assert.match(argv.stderr, new RegExp(`: use PASSWORK_${name} or PASSWORK_${name}_FILE$`, 'm'));
  }
  assert.doesNotMatch(argv.stderr + seen.stderr, /canary/);
});

test('API v4 by options alone; a profile with both generations', async (t) => {
  const four = await world(t, SEALED4);
  const { PATH, PASSWORK_API_KEY, PASSWORK_MASTER_PASSWORD } = four.env;
  const key = path.join(four.home, 'key');
  fs.writeFileSync(key, `${PASSWORK_API_KEY}\n`);
  configure(four.home, { profiles: { work: { host: four.host, apiVersion: 4 } } });
  const env = { PATH, HOME: four.home, PASSWORK_API_KEY_FILE: key, PASSWORK_MASTER_PASSWORD };
  assert.equal((await passwork(env, ['--profile', 'work', 'get', ORDERS])).stdout, SECRET);
  assert.equal((await passwork(env, ['get', ORDERS, '--host', four.host])).stdout, SECRET);
});
