// docs/ci.md: the commands of every recipe are run against the test server, with programs that tell what they were given.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { bin, WORLDS, world } from './support/cli.mjs';
import { withoutCommands } from './support/commands.mjs';
import { execute } from './support/programs.mjs';
import { blocks, commandsOf, variablesOf } from './support/recipes.mjs';

const PASSWORD = 'canary-orders-password';
const DATABASE = { Infrastructure: { Databases: { orders: { login: 'app', password: PASSWORD } } } };

/** What is read of the environment, of stdin and of the file of --env-file. */
const TELLING = `#!/bin/sh
{ printf 'password=%s\\n' "\${DB_PASSWORD-none}"
  printf 'credentials=%s\\n' "\${PASSWORK_TOKEN-}\${PASSWORK_TOKEN_FILE-}"
  case "$*" in *--env-file*) cat orders.env ;; esac
  case "$0 $*" in *-stdin*|*kubectl*|*store-tokens*) cat ;; esac
} >> "$RECIPE_LOG"`;

const PROGRAMS = ['migrate', 'schema', 'orders', 'backup', 'docker', 'kubectl', 'store-tokens'];
const SCRIPT = `require('fs').appendFileSync(process.env.RECIPE_LOG, 'password=' + process.env.DB_PASSWORD + '\\n');`;

/** A project as the recipes have it, with the programs that they name, and `passwork` on its PATH. */
async function project(t, generation) {
  const { env, home, server } = await world(t, generation, DATABASE);
  const folder = path.join(home, 'bin');
  const write = (name, contents) => fs.writeFileSync(path.join(home, name), contents, { mode: 0o755 });
  fs.mkdirSync(folder);
  for (const name of PROGRAMS) for (const place of ['', 'bin/']) write(`${place}${name}`, TELLING);
  write('bin/passwork', `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
  for (const name of ['server.js', 'migrate.js']) write(name, SCRIPT);
  write('config.yml.tpl', 'password: {{ pw://Infrastructure/Databases/orders/password | yaml }}\n');
  write('secrets.env', blocks.find(({ code }) => code.startsWith('DB_USER=pw://')).code);
  write('github', '');
  const more = {
    PATH: `${folder}:${env.PATH}`,
    RECIPE_LOG: path.join(home, 'log'),
    GITHUB_ENV: path.join(home, 'github'),
  };
  return { server, home, env: { ...env, ...more } };
}

/** Runs a line as the shell of a job would. */
const run = (line, env) => execute('bash', ['-e', '-o', 'pipefail', '-c', line], env, '', env.HOME);

/** What a command line must have done: the first that fits. */
const CHECKS = [
  [/# wrong/, ({ stdout }) => assert.equal(stdout, `length 0\nlength ${PASSWORD.length}\n`)],
  [/token refresh/, ({ log }) => assert.match(log, /"refreshToken": "\S+"/)],
  [
    /--format github/,
    ({ stdout, home }) => {
      assert.match(stdout, new RegExp(`^::add-mask::${PASSWORD}$`, 'm'));
      assert.match(
        fs.readFileSync(path.join(home, 'github'), 'utf8'),
        new RegExp(`^DB_PASSWORD<<.*\n${PASSWORD}$`, 'm'),
      );
    },
  ],
  [
    /--format docker/,
    ({ log, home }) => {
      assert.match(log, new RegExp(`^DB_PASSWORD=${PASSWORD}$`, 'm'));
      assert.ok(!fs.existsSync(path.join(home, 'orders.env')));
    },
  ],
  [/--format k8s/, ({ log }) => assert.ok(log.includes(Buffer.from(PASSWORD).toString('base64')), log)],
  [
    /inject/,
    ({ home }) =>
      assert.equal(
        fs.readFileSync(path.join(home, 'config.yml'), 'utf8').replaceAll(/['"]/g, ''),
        `password: ${PASSWORD}\n`,
      ),
  ],
  [/-stdin/, ({ log }) => assert.ok(log.endsWith(PASSWORD), log)],
  [
    /exec/,
    ({ log }) => {
      assert.match(log, new RegExp(`^password=${PASSWORD}$`, 'm'));
      assert.doesNotMatch(log, /^credentials=./m, 'the credentials are not in the environment of the command');
    },
  ],
];

const [, , SEALED7] = WORLDS;
const recipes = blocks
  .map((block) => ({ ...block, commands: commandsOf(block) }))
  .filter(({ commands }) => commands.length);

test('every recipe has its commands, and shows exec before files', () => {
  const sections = groups(recipes);
  for (const name of [
    'GitHub Actions',
    'GitLab CI',
    'Bitbucket Pipelines',
    'Jenkins',
    'Docker',
    'systemd',
    'cron',
    'Makefile',
    'npm scripts',
  ]) {
    const commands = sections.get(name).flatMap((block) => block.commands);
    assert.match(commands[0], /^passwork exec /, `${name}: ${commands[0]}`);
  }
  // Whatever stands in a block and calls passwork is among what is run.
  for (const block of blocks) {
    const called = block.code.match(/passwork (?:exec|inject|env|token|get)\b/g)?.length ?? 0;
    const inCommands =
      commandsOf(block)
        .join('\n')
        .match(/passwork (?:exec|inject|env|token|get)\b/g)?.length ?? 0;
    assert.ok(inCommands >= called, block.code);
  }
});

function groups(list) {
  const found = new Map();
  for (const one of list) found.set(one.section, [...(found.get(one.section) ?? []), one]);
  return found;
}

for (const block of recipes) {
  const [, first] = /passwork (\w+)/.exec(block.commands[0]);
  test(`${block.section}: ${block.commands[0].split('\n')[0]}`, { skip: withoutCommands(first) }, async (t) => {
    const { env, home } = await project(t, SEALED7);
    for (const line of block.commands) {
      const needed = [...line.matchAll(/passwork (\w+)/g)].map(([, name]) => name);
      if (withoutCommands(...needed)) continue;
      fs.rmSync(env.RECIPE_LOG, { force: true });
      const seen = await run(line, { ...env, ...variablesOf(block) });
      assert.equal(seen.code, 0, `${line}\n${seen.stderr}`);
      const log = fs.existsSync(env.RECIPE_LOG) ? fs.readFileSync(env.RECIPE_LOG, 'utf8') : '';
      const [, check] = CHECKS.find(([pattern]) => pattern.test(line));
      check({ ...seen, log, home });
      if (!/# wrong|--format github/.test(line)) assert.ok(!seen.stdout.includes(PASSWORD), 'nothing of it is printed');
    }
  });
}
