// `passwork inject`: what is replaced, what stays, where it goes, and what goes wrong.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { bin, passwork, WORLDS, world } from './support/cli.mjs';
import { execute, missing } from './support/programs.mjs';

const BYTES = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
const AWKWARD = 'it\'s "q" $HOME `id` \\ {{ x }}\n😀';
const CONTENTS = {
  V: {
    big: { password: 'x'.repeat(100_000) },
    'CI{CD': {
      plain: { login: 'app', password: 'canary-plain', custom: [{ name: 'a | b', type: 'text', value: 'bar' }] },
    },
    awkward: { password: AWKWARD, attachments: { 'key.pem': '-----BEGIN-----\nключ\n', 'all.bin': BYTES } },
    empty: { password: '', login: '' },
  },
};
const P = 'pw://V/CI{CD/plain/password';
const A = 'pw://V/awkward/password';

/** A world with a template; `inject(...args)` runs over it. */
async function scene(t, one, template) {
  const there = await world(t, one, CONTENTS);
  const file = path.join(there.home, 'x.tpl');
  fs.writeFileSync(file, template);
  return { ...there, file, inject: (...args) => passwork(there.env, ['inject', '-i', file, ...args]) };
}

for (const one of WORLDS) {
  test(`places are filled, and everything else stays byte for byte: ${one.name}`, async (t) => {
    const rest = Buffer.concat([
      Buffer.from('\ufeff{{ .Values.x }} {% raw %} $' + '{{ y }} {{{ z }}}\r\n\ttab \r'),
      BYTES,
      BYTES,
    ]);
    const template = Buffer.concat([
      rest,
      Buffer.from(`\n{{ ${P} }}|{{${P}}}|{{\t${P}  }}|{{{ ${P} }}}\r\n`),
      rest,
      Buffer.from(
        '\n{{ pw://V/CI{CD/plain/a %7C b }}{{ pw://V/CI{CD/plain/a%20|%20b | json }}{{ pw://V/empty/login }}',
      ),
      Buffer.from(
        '{{ pw://V/awkward/key.pem | base64 }} {{ pw://V/awkward/all.bin | base64 }} {{ pw://V/awkward/all.bin?as=bytes }}',
      ),
    ]);
    const { inject, server } = await scene(t, one, template);
    const seen = await inject();
    assert.deepEqual([seen.code, seen.stderr], [0, '']);
    const p = 'canary-plain';
    const result = Buffer.concat([
      rest,
      Buffer.from(`\n${p}|${p}|${p}|{${p}}\r\n`),
      rest,
      Buffer.from('\nbar"bar"'),
      Buffer.from(`${Buffer.from('-----BEGIN-----\nключ\n').toString('base64')} ${BYTES.toString('base64')} `),
      BYTES,
    ]);
    assert.ok(seen.bytes.equals(result), seen.stdout.slice(-900));
    const reads = server.requests.filter(({ path }) => /passwords\/[0-9a-f]{24}$|\/batch/.test(path));
    assert.ok(reads.length <= 3, 'each item is read once');
  });
}

test('filters write for their place', async (t) => {
  const quoted = JSON.stringify(AWKWARD);
  const inner = quoted.slice(1, -1);
  const { inject } = await scene(
    t,
    WORLDS[2],
    `{"a": {{ ${A} | json }}, "b": "{{ ${A} | json }}", "c": "x{{ ${A} | json }}y\\"{{ ${P} | json }}"}\n` +
      `a: {{ ${A} | yaml }} # don't\nb: "x {{ ${A} | yaml }}"\n- {{ ${P} | yaml }}\nc: '{{ pw://V/CI{CD/plain/login | yaml }}'\n` +
      `x={{ ${A} | shell }} y="<{{ ${A} | shell }}>" z='<{{ ${A} | shell }}>'\n` +
      `http://{{ pw://V/CI{CD/plain/login | url }}:{{ ${A} | url }}@h\n`,
  );
  const { stdout, stderr } = await inject();
  assert.equal(stderr, '');
  const url = encodeURIComponent(AWKWARD).replaceAll("'", '%27');
  assert.equal(
    stdout,
    `{"a": ${quoted}, "b": "${inner}", "c": "x${inner}y\\"canary-plain"}\n` +
      `a: ${quoted} # don't\nb: "x ${inner}"\n- "canary-plain"\nc: 'app'\n` +
      `x='${AWKWARD.replace("'", "'\\''")}' y="<${AWKWARD.replace(/["$`\\]/g, '\\$&')}>" z='<${AWKWARD.replace("'", "'\\''")}>'\n` +
      `http://app:${url}@h\n`,
  );
});

test('what is in no braces is told; every failure has its line and column, and nothing is printed', async (t) => {
  const untouched = `a {{ x }} pw://V/x/y\n\tключ pw://V\nhttpw://no\n`;
  for (const one of [WORLDS[0], WORLDS[3]]) {
    const { inject, server, env, file } = await scene(t, one, untouched);
    const plain = await inject();
    assert.deepEqual([plain.code, plain.stdout], [0, untouched]);
    assert.equal(server.requests.length, 0, 'nothing is asked for where there is nothing to fill');
    assert.equal(
      plain.stderr,
      ['1:11', '2:7'].map((at) => `passwork: ${file}:${at}: this pw:// is not in {{ }} and stays as it is\n`).join(''),
    );
    const bad = `{{ ${P} | xml }}\n  é{{ pw://V }} {{ ${P} | json | url }}\n{{ ${P}\n}} {{ ${P} | }} {{ ${P}?as=bytes | json }}`;
    const refused = await passwork(env, ['inject'], { input: bad });
    assert.deepEqual([refused.code, refused.stdout], [2, '']);
    assert.equal(server.requests.length, 0, 'nothing of it was sent');
    for (const line of [
      /^passwork: 6 places cannot be filled$/m,
      /^ {2}stdin:1:1: there is no filter 'xml': json, yaml, shell, url, base64$/m,
      /^ {2}stdin:2:4: this is no reference/m,
      /^ {2}stdin:2:17: one filter at most$/m,
      /^ {2}stdin:3:1: there is no }} in this line$/m,
      /^ {2}stdin:4:4: there is no filter ''/m,
      /^ {2}stdin:4:\d+: as=bytes is no text for json/m,
    ]) {
      assert.match(refused.stderr, line);
    }
    const missing = `{{ pw://V/nope/x }}{{ ${P} }}\n\n   {{ pw://V/nope/x | json }} {{ pw://V/empty/password }}\n`;
    const failed = await passwork(env, ['inject'], { input: missing });
    assert.deepEqual([failed.code, failed.stdout], [3, '']);
    assert.match(
      failed.stderr,
      /^passwork: 3 places cannot be filled\n {2}stdin:1:1: .*'nope'.*\n {2}stdin:3:4: .*'nope'.*\n {2}stdin:3:31: .*is empty.*\n$/,
    );
    const allowed = await passwork(env, ['inject', '--allow-empty'], { input: '<{{ pw://V/empty/password | json }}>' });
    assert.equal(allowed.stdout, '<"">');
    const json = await passwork(env, ['inject', '--json'], { input: `{{ ${P} }}` });
    assert.deepEqual(JSON.parse(json.stdout), { value: 'canary-plain' });
  }
});

test('-o is written whole or not at all, for its owner; -i and -o are never one file', async (t) => {
  const { inject, env, file, home, server } = await scene(t, WORLDS[1], `{{ ${P} }}`);
  const out = path.join(home, 'out');
  const fine = await inject('-o', out);
  assert.deepEqual([fine.code, fine.stdout, fine.stderr], [0, '', '']);
  assert.equal(fs.readFileSync(out, 'utf8'), 'canary-plain');
  assert.equal(fs.statSync(out).mode & 0o777, 0o600);
  assert.equal((await inject('-o', out, '--force', '--mode', '0640')).code, 0);
  assert.equal(fs.statSync(out).mode & 0o777, 0o640);
  fs.symlinkSync(file, path.join(home, 'link'));
  fs.linkSync(file, path.join(home, 'hard'));
  fs.writeFileSync(path.join(home, 'wide.tpl'), Buffer.from('\ufeff{{ x }}', 'utf16le'));
  fs.writeFileSync(path.join(home, 'big.tpl'), Buffer.alloc(10 * 1024 * 1024 + 1));
  const from = server.requests.length;
  for (const [args, words] of [
    [['-o', out], /is there already: --force replaces it/],
    [['-o', file, '--force'], /is the template: it would be lost/],
    [['-o', path.join(home, 'link'), '--force'], /is the template/],
    [['-o', path.join(home, 'hard'), '--force'], /is the template/],
    [['-o', home, '--force'], /it is a folder/],
    [['-o', '/dev/null', '--force'], /is no file/],
    [['-o', path.join(home, 'none', 'x')], /there is no such folder/],
    [['-o', path.join(home, 'new'), '--mode', '999'], /--mode is three octal digits/],
    [['--mode', '0600'], /--mode is that of the file of -o/],
    [['-i', path.join(home, 'none')], /cannot be read \(ENOENT\)/],
    [['-i', path.join(home, 'wide.tpl')], /is UTF-16/],
    [['-i', path.join(home, 'big.tpl')], /more than 10485760 bytes/],
    [['-i', '/dev/zero'], /more than 10485760 bytes/],
    [['more'], /too many arguments/],
  ]) {
    const { code, stdout, stderr } = await inject(...args);
    assert.deepEqual([code, stdout], [2, ''], `${args}: ${stderr}`);
    assert.match(stderr, words);
  }
  assert.equal(server.requests.length, from, 'nothing of it was sent');
  const failed = await passwork(env, ['inject', '-o', path.join(home, 'new')], { input: '{{ pw://V/nope/x }}' });
  assert.equal(failed.code, 3);
  assert.equal(fs.readFileSync(file, 'utf8'), `{{ ${P} }}`);
  assert.deepEqual(
    fs.readdirSync(home).filter((name) => /new|\.out|\.x/.test(name)),
    [],
    'nothing is left',
  );
});

test('a template may be a pipe', { skip: missing('bash') }, async (t) => {
  const { env } = await scene(t, WORLDS[3], '');
  const command = `"$0" "$1" inject -i <(printf '<{{ %s }}>' '${P}')`;
  const { stdout, stderr } = await execute('bash', ['-c', command, process.execPath, bin], env);
  assert.equal(stdout, '<canary-plain>', stderr);
});

test('killed while it waits, it leaves no file', async (t) => {
  const { env, file, home, server } = await scene(t, WORLDS[3], `{{ ${P} }}`);
  server.fail({ path: '/batch', with: 'hang' });
  const before = fs.readdirSync(home);
  const child = spawn(process.execPath, [bin, 'inject', '-i', file, '-o', path.join(home, 'out')], {
    env,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
  while (!server.requests.some(({ path }) => path === '/batch'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGTERM');
  assert.equal(await ended, 'SIGTERM');
  const names = fs.readdirSync(home).filter((name) => !before.includes(name) && name !== '.cache');
  assert.deepEqual(names, []);
});

test('ended while it writes, the file is whole or not there, and nothing lies beside it', async (t) => {
  const { env, file, home } = await scene(t, WORLDS[3], '{{ pw://V/big/password }}'.repeat(300));
  const out = path.join(home, 'folder', 'out');
  fs.mkdirSync(path.dirname(out));
  const child = spawn(process.execPath, [bin, 'inject', '-i', file, '-o', out], { env, stdio: 'ignore' });
  const watcher = fs.watch(path.dirname(out), () => child.kill('SIGTERM'));
  const signal = await new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  watcher.close();
  assert.equal(signal, 'SIGTERM');
  assert.deepEqual(fs.readdirSync(path.dirname(out)), ['out']);
  assert.equal(fs.statSync(out).size, 30_000_000);
});
