// docs/cli.md: made from the definitions where it can be; everything else that can be compared is.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SECRET_VARIABLES } from '../../pkg-template/cli/connection/secrets.mjs';
import { COMMANDS } from '../../pkg-template/cli/main/definitions/index.mjs';
import { EXIT } from '../../pkg-template/cli/shared/exit-code.mjs';
import { withReference } from '../../scripts/cli-docs/reference.mjs';
import { bin, passwork, WORLDS, world } from './support/cli.mjs';
import { commandLinesIn, problemOf } from './support/command-lines.mjs';
import { withoutCommands } from './support/commands.mjs';
import { assertFits, schemas } from './support/schema.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');
const document = read('docs/cli.md');

test('the reference is as the definitions say: else npm run docs:cli', () => {
  assert.equal(document, withReference(document));
  for (const { name } of COMMANDS) assert.match(document, new RegExp(`^### ${name}$`, 'm'));
});

test('each exit code stands in the table, and no other', () => {
  const [, table] = /## Exit codes\n([\s\S]*?)\n## /.exec(document);
  const codes = [...table.matchAll(/^\| (\d+)(?: \+ n)? \|/gm)].map(([, code]) => Number(code));
  assert.deepEqual(codes, Object.values(EXIT));
});

test('each variable with a secret stands in the table of settings', () => {
  const [, section] = /## Where the connection comes from\n([\s\S]*?)\n## /.exec(document);
  for (const name of SECRET_VARIABLES) assert.match(section, new RegExp(`\\| \`${name}\` \\|`), name);
});

/** Commands of the issue that a branch may not have yet. */
const LATER = [
  'exec',
  'env',
  'inject',
  'login',
  'logout',
  'status',
  'token',
  'add',
  'update',
  'rm',
  'generate',
  'rotate',
  'attachment',
];

for (const name of ['docs/cli.md', 'docs/ci.md', 'docs/start.md', 'README.md']) {
  test(`every command line of ${name} is one that there is`, (t) => {
    const text = read(name).replace(/<!-- reference:start -->[\s\S]*<!-- reference:end -->/, '');
    const lines = commandLinesIn(text);
    assert.ok(lines.length >= 5, 'control: there are command lines');
    const missing = new Set();
    for (const words of lines) {
      const { wrong, missing: command } = problemOf(words) ?? {};
      assert.equal(wrong, undefined, `${wrong} in: passwork ${words.join(' ')}`);
      if (command === undefined) continue;
      assert.ok(LATER.includes(command), `there is no ${command}: passwork ${words.join(' ')}`);
      missing.add(command);
    }
    if (missing.size) t.diagnostic(`not looked at, since this build has no ${[...missing].join(', ')}`);
  });
}

// ---------------------------------------------------------------- JSON

const ORDERS = 'Infrastructure/Databases/orders';

/** Command lines, and the schema of what they print. `input`: stdin; `before`: what has to be done first. */
const PRINTED = [
  ['item', ['get', ORDERS]],
  ['item', ['get', 'Infrastructure/postmaster']],
  ['item', ['show', ORDERS]],
  ['item', ['show', 'Infrastructure/top', '--reveal']],
  ['value', ['get', ORDERS, '--field', 'login']],
  ['value', ['get', `pw://${ORDERS}/all.bin`]],
  ['value', ['inject'], { input: `a: {{ pw://${ORDERS}/login }}` }],
  ['entries', ['ls']],
  ['entries', ['ls', '-r', 'Infrastructure']],
  ['entries', ['search', '--tag', 'prod']],
  ['totp', ['totp', 'Mail/postmaster']],
  ['files', ['attachment', 'ls', ORDERS]],
  ['files', ['attachment', 'get', ORDERS, '-o', '.']],
  ['id', ['attachment', 'put', ORDERS, '-', '--name', 'new.txt'], { input: 'new', generation: 4 }],
  ['id', ['attachment', 'rm', ORDERS, 'key.pem', '--yes'], { generation: 4 }],
  ['id', ['add', '--vault', 'Mail', '--name', 'new', '--password-stdin'], { input: 'new' }],
  ['id', ['update', ORDERS, '--login', 'new']],
  ['id', ['rm', 'Infrastructure/Databases/stock', '--yes']],
  ['changes', ['update', ORDERS, '--url', 'https://x', '--unset-field', 'Region', '--dry-run']],
  ['changes', ['add', '--vault', 'Mail', '--name', 'other', '--password-stdin', '--dry-run'], { input: 'new' }],
  ['password', ['generate']],
  ['variables', ['env', '--env', `A=pw://${ORDERS}/login`]],
  ['status', ['status']],
  ['session', ['login']],
  ['doctor', ['doctor']],
  ['completion', ['completion', 'zsh']],
  ['check', ['check']], // of a home with nothing in it; more in tests/cli/check.test.mjs
  ['tokens', ['token', 'refresh'], { generation: 7 }], // the last one: it ends the tokens of the environment
];

const [SEALED4, , SEALED7] = WORLDS;

for (const one of [SEALED4, SEALED7]) {
  test(`--json prints what the schemas say: ${one.name}`, async (t) => {
    const { env } = await world(t, one);
    for (const [name, args, { input, generation } = {}] of PRINTED) {
      if (generation && generation !== one.generation) continue;
      await t.test(args.join(' '), { skip: withoutCommands(args[0]) }, async () => {
        const seen = await passwork(env, [...args, '--json'], { input });
        assert.equal(seen.code, 0, seen.stderr);
        assertFits(JSON.parse(seen.stdout), schemas[name]);
      });
    }
    await t.test('errors', async () => {
      for (const args of [['get'], ['get', 'Infrastructure/none'], ['ls', 'none'], ['api', 'v1/none']]) {
        const seen = await passwork(env, [...args, '--json']);
        assert.notEqual(seen.code, 0);
        assertFits(JSON.parse(seen.stderr), schemas.error);
      }
    });
  });
}

test('candidates of an ambiguous name, and the failing doctor, are as the schemas say', async (t) => {
  const { env, server } = await world(t, SEALED7, { V: { twin: { password: 'a' }, other: { password: 'b' } } });
  server.change('V/other', { name: 'twin' });
  const { stderr } = await passwork(env, ['get', 'V/twin', '--json']);
  const { error } = JSON.parse(stderr);
  assert.equal(error.candidates.length, 2);
  assertFits({ error }, schemas.error);
  const { stdout } = await passwork({ ...env, PASSWORK_TOKEN: 'dead' }, ['doctor', '--json']);
  assertFits(JSON.parse(stdout), schemas.doctor);
});

test('every schema is that of a command', () => {
  const elsewhere = ['error', 'sandbox']; // above, and tests/cli/tools.test.mjs
  const used = new Set([...PRINTED.map(([name]) => name), ...elsewhere]);
  assert.deepEqual(Object.keys(schemas).sort(), [...used].sort());
  const own = COMMANDS.map(({ name }) => name);
  const without = ['api', 'exec', 'rotate', 'logout', 'sandbox']; // as the document says
  const compared = new Set(PRINTED.map(([, [name]]) => name));
  assert.deepEqual(
    own.filter((name) => !compared.has(name) && !without.includes(name)),
    [],
  );
  assert.ok(fs.existsSync(bin));
});
