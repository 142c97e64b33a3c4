// npm run probe: what it reports of servers that know, refuse or twist the guesses; that it leaves nothing behind, or says so;
// and that no secret and no value gets into the report.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { connect } from '../../scripts/probe/connect.mjs';
import { GUESSES, probe } from '../../scripts/probe/run.mjs';
import { formOf, nameOr, reasonOf, render } from '../../scripts/probe/words.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { folder } from './support/installed.mjs';

const { default: Passwork } = await import(pathToFileURL(path.join(folder, 'index.mjs')).href);
const root = fileURLToPath(new URL('../../', import.meta.url));
const script = path.join(root, 'scripts/probe.mjs');

async function sandboxOf(t, { server, ...options } = {}) {
  const sandbox = await startSandbox({ generation: 7, server, ...options });
  t.after(sandbox.close);
  return sandbox;
}

/** The probe in this process: the report's parts, its text, and the scratch vaults that it asked for. */
async function probed({ env, secrets }, options = {}) {
  const [token] = env.API_KEY.split(':');
  const { passwork, ...connection } = await connect(Passwork, env.HOST, {
    token,
    masterPassword: env.USER_MASTER_PASS,
  });
  let scratch;
  const onScratch = (made) => {
    scratch = made;
  };
  const result = await probe({ passwork, ...connection, pause: 5, onScratch, ...options });
  await passwork.close();
  const hidden = [...env.API_KEY.split(':'), secrets.masterPassword, new URL(env.HOST).hostname];
  return { ...result, scratch, text: render({ facts: ['a sandbox'], ...result }, hidden) };
}

const linesOf = ({ guesses }, number) => guesses.find((guess) => guess.number === number).lines;
const outcomes = (report, number) => linesOf(report, number).map(({ outcome }) => outcome);
const said = (report, number, text) => linesOf(report, number).find((line) => line.text.includes(text));

/** What a server holds, without what lies in vaults that are gone: the sandbox keeps it, out of sight. */
const contents = ({ state }) => {
  const seen = ({ vaultId }) => state.vaults.some(({ id }) => id === vaultId);
  return structuredClone([state.vaults, state.folders.filter(seen), state.items.filter(seen), state.inbox]);
};
const scratchVaults = ({ state }) => state.vaults.filter(({ name }) => name.startsWith('passwork-wasm probe'));

for (const clientSideEncryption of [true, false]) {
  const mode = clientSideEncryption ? 'with' : 'without';
  test(`a server that knows every guess, ${mode} client-side encryption`, async (t) => {
    const sandbox = await sandboxOf(t, { clientSideEncryption });
    const before = contents(sandbox);
    const report = await probed(sandbox);
    assert.equal(report.stopped, null);
    assert.deepEqual(report.left, []);
    assert.deepEqual(scratchVaults(sandbox), []);
    assert.deepEqual(contents(sandbox), before, 'nothing of the user has changed');

    for (const number of [1, 3, 4, 6, 7, 8]) assert.deepEqual([...new Set(outcomes(report, number))], ['confirmed']);
    for (const text of ['/favorite` sets the mark', '/unfavorite` takes the mark away'])
      assert.equal(said(report, 5, text).outcome, 'confirmed');
    assert.match(said(report, 10, 'the folder is named').text, /`folderId`/);
    assert.match(said(report, 11, 'to another folder').outcome, /confirmed/);
    assert.match(linesOf(report, 12)[0].text, /GET \/vaults`: \{id, name, typeId, permissions: \[text\]/);
    assert.equal(said(report, 14, '26 requests').text, '26 requests: 400 tooManyRequests (requests)');
    assert.equal(said(report, 17, '1 day').outcome, 'refused');
    assert.equal(said(report, 18, 'DELETE /vaults/{id}').text, '`DELETE /vaults/{id}`: answers {}');
    if (clientSideEncryption) {
      assert.equal(said(report, 13, 'no hash').text, 'no hash of the master key: 403 masterKeyHashInvalid');
      // The sandbox leaves the keys of the history as they were: that is noticed.
      assert.match(said(report, 10, 'does not open afterwards').text, /: history$/);
    } else assert.match(said(report, 10, 'into another vault').text, /opens afterwards: password, file, history$/);

    // One request carries a wrong hash or none: that of guess 13.
    const refused = sandbox.log.filter(({ status, path: where }) => status === 403 && where.startsWith('/items'));
    assert.equal(refused.length, clientSideEncryption ? 1 : 0);
    assert.equal(sandbox.stats.refreshes, 0, 'the pair of the user is not renewed');
  });
}

for (const guessedStatus of [404, 405]) {
  test(`a server that refuses everything guessed with ${guessedStatus}`, async (t) => {
    const refusing = { guessed: false, guessedStatus, noFolderMove: guessedStatus, colorMembers: [] };
    const sandbox = await sandboxOf(t, { server: refusing });
    const report = await probed(sandbox);
    for (const number of [3, 4, 5, 6, 7, 8, 10, 11]) {
      assert.deepEqual([...new Set(outcomes(report, number))], ['refused'], `guess ${number}`);
      for (const { text } of linesOf(report, number)) assert.match(text, /: 40[45] notFound$/);
    }
    assert.deepEqual(outcomes(report, 1), ['otherwise', 'otherwise']);
    assert.equal(report.stopped, null);
    assert.deepEqual(report.left, []);
    assert.deepEqual(scratchVaults(sandbox), []);
  });
}

test('a server that answers and does something else is not taken for one that knows', async (t) => {
  const twisted = {
    colorMembers: ['color'],
    patchReplacesFiles: true,
    moveIgnoresFolder: true,
    moveIgnoresKey: true,
    favoriteToggles: true,
    folderMoveIgnored: true,
  };
  const report = await probed(await sandboxOf(t, { server: twisted }));
  assert.deepEqual(outcomes(report, 1), ['otherwise', 'confirmed']);
  assert.match(linesOf(report, 2)[0].text, /replaces the files/);
  assert.match(said(report, 5, '/items/{id}/favorite').text, /turns the mark/);
  assert.equal(said(report, 5, '/items/{id}/unfavorite').outcome, 'refused');
  for (const member of ['folderId', 'targetFolderId', 'parentFolderId'])
    assert.equal(said(report, 10, `passes over \`${member}\``).outcome, 'otherwise');
  assert.match(said(report, 10, 'into another vault with').text, /does not open afterwards: password/);
  assert.ok(!outcomes(report, 11).includes('confirmed'));
  assert.deepEqual(report.left, []);
});

test('a server that dies in the middle: the report says how far it came, and what may be left', async (t) => {
  let items = 0;
  const sandbox = await sandboxOf(t, {
    onExchange: ({ method, path: where }) => {
      if (method === 'POST' && where === '/api/v1/items' && ++items === 3) sandbox.close();
    },
  });
  const report = await probed(sandbox);
  assert.equal(report.stopped, 'the server does not answer any more');
  assert.equal(outcomes(report, 1)[0], 'confirmed');
  const last = report.guesses.findLast(({ lines }) => lines[0].text !== report.stopped).number;
  assert.ok(last >= 2 && last <= 4, `${last}`);
  for (const { number, lines } of report.guesses.filter((guess) => guess.number > last))
    assert.deepEqual(lines, [{ outcome: 'not tried', text: report.stopped }], `guess ${number}`);
  assert.deepEqual(report.left, [`${report.scratch.mark} 1`, `${report.scratch.mark} 2`]);
  assert.match(report.text, /^Ended early: the server does not answer any more\.$/m);
  assert.match(report.text, /^Left behind: 2 scratch vaults\.$/m);
});

test('an address that breaks the connection costs that guess only', async (t) => {
  const faults = [{ on: /POST \/items\/[^/]+\/favorite/, kind: 'reset', times: 1 }];
  const report = await probed(await sandboxOf(t, { server: { faults } }));
  assert.equal(report.stopped, null);
  assert.equal(said(report, 5, 'POST /items/{id}/favorite').outcome, 'refused');
  assert.equal(outcomes(report, 6)[0], 'confirmed');
});

test('a vault whose answer was lost is found by its name, and deleted', async (t) => {
  const sandbox = await sandboxOf(t, { server: { faults: [{ on: 'POST /vaults', kind: 'lost', skip: 1 }] } });
  const report = await probed(sandbox);
  assert.equal(sandbox.log.filter(({ method, path: where }) => `${method} ${where}` === 'POST /vaults').length, 2);
  assert.deepEqual(report.left, []);
  assert.deepEqual(scratchVaults(sandbox), []);
  assert.match(linesOf(report, 1)[0].text, /^a private vault could not be had: /);
  assert.deepEqual(outcomes(report, 7), ['confirmed'], 'what needs no vault is tried');
});

test('a user who may not make vaults: what needs one is not tried, with the reason', async (t) => {
  const fault = { on: 'POST /vaults', kind: 'status', status: 403, code: 'accessDenied', times: 9 };
  const sandbox = await sandboxOf(t, { server: { faults: [fault] } });
  const report = await probed(sandbox);
  assert.deepEqual(linesOf(report, 4), [
    { outcome: 'not tried', text: 'a private vault could not be had: 403 accessDenied' },
  ]);
  assert.deepEqual(report.left, []);
  const written = sandbox.log.filter(({ method }) => !['GET', 'OPTIONS'].includes(method));
  assert.deepEqual([...new Set(written.map((one) => one.path))], ['/vaults'], 'nothing else was written');
});

test('a vault that cannot be deleted is emptied, tried again, and told', async (t) => {
  const fault = { on: /^DELETE \/vaults\//, kind: 'status', status: 403, code: 'accessDenied', times: 99 };
  const sandbox = await sandboxOf(t, { server: { faults: [fault] } });
  const report = await probed(sandbox);
  assert.deepEqual(
    report.left,
    scratchVaults(sandbox).map(({ name }) => name),
  );
  const ids = scratchVaults(sandbox).map(({ id }) => id);
  assert.deepEqual(
    sandbox.state.items.filter(({ vaultId }) => ids.includes(vaultId)),
    [],
  );
  assert.ok(
    sandbox.state.items.some(({ id }) => id === 'github'),
    'what lies elsewhere stays',
  );
  assert.equal(said(report, 18, 'DELETE /vaults').text, '`DELETE /vaults/{id}`: 403 accessDenied');
});

test('an access token that expires on the way ends it; what is left is told', async (t) => {
  const sandbox = await sandboxOf(t, { server: { faults: [{ on: 'POST /links', kind: 'expire' }] } });
  const report = await probed(sandbox);
  assert.equal(report.stopped, 'the access token has expired');
  assert.equal(report.left.length, 2);
  assert.equal(sandbox.stats.refreshes, 0);
});

test('the report has no secret and no value', async (t) => {
  const sandbox = await sandboxOf(t);
  const { text } = await probed(sandbox);
  for (const value of [
    ...Object.values(sandbox.env).filter((one) => !['servers', 'infrastructure', 'github'].includes(one)),
    ...sandbox.world.secrets,
    ...['Ada', 'Grace', 'ada@', 'GitHub', 'Infrastructure', 'conference', 'tickets', 'production', '127.0.0.1'],
  ])
    assert.ok(!text.includes(value), value);
  assert.doesNotMatch(text, /[0-9a-f]{16}/, 'no id');
  assert.match(text, /^1\. \*\*Colours\*\*$/m);
});

test('words of a server: names only', () => {
  assert.equal(
    formOf({ id: 'x', '64f0c0ffee64f0c0ffee64f0': { a: 1 }, 'ada@example.org': 1, n: null, l: [{ b: true }] }),
    '{id, …: {a}, …, n, l: [{b}]}',
  );
  assert.equal(formOf('a secret'), 'text');
  assert.equal(formOf(undefined), 'nothing');
  assert.equal(formOf({ a: { b: { c: { d: 1 } } } }), '{a: {b: {c: {…}}}}');
  assert.equal(nameOr('deadbeefdeadbeefdead', '…'), '…');
  assert.equal(reasonOf({ status: 400, code: 'not a name', field: '../x' }), '400');
  assert.equal(reasonOf({ status: 502, kind: 'notApi' }), '502, not JSON');
  assert.equal(reasonOf({ kind: 'timeout' }), 'timeout');
  const result = {
    guesses: [{ number: 1, title: 'x', lines: [{ outcome: 'seen', text: 'a hidden-token b' }] }],
    left: [],
  };
  assert.ok(!render({ facts: [], ...result }, ['hidden-token']).includes('hidden-token'), 'whatever happened');
});

test('docs/passwork-7.md lists the guesses that the probe tries, in the same order', () => {
  const text = fs.readFileSync(path.join(root, 'docs/passwork-7.md'), 'utf8');
  const [, list] = /<!-- guesses:start -->([\s\S]*)<!-- guesses:end -->/.exec(text);
  const documented = [...list.matchAll(/^(\d+)\. \*\*(.+?)[.:]\*\*/gm)].map(([, n, title]) => `${n}. ${title}`);
  assert.deepEqual(
    GUESSES.map(({ number, title }) => `${number}. ${title}`),
    documented,
  );
  const guessed = fs.readFileSync(path.join(root, 'src/core/server/v7/wire/guessed.rs'), 'utf8');
  const sources = fs
    .readdirSync(path.join(root, 'scripts/probe/guesses'))
    .map((name) => fs.readFileSync(path.join(root, 'scripts/probe/guesses', name), 'utf8'))
    .join('\n');
  // Every guessed address of the package is tried: as it stands, or as the word at its end in a loop.
  for (const [, address] of guessed.matchAll(/^ {4}\/\/\/ `[A-Z]+ ([^`]+)`/gm)) {
    const end = address.replace(/.*\/(?=\w)/, '');
    assert.ok(sources.includes(address) || sources.includes(`'${end}'`), address);
  }
});

// ---------------------------------------------------------------- the command

function start(args, { env = {}, input } = {}) {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(API_KEY|USER_MASTER_PASS|USER_MASTER_KEY)$/.test(name)),
  );
  const child = spawn(process.execPath, [script, ...args], { env: { ...clean, ...env } });
  const run = { child, out: '', errors: '' };
  child.stdout.on('data', (data) => {
    run.out += data;
  });
  child.stderr.on('data', (data) => {
    run.errors += data;
  });
  child.stdin.end(input ?? '');
  run.closed = once(child, 'close').then(([status]) => status);
  return run;
}

const secretsOf = ({ API_KEY, USER_MASTER_PASS }) => ({ API_KEY, USER_MASTER_PASS });

test('npm run probe: the report on standard output, the rest beside it; tokens from the environment or standard input', async (t) => {
  const sandbox = await sandboxOf(t);
  const { HOST, API_KEY, USER_MASTER_PASS } = sandbox.env;
  for (const options of [
    { env: secretsOf(sandbox.env) },
    { env: { API_KEY, USER_MASTER_KEY: sandbox.secrets.masterKey } },
    { input: `${API_KEY}\n${USER_MASTER_PASS}\n` },
  ]) {
    const run = start(['--host', HOST], options);
    assert.equal(await run.closed, 0, run.errors);
    assert.match(
      run.out,
      /^## Probe of a Passwork 7 server\n\npasswork-wasm \S+ · .*v7\.6\.0 · client-side encryption: yes$/m,
    );
    assert.match(run.out, /^Left behind: nothing\.$/m);
    assert.match(run.errors, /^cleaning up$/m);
    for (const secret of [...API_KEY.split(':'), USER_MASTER_PASS, sandbox.secrets.masterKey])
      assert.ok(!run.out.includes(secret) && !run.errors.includes(secret));
    assert.deepEqual(scratchVaults(sandbox), []);
  }
});

test('interrupted, it cleans up and reports what it has', { skip: process.platform === 'win32' }, async (t) => {
  const sandbox = await sandboxOf(t, { server: { faults: [{ on: '*', kind: 'slow', ms: 10, times: 9999 }] } });
  const run = start(['--host', sandbox.env.HOST], { env: secretsOf(sandbox.env) });
  while (!run.errors.includes('\n4. ')) await once(run.child.stderr, 'data');
  assert.equal(scratchVaults(sandbox).length, 2);
  run.child.kill('SIGINT');
  run.child.kill('SIGINT'); // as npm hands it on
  assert.equal(await run.closed, 1);
  assert.match(run.errors, /^Interrupted: cleaning up/m);
  assert.match(run.out, /^Ended early: interrupted\.$/m);
  assert.match(run.out, /confirmed: `PATCH \/items\/\{id\}` with `colorCode`/);
  assert.match(run.out, /^19\. .*\n {3}- not tried: interrupted$/m);
  assert.match(run.out, /^Left behind: nothing\.$/m);
  assert.deepEqual(scratchVaults(sandbox), []);
});

test('vaults that are left behind are named for the user, not in the report', async (t) => {
  const fault = { on: /^DELETE \/vaults\//, kind: 'status', status: 403, code: 'accessDenied', times: 99 };
  const sandbox = await sandboxOf(t, { server: { faults: [fault] } });
  const run = start(['--host', sandbox.env.HOST], { env: secretsOf(sandbox.env) });
  assert.equal(await run.closed, 1);
  for (const { name } of scratchVaults(sandbox)) {
    assert.ok(run.errors.includes(`\n  ${name}\n`));
    assert.ok(!run.out.includes(name));
  }
  assert.match(run.errors, /please delete them in Passwork/);
});

test('what cannot begin says why, and has written nothing', async (t) => {
  const sandbox = await sandboxOf(t);
  const { HOST } = sandbox.env;
  const plain = await sandboxOf(t, { clientSideEncryption: false });
  const secrets = secretsOf(sandbox.env);
  for (const [args, env, status, message] of [
    [[], secrets, 2, /--host is missing/],
    [['--host', 'nonsense'], secrets, 2, /an address such as/],
    [['--host', HOST, '--token', 'x'], secrets, 2, /--token/],
    [['--host', HOST], {}, 1, /Set API_KEY/],
    [['--host', HOST], { ...secrets, API_KEY: 'wrong' }, 1, /does not take this access token \(notFound\)/],
    [['--host', HOST], { ...secrets, USER_MASTER_PASS: 'wrong' }, 1, /master password or key is not the right one/],
    [['--host', HOST], { API_KEY: secrets.API_KEY }, 1, /set USER_MASTER_PASS/],
    [['--host', plain.env.HOST], secrets, 1, /unset USER_MASTER_PASS/],
    [['--host', `${sandbox.origin}/elsewhere`], secrets, 1, /status 404\. Is it a server of Passwork 7\?/],
    [['--host', 'http://127.0.0.1:1'], secrets, 1, /does not answer/],
  ]) {
    const run = start(args, { env });
    assert.equal(await run.closed, status, `${args} ${run.errors}`);
    assert.match(run.errors, message);
    assert.equal(run.out, '');
  }
  for (const { log } of [sandbox, plain])
    assert.deepEqual(
      log.filter(({ method }) => method !== 'GET'),
      [],
    );
});
