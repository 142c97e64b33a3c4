// Masking: the stream against a naive one, the forms, and real programs that print secrets in many ways.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { automatonOf } from '../../pkg-template/cli/exec/automaton.mjs';
import { formsOf, isShort } from '../../pkg-template/cli/exec/forms.mjs';
import { Mask } from '../../pkg-template/cli/exec/mask.mjs';
import { passwork, start, WORLDS, world } from './support/cli.mjs';

const [SEALED4, , SEALED7] = WORLDS;

/** A generator of numbers below `n`, the same for the same seed. */
function numbers(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** Every occurrence of every form, those that overlap put together. */
function naive(text, forms) {
  const found = [];
  for (const form of forms) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) found.push([at, at + form.length]);
  }
  found.sort(([a], [b]) => a - b);
  const pieces = [];
  let at = 0;
  for (const [start, end] of found) {
    if (start >= at) pieces.push(text.subarray(at, start), Buffer.from('***'));
    at = Math.max(at, end);
  }
  return Buffer.concat([...pieces, text.subarray(at)]);
}

/** The length of the longest end of a text with which a form begins. */
function begun(text, forms) {
  const longest = Math.max(...forms.map(({ length }) => length)) - 1;
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const end = text.subarray(text.length - length);
    if (forms.some((form) => form.length > length && form.subarray(0, length).equals(end))) return length;
  }
  return 0;
}

test('the mask does what a naive one does, over random values and chunkings', () => {
  const random = numbers(20240607);
  for (let round = 0; round < 3000; round++) {
    const letters = 1 + random(4);
    const letter = () => (round % 3 ? 97 + random(letters) : random(256));
    const bytes = (length) => Buffer.from(Array.from({ length }, letter));
    const forms = Array.from({ length: 1 + random(6) }, () => bytes(6 + random(round % 2 ? 4 : 14)));
    // Forms that begin with, lie in and end with another one.
    if (random(2)) forms.push(Buffer.concat([forms[0], bytes(1 + random(4))]), Buffer.concat([bytes(3), forms[0]]));
    const parts = [];
    for (let i = 0; i < 12; i++) {
      const form = forms[random(forms.length)];
      parts.push(random(3) ? form.subarray(0, random(form.length + 1)) : bytes(random(9)));
    }
    const text = Buffer.concat(parts);
    const mask = new Mask(automatonOf(forms));
    const most = [1, 2, 7, 40][random(4)];
    const out = [];
    let length = 0;
    for (let at = 0; at < text.length; ) {
      const next = Math.min(at + random(most + 1), text.length);
      out.push(mask.push(text.subarray(at, next)));
      length += out.at(-1).length;
      at = next;
      const whole = naive(text.subarray(0, at), forms);
      const held = begun(text.subarray(0, at), forms);
      assert.ok(whole.subarray(0, length).equals(Buffer.concat(out)), `round ${round}: what is out is right`);
      assert.ok(whole.length - length <= held, `round ${round}: nothing but the beginning of a form is held`);
    }
    out.push(mask.end());
    assert.deepEqual(Buffer.concat(out), naive(text, forms), `round ${round}`);
  }
});

test('forms of one value, of a hundred, of long ones: each is found wherever the chunks end', () => {
  const random = numbers(7);
  const word = (length) => Array.from({ length }, () => String.fromCharCode(33 + random(94))).join('');
  const values = Array.from({ length: 100 }, (_, i) =>
    i % 10 ? word(6 + random(30)) : `${word(64)}\n${word(2000)}\n`,
  );
  const forms = values.flatMap((value) => formsOf(value, { platform: 'linux' }));
  const automaton = automatonOf(forms);
  const noise = () => Buffer.from(Array.from({ length: random(30) }, () => random(256)));
  for (let round = 0; round < 20; round++) {
    const parts = Array.from({ length: 60 }, () => [noise(), forms[random(forms.length)]]).flat();
    const text = Buffer.concat(parts);
    const mask = new Mask(automaton);
    const out = [];
    for (let at = 0; at < text.length; ) {
      const next = at + 1 + random(round % 2 ? 3 : 5000);
      out.push(mask.push(text.subarray(at, next)));
      at = next;
    }
    out.push(mask.end());
    assert.ok(Buffer.concat(out).equals(naive(text, forms)), `round ${round}`);
  }
});

test('a whole value is out as soon as it is whole; bytes that are no beginning are not held', () => {
  const mask = new Mask(automatonOf([Buffer.from('secret-one'), Buffer.from('secret-one-and-two')]));
  const push = (text) => mask.push(Buffer.from(text)).toString();
  assert.equal(push('Password: '), 'Password: ');
  assert.equal(push('secret-on'), '');
  assert.equal(push('E '), 'secret-onE ');
  assert.equal(push('secret-one'), '', 'it may become the longer one');
  assert.equal(push('-and-two'), '***');
  assert.equal(push('secret-one!'), '***!');
  assert.equal(push('secret-one-and'), '');
  assert.equal(push('!'), '***-and!');
  assert.equal(push('secret-one-'), '');
  assert.equal(mask.end().toString(), '***-');
});

test('endless repetitions stay in flat memory and come out as one', () => {
  const mask = new Mask(automatonOf([Buffer.from('aaaaaa')]));
  const chunk = Buffer.alloc(1 << 16, 'a');
  let out = '';
  for (let i = 0; i < 64; i++) out += mask.push(chunk);
  assert.equal(out + mask.end(), '***');
});

test('the forms of a value', () => {
  const has = (value, form, platform = 'linux') =>
    assert.ok(
      formsOf(value, { platform }).some((one) => one.equals(Buffer.from(form))),
      `${value} as ${form}`,
    );
  const value = `it's "a" $x\\\n/ü€ second`;
  has(value, value);
  has(value, `it's "a" $x\\`);
  has(value, '/ü€ second');
  has(value, JSON.stringify(value).slice(1, -1));
  has(value, 'it\'s \\"a\\" $x\\\\\\n/\\u00fc\\u20ac second');
  has(value, encodeURIComponent(value));
  has(value, new URLSearchParams({ '': value }).toString().slice(1));
  has(value, Buffer.from(value).toString('base64'));
  has(value, Buffer.from(value).toString('base64url'));
  has(value, Buffer.from(value, 'utf16le'), 'win32');
  has('lone \ud800 surrogate', 'lone \ufffd surrogate');
  // JSON as Go, PHP, Gson, System.Text.Json and Jackson write it by default. Written by hand: none of them is at hand here.
  for (const form of [
    'R\\u0026D \\u003cpä+ss\\u003e/\\"w\\"=\\\\u00e4\'',
    'R&D <pä+ss>\\/\\"w\\"=\\\\u00e4\'',
    'R&D <p\\u00e4+ss>\\/\\"w\\"=\\\\u00e4\'',
    'R\\u0026D \\u003cpä+ss\\u003e/\\"w\\"\\u003d\\\\u00e4\\u0027',
    'R\\u0026D \\u003Cp\\u00E4\\u002Bss\\u003E/\\u0022w\\u0022=\\\\u00e4\\u0027',
    'R&D <p\\u00E4+ss>/\\"w\\"=\\\\u00e4\'',
  ]) {
    assert.equal(JSON.parse(`"${form}"`), `R&D <pä+ss>/"w"=\\u00e4'`);
    has(`R&D <pä+ss>/"w"=\\u00e4'`, form);
  }
  // In something longer that is written in base64, wherever it begins.
  for (const before of ['', 'a', 'ab', 'abc:']) {
    const longer = Buffer.from(`${before}user-password-1?`).toString('base64');
    assert.ok(
      formsOf('user-password-1', { platform: 'linux' }).some((form) => longer.includes(form)),
      before,
    );
  }
  assert.deepEqual([isShort('12345'), isShort('123456'), isShort('äöü')], [true, false, false]);
  assert.deepEqual(formsOf('12345', { platform: 'linux' }), []);
  assert.deepEqual(formsOf('a\nb\nc\nd\n', { platform: 'linux', isPlain: true }), [Buffer.from('a\nb\nc\nd\n')]);
});

const NASTY = {
  QUOTES: `it's a "zitat" \`x\` $HOME \\ back`,
  KEY: '-----BEGIN KEY-----\nabcdefgh\tijkl\n\n-----END KEY-----\n',
  WIDE: 'pässwörd-€-😀-long',
  CONTROL: 'esc\u001b[31m bell\u0007 del\u007f end',
  PLAIN: 'plain-secret-value',
  LONG: `${'token.'.repeat(41)}/?>~`,
};

/** A server whose items are these values, and the options that make variables of them. */
async function nasty(t, one) {
  const made = await world(t, one, {
    V: Object.fromEntries(Object.entries(NASTY).map(([name, password]) => [name, { password }])),
  });
  return { ...made, options: Object.keys(NASTY).flatMap((name) => ['--env', `${name}=pw://V/${name}/password`]) };
}

/** No part of a value of eight bytes and more that says something. */
function assertNone(text, what) {
  for (const part of [
    'zitat',
    'abcdefgh',
    'BEGIN KEY',
    'sswörd',
    'sswrd',
    'bell',
    'plain-secret',
    'cGxhaW4',
    'YWluLXNl',
    'token.token',
    'dG9rZW4u',
    'Lz8+f',
  ]) {
    assert.ok(!text.includes(part), `${what}: ${part} is in\n${text}`);
  }
}

const missing = (program) => (spawnSync(program, ['-c', ':']).error ? `no ${program} here` : false);

test('what shells and programs print of secrets is masked', async (t) => {
  const { env, options } = await nasty(t, SEALED7);
  const names = Object.keys(NASTY);
  const all = names.map((name) => `"$${name}"`).join(' ');
  const programs = [
    ['dash, set -x', 'dash', ['-xc', `: ${all}; printf '%s\\n' ${all}; export -p; set`]],
    ['dash, base64', 'dash', ['-c', `printf %s "$PLAIN" | base64; printf 'app:%s' "$PLAIN" | base64`]],
    // Lines of 76 (coreutils, with CR LF too) and of 64 (openssl), with and without a line end behind the value, and indented.
    [
      'dash, base64 in lines',
      'dash',
      [
        '-c',
        `for w in 76 64; do printf %s "$LONG" | base64 -w $w; echo; echo "$LONG" | base64 -w $w | sed 's/^/  /'; done
         printf %s "$LONG" | base64 | sed 's/$/\r/'; ! command -v openssl >/dev/null || printf %s "$LONG" | openssl base64`,
      ],
    ],
    ['bash, set -x', 'bash', ['-xc', `: ${all}; printf '%s\\n' ${all}; export -p; declare -p ${names.join(' ')}; set`]],
    ['bash in ASCII', 'bash', ['-c', `export LC_ALL=C; set -x; : ${all}; declare -p ${names.join(' ')}`]],
    [
      'node',
      process.execPath,
      [
        '-e',
        'const {env}=process; console.log(env); console.error(JSON.stringify(env), new URLSearchParams(env).toString())',
      ],
    ],
    [
      'python',
      'python3',
      ['-c', 'import os,json,urllib.parse as u; e=dict(os.environ); print(json.dumps(e)); print(u.urlencode(e))'],
    ],
  ];
  for (const [name, program, words] of programs) {
    await t.test(name, { skip: missing(program) }, async () => {
      const seen = await passwork({ ...env, LC_ALL: 'C.UTF-8' }, ['exec', ...options, '--', program, ...words]);
      assert.equal(seen.code, 0, seen.stderr);
      assert.match(seen.stdout, /\*\*\*/);
      // node shows an object as JavaScript, with quotes that are no shell's; what matters is that the values are not in it as a whole.
      if (name === 'node') {
        for (const value of [NASTY.PLAIN, NASTY.WIDE]) assert.ok(!seen.stdout.includes(value));
        assertNone(seen.stderr, name);
      } else assertNone(seen.stdout + seen.stderr, name);
    });
  }
});

test('auto masks what is no terminal; never; --unmasked; values too short are named', async (t) => {
  const { env } = await world(t, SEALED4, {
    V: { long: { login: 'canary-login', password: 'canary-long' }, pin: { password: '1234' } },
  });
  const options = [
    '--env',
    'LONG=pw://V/long/password',
    '--env',
    'LOGIN=pw://V/long/login',
    '--env',
    'PIN=pw://V/pin/password',
  ];
  const command = ['--', 'sh', '-c', 'echo "$LONG $LOGIN $PIN"'];
  const run = (...more) => passwork(env, ['exec', ...options, ...more, ...command]);
  const auto = await run();
  assert.equal(auto.stdout, '*** *** 1234\n');
  assert.equal(auto.stderr, 'passwork: too short to be masked, and shown where the command prints them: PIN\n');
  const never = await run('--mask', 'never');
  assert.deepEqual([never.stdout, never.stderr], ['canary-long canary-login 1234\n', '']);
  const some = await run('--unmasked', 'LOGIN', '--unmasked', 'PIN', '--unmasked', 'TYPO');
  assert.equal(some.stdout, '*** canary-login 1234\n');
  assert.equal(some.stderr, 'passwork: --unmasked names what has no value from the server: TYPO\n');
});

test('bytes pass as they are, a flood too; streams that are one keep their order; /dev/stdout can be opened', async (t) => {
  const { env } = await world(t, SEALED7);
  const options = ['--env', 'A=pw://Infrastructure/Databases/orders/password'];
  const program = `
    const block = Buffer.from(Array.from({ length: 65521 }, (_, i) => (i * 7) & 255));
    const secret = Buffer.from(process.env.A);
    const { writeSync } = require('node:fs');
    const all = (bytes) => { for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at); };
    for (let i = 0; i < 300; i++) { all(block); all(secret.subarray(0, 9)); all(secret.subarray(9)); }`;
  const flood = await passwork(env, ['exec', ...options, '--', process.execPath, '-e', program]);
  const block = Buffer.from([...Array(65521).keys()].map((i) => (i * 7) & 255));
  const expected = Buffer.concat(Array.from({ length: 300 }, () => [block, Buffer.from('***')]).flat());
  assert.deepEqual([flood.code, flood.stderr, flood.bytes.equals(expected)], [0, '', true]);

  const script = 'echo "1 $A"; echo "2 $A" >&2; echo "3 $A" >/dev/stderr; echo "4 $A" >/dev/stdout; echo "5 $A" >&2';
  const joined = await start(env, ['exec', ...options, '--', 'sh', '-c', script], { joined: true }).end;
  assert.deepEqual([joined.stdout, joined.stderr], ['1 ***\n2 ***\n3 ***\n4 ***\n5 ***\n', '']);
});

test('a reader that is slow slows the command down; one that goes away ends it', async (t) => {
  const { env } = await world(t, SEALED7);
  const options = ['--env', 'A=pw://Infrastructure/Databases/orders/password'];
  // It tells on stderr, which is read, how much of stdout, which is not, was taken.
  const program = `
    const { writeSync } = require('node:fs');
    const block = Buffer.alloc(65536, 'x');
    let written = 0;
    process.on('SIGTERM', () => {});
    try { for (;;) { written += writeSync(1, block); writeSync(2, 'wrote ' + written + '\\n'); } }
    catch (error) { writeSync(2, error.code + '\\n'); process.exit(3); }`;
  const { child, end, line } = start(env, ['exec', ...options, '--', process.execPath, '-e', program]);
  child.stdout.pause();
  // Nothing more comes when everything between is full.
  let wrote = 0;
  for (let isFull = false; !isFull; ) {
    const next = await Promise.race([
      line('stderr', /^wrote (\d+)$/),
      new Promise((resolve) => setTimeout(resolve, 700)),
    ]);
    if (next) wrote = Number(next[1]);
    else isFull = wrote > 0;
  }
  assert.ok(wrote < 2 << 20, `${wrote} bytes were taken that nobody reads`);
  child.stdout.destroy();
  assert.deepEqual(await end.then(({ code, stderr }) => [code, stderr.split('\n').at(-2)]), [3, 'EPIPE']);
});
