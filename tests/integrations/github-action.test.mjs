// integrations/github-action: its steps, run by bash under the variables of a runner; the files that they write, read by the rules
// that GitHub documents.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { SECRET_VARIABLES } from '../../pkg-template/cli/connection/secrets.mjs';
import { WORLDS } from '../cli/support/cli.mjs';
import { action } from './support/runner.mjs';
import { EXACT_VERSIONS, OTHER_VERSIONS } from './support/versions.mjs';
import { runnerWorld } from './support/world.mjs';

const [SEALED4, , SEALED7] = WORLDS;

const KEY = '-----BEGIN KEY-----\ncanary-first-line\nключ\n-----END KEY-----\n';

/** Values that mean something to a shell, to the runner, or to the reader of its files. */
const HOSTILE = {
  KEY,
  COMMAND: 'canary\n::set-env name=PATH::/evil\n::add-path::/evil\n##[add-path]/evil',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell and GitHub would read it
  EXPANDED: 'canary $(touch ran) `touch ran` ${HOME} ${{ secrets.X }} %0A %25',
  DELIMITER: 'canary\nEOF\nEVIL<<EOF\nx\nend-00000000000000000000000000000000\nEVIL=1',
  QUOTES: `canary "'\\ end`,
  RETURNS: 'canary\r\nsecond line\r',
  SPACES: '  canary  ',
  BACKSLASH: 'canary-of-the-item-with-a-backslash',
};

/** The item that has such a value. */
const itemOf = (name) => (name === 'BACKSLASH' ? 'back\\slash \\n' : name);

const CONTENTS = {
  V: {
    ...Object.fromEntries(Object.entries(HOSTILE).map(([name, password]) => [itemOf(name), { password }])),
    orders: { login: 'canary-app', password: 'canary-orders-password' },
    empty: { login: 'nobody', password: '' },
    twin: { password: 'canary-one' },
    other: { password: 'canary-two' },
  },
};

const ALL = Object.keys(HOSTILE)
  .map((name) => `${name}=pw://V/${itemOf(name)}/password\n`)
  .join('');

/** The plain form of API v4 has no CR before LF. */
const heldBy = ({ generation, clientSideEncryption }) =>
  Object.fromEntries(
    Object.entries(HOSTILE).map(([name, value]) => [
      name,
      generation === 4 && !clientSideEncryption ? value.replaceAll('\r\n', '\n') : value,
    ]),
  );

/** Nothing was given to anybody: no file, no output, no mask. */
function assertNothing(seen, { runner, called }, { installed = true } = {}) {
  assert.deepEqual(seen.files, { GITHUB_OUTPUT: '', GITHUB_ENV: '', GITHUB_PATH: '' });
  assert.equal(seen.outputs.json.trim(), '{}');
  assert.doesNotMatch(runner.printed + seen.stdout, /canary/);
  assert.equal(Boolean(called()), installed, 'whether anything was installed');
}

test('no input is a credential, and no script has an expression in it', () => {
  assert.deepEqual(Object.keys(action.inputs), ['host', 'secrets', 'to', 'version']);
  assert.equal(action.runs.using, 'composite');
  for (const step of action.runs.steps) {
    assert.equal(step.shell, 'bash');
    assert.doesNotMatch(step.run, /\$\{\{/);
    for (const name of SECRET_VARIABLES) assert.ok(!(name in step.env), name);
  }
});

for (const one of WORLDS) {
  for (const to of ['outputs', 'env']) {
    test(`${to}: masks first, then values that the runner reads back: ${one.name}`, async (t) => {
      const world = await runnerWorld(t, one, CONTENTS);
      const { runner, credentials, host, use } = world;
      const seen = await use({ secrets: `# what the job needs\n\n  ${ALL}`, to });
      assert.equal(seen.code, 0, seen.stderr);
      const lines = seen.stdout.trimEnd().split('\n');
      assert.ok(
        lines.every((line) => line.startsWith('::add-mask::')),
        'stdout is masks alone, so they come first',
      );
      const held = heldBy(one);
      for (const value of Object.values(held)) {
        assert.ok(runner.masks.includes(value), value);
        const long = value.split(/\r\n|\r|\n/).filter((line) => line.trim() && Buffer.byteLength(line) >= 6);
        for (const line of long) assert.ok(runner.masks.includes(line), line);
      }
      assert.doesNotMatch(runner.log, /canary|BEGIN KEY/);
      assert.deepEqual(JSON.parse(seen.outputs.json), to === 'outputs' ? held : {});
      assert.deepEqual(runner.variables, to === 'env' ? held : {});
      assert.equal(seen.files[to === 'env' ? 'GITHUB_OUTPUT' : 'GITHUB_ENV'] + seen.files.GITHUB_PATH, '');
      assert.ok(!fs.existsSync(path.join(runner.workspace, 'ran')), 'no value was run');
      const written = Object.values(seen.files).join('') + seen.stdout + seen.stderr;
      for (const secret of Object.values(credentials)) assert.ok(!written.includes(secret), 'no credential of ours');
      assert.ok(!written.includes(host));
    });
  }
}

test('the end of a value cannot be known before: another one each time', async (t) => {
  const { use } = await runnerWorld(t, SEALED7, CONTENTS);
  const ends = new Set();
  for (let i = 0; i < 2; i++) {
    const { files } = await use({ secrets: 'A=pw://V/orders/password' });
    ends.add(/^A<<(\S{20,})\ncanary-orders-password\n\1\n$/.exec(files.GITHUB_OUTPUT)[1]);
  }
  assert.equal(ends.size, 2);
});

test('secrets as the path of a file: references are resolved, other values stay and are no secret', async (t) => {
  const { runner, use } = await runnerWorld(t, SEALED4, CONTENTS);
  const text = '# of the job\nDB_USER=pw://V/orders/login\nDB_PASSWORD="pw://V/orders/password"\nLOG_LEVEL=info\n';
  for (const name of ['secrets.env', 'a folder/of the job.env', '-f.env', '$(touch ran).env']) {
    fs.mkdirSync(path.dirname(path.join(runner.workspace, name)), { recursive: true });
    fs.writeFileSync(path.join(runner.workspace, name), text);
    const seen = await use({ secrets: name });
    assert.equal(seen.code, 0, seen.stderr);
    const wanted = { DB_USER: 'canary-app', DB_PASSWORD: 'canary-orders-password', LOG_LEVEL: 'info' };
    assert.deepEqual(JSON.parse(seen.outputs.json), wanted);
    assert.ok(!runner.masks.includes('info'));
    assert.deepEqual(fs.readdirSync(runner.workspace).includes('ran'), false);
  }
});

test('npm: an exact version, in a folder of the runner, without scripts, without our credentials', async (t) => {
  const { runner, use, called } = await runnerWorld(t, SEALED7, CONTENTS);
  for (const version of EXACT_VERSIONS) {
    // How it is called is all that counts here.
    const seen = await use({ secrets: 'A=pw://V/orders/login', version }, { NPM_FAILS: '1' });
    assert.equal(seen.code, 1);
    const { words, names, folder } = called();
    const [prefix] = fs.readdirSync(runner.temp).filter((name) => path.join(runner.temp, name) === folder);
    assert.match(prefix, /^passwork-/);
    const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
    assert.deepEqual(words, ['install', '--prefix', folder, ...options, `passwork-wasm@${version}`]);
    assert.deepEqual(
      names.filter((name) => name.startsWith('PASSWORK_')),
      [],
    );
    assert.equal(seen.stdout, '');
  }
});

test('a version that is not exact is refused before anything is installed or sent', async (t) => {
  const world = await runnerWorld(t, SEALED7, CONTENTS);
  for (const version of OTHER_VERSIONS) {
    const seen = await world.use({ secrets: 'A=pw://V/orders/password', version });
    assert.deepEqual([seen.code, seen.stderr], [2, ''], version);
    assert.match(seen.stdout, /^::error title=Passwork::version has to be exact[^\n]*\n$/, 'and it is not repeated');
    assertNothing(seen, world, { installed: false });
  }
  assert.equal(world.server.requests.length, 0);
  assert.ok(!fs.existsSync(path.join(world.runner.workspace, 'ran')));
});

test('a place other than outputs and env is refused', async (t) => {
  const world = await runnerWorld(t, SEALED7, CONTENTS);
  for (const to of ['', 'output', 'env outputs', 'ENV', '*']) {
    const seen = await world.use({ secrets: 'A=pw://V/orders/password', to });
    assert.deepEqual([seen.code, seen.stdout], [2, '::error title=Passwork::to is outputs or env\n'], to);
    assertNothing(seen, world, { installed: false });
  }
});

/** What `secrets` may be wrong with, the exit code, and what is said. */
const WRONG = [
  ['A=pw://V/orders/login\nB=pw://V/orders/nope', 3, /no field/],
  ['A=pw://V/orders/login\nB=pw://V/none/password', 3, /none/],
  ['A=pw://V/empty/password', 3, /empty/],
  ['A=pw://V/twin/password', 3, /2 things are named 'twin'/],
  ['A pw://V/orders/login', 2, /--env is NAME=REFERENCE/],
  ['A=pw://V/orders/login\nLOG_LEVEL=info', 2, /--env LOG_LEVEL takes a reference/],
  ['A=pw://V/orders/login\nA=pw://V/orders/password', 2, /sets A twice/],
  ['a.b=pw://V/orders/login', 2, /no name/],
  ['1A=pw://V/orders/login', 2, /no name/],
  ['A<<EOF=pw://V/orders/login', 2, /no name/],
  ['A;touch ran=pw://V/orders/login', 2, /--env is NAME=REFERENCE/],
  ['$(>ran)=pw://V/orders/login', 2, /no name/],
  ['--output=pw://V/orders/login', 2, /no name/],
  ['=pw://V/orders/login', 2, /--env is NAME=REFERENCE/],
  ['A=pw://V/orders/login?as=bytes', 2, /text/],
  ['', 2, /./],
  [' \n\n', 2, /./],
  ['# A=pw://V/orders/login', 2, /./],
  ['no-such-file.env', 2, /no-such-file\.env/],
  ['A=$(touch ran)', 2, /./],
];

test('what is wrong with the secrets: no value is given to anybody, and the step fails', async (t) => {
  for (const [one, to, wrong] of [
    [SEALED4, 'env', WRONG.filter(([, code]) => code === 3)], // what the server says
    [SEALED7, 'outputs', WRONG],
  ]) {
    const world = await runnerWorld(t, one, CONTENTS);
    world.server.change('V/other', { name: 'twin' });
    for (const [secrets, code, words] of wrong) {
      const seen = await world.use({ secrets, to });
      assert.deepEqual([seen.code, seen.stdout], [code, ''], `${secrets}\n${seen.stderr}`);
      assert.match(seen.stderr, words);
      assertNothing(seen, world);
    }
    const options = await world.use({ secrets: 'NODE_OPTIONS=pw://V/orders/login', to: 'env' });
    assert.deepEqual([options.code, options.stdout], [2, '']);
    assertNothing(options, world);
    assert.ok(!fs.existsSync(path.join(world.runner.workspace, 'ran')));
  }
});

test('names that others chose cannot be commands to the runner', async (t) => {
  for (const name of ['::stop-commands::x', 'x\n::stop-commands::x', 'x\r::add-mask::a']) {
    const world = await runnerWorld(t, SEALED7, { V: { [name]: { password: 'a' }, other: { password: 'b' } } });
    world.server.change('V/other', { name });
    const secrets = `A=pw://V/${encodeURIComponent(name)}/password`;
    const { code, stdout, stderr } = await world.use({ secrets });
    assert.deepEqual([code, stdout], [3, ''], stderr);
    assert.match(stderr, /2 things are named/);
    for (const line of stderr.split(/\r\n|\r|\n/)) assert.doesNotMatch(line, /^\s*::/, line);
  }
});

test('no connection, no credentials, dead credentials, no package: each fails the step', async (t) => {
  const world = await runnerWorld(t, SEALED7, CONTENTS);
  const secrets = 'A=pw://V/orders/password';
  const without = Object.fromEntries(Object.keys(world.credentials).map((name) => [name, '']));
  for (const [code, inputs, env] of [
    [4, {}, without],
    [4, {}, { PASSWORK_TOKEN: 'dead-token', PASSWORK_REFRESH_TOKEN: '' }],
    [2, { host: '' }, {}],
    [1, {}, { NPM_FAILS: '1' }],
  ]) {
    const seen = await world.use({ secrets, ...inputs }, env);
    assert.deepEqual([seen.code, seen.stdout], [code, ''], seen.stderr);
    assert.doesNotMatch(seen.stderr, /dead-token/);
    assertNothing(seen, world);
  }
});
