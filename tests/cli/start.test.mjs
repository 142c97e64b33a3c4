// docs/start.md: what it asks a reader to type in a shell works, in a new project, on both generations of servers.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { bin, WORLDS, world } from './support/cli.mjs';
import { execute } from './support/programs.mjs';

const text = fs.readFileSync(new URL('../../docs/start.md', import.meta.url), 'utf8');
const [sandbox, ...scripts] = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, code]) => code);

const PASSWORD = 'canary-orders-password';
const DATABASE = { Infrastructure: { Databases: { orders: { login: 'app', password: PASSWORD } } } };

/** What each script prints, in their order. */
const PRINTED = [
  (out) => assert.match(out, /^installed: install --save-dev passwork-wasm\n[\s\S]*credentials/),
  (out) => {
    assert.match(out, /\tInfrastructure\n/);
    assert.match(out, /\tInfrastructure\/Databases\/orders\n/);
    assert.ok(out.endsWith(`\n${PASSWORD}\n`), out);
  },
  (out) => assert.equal(out, `migrated with ${PASSWORD.length} letters\n`),
];

/** A project with a script to migrate; `npm` and `npx` stand for those that would fetch the package. */
function project(home) {
  const folder = path.join(home, 'bin');
  fs.mkdirSync(folder);
  const program = (name, code) => fs.writeFileSync(path.join(folder, name), `#!/bin/sh\n${code}\n`, { mode: 0o755 });
  program('npm', 'echo "installed: $*"');
  program('npx', `[ "$1 $2" = '--no-install passwork' ] || exit 9\nshift 2\nexec '${process.execPath}' '${bin}' "$@"`);
  fs.writeFileSync(
    path.join(home, 'migrate.js'),
    `console.log('migrated with ' + process.env.DB_PASSWORD.length + ' letters');`,
  );
  return folder;
}

test('there is a result for each script', () => assert.equal(scripts.length, PRINTED.length));

for (const one of WORLDS)
  test(`the scripts of a pipeline work: ${one.name}`, async (t) => {
    const { env, home } = await world(t, one, DATABASE);
    const more = { ...env, PATH: `${project(home)}:${env.PATH}` };
    for (const [i, script] of scripts.entries()) {
      const { code, stdout, stderr } = await execute('bash', ['-e', '-c', script], more, '', home);
      assert.equal(code, 0, `${script}${stdout}${stderr}`);
      PRINTED[i](stdout);
    }
  });

// What it prints, and that a shell can use it: tools.test.mjs.
test('the sandbox is started by its command', () => assert.equal(sandbox, 'npx --no-install passwork sandbox\n'));
