// Every example, run as a user runs it, against the sandboxes of both generations, in both modes.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import kdbxweb from 'kdbxweb';
import { linkPackage } from '../../scripts/lib/link-package.mjs';
import { colleague, shortcuts, vaults } from '../sandbox/contents.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
linkPackage();

function run(file, { args = [], env = {}, cwd = examples } = {}) {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(
      ([k]) =>
        !/^(HOST|API_KEY|USER_MASTER_PASS|EXAMPLE_.*|KEEPASS_PASSWORD|SANDBOX_PLAIN|SANDBOX_GENERATION)$/.test(k),
    ),
  );
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [examples + file, ...args], { cwd, env: { ...clean, ...env } });
    let out = '',
      errors = '';
    child.stdout.on('data', (d) => {
      out += d;
    });
    child.stderr.on('data', (d) => {
      errors += d;
    });
    child.on('close', (status) => resolve({ status, out, errors }));
  });
}

/** What each example must print, in every sandbox; the key is the file. */
const EXPECTED = {
  'quickstart.mjs': [
    /^GitHub organisation$/m,
    /^example-bot \/ Tr0ub4dor&3-github$/m,
    /^Deploy token: made-up-deploy-token-42$/m,
    /^Second factor: \d{6}$/m,
  ],
  'quickstart.cjs': [/^GitHub organisation$/m, /^example-bot \/ Tr0ub4dor&3-github$/m, /^Second factor: \d{6}$/m],
  'vaults.mjs': [
    /^There are 4 vaults:$/m,
    /^ {2}Marketing \(domain\)$/m,
    /4 folders, 7 passwords/,
    /^Made: Example vault, renamed$/m,
    /^Deleted it again$/m,
  ],
  'folders.mjs': [
    /^Folder: Servers$/m,
    /^Folders in it: Databases, Retired$/m,
    /^Renamed: Example folder, renamed$/m,
    /^Deleted it again$/m,
  ],
  'passwords.mjs': [
    /^Added: Example password, with 1 attachment$/m,
    /other-login \/ changed by an example$/m,
    /^Attachment first.txt: 21 bytes$/m,
    /^Attachment second.txt: 14 bytes$/m,
    /reads the same: true$/m,
    /^Deleted: 2 passwords$/m,
    /Conference tickets/,
  ],
  'users.mjs': [/^I am Ada Example <ada@example.org>$/m],
  'totp.mjs': [/^GitHub organisation, Second factor: \d{6} \(for \d+ more seconds\)$/m],
  'opentelemetry.mjs': [
    /^my job$/m,
    /^ {2}passwork\.getPassword$\n^ {4}GET \/(passwords|items)\/\{id\} 200$/m,
    /^ {2}passwork\.getVaults$\n^ {4}GET \S+ 200$/m,
    /^http\.client\.request\.duration: \d+ requests measured$/m,
  ],
  'share-link.mjs': [/^https?:\/\/\S+\/s\/link\w+/im],
  'rotate-password.mjs': [/^Rotated "DNS registrar": 21 characters before, 24 random ones now. It reads back.$/m],
  'keepass-export.mjs': [
    /^Reading Infrastructure \/ Servers \/ Databases$/m,
    /16 passwords, 10 custom fields, 6 files$/m,
    /all 16 entries are there, complete$/m,
  ],
};

const missing = (what) => new RegExp(`^This server does not have: ${what}$`, 'm');

/** What an example prints in the sandbox of one generation only. */
const OF_GENERATION = {
  4: {
    'passwords.mjs': [/^Who can see it: ./m, /^Was a favourite for a moment$/m],
    'users.mjs': [/^Notifications: 3, new ones: 2$/m, /having seen them: 0$/m],
  },
  7: {
    'passwords.mjs': [missing('who sees a password'), /^Was a favourite for a moment$/m],
    'users.mjs': [missing('notifications')],
  },
};

/** In Passwork 7 without the guessed addresses: what else it must say, and what it must print no more. */
const KNOWN_ONLY = {
  'vaults.mjs': [missing('who sees a vault')],
  'passwords.mjs': [
    missing('what was used lately'),
    missing('adding to the files of a password'),
    missing('deleting files'),
    missing('moving passwords'),
    missing('marks of favourites'),
    missing('the list of the inbox'),
    /^Copied; it reads the same: true$/m,
    /^Deleted: 2 passwords$/m,
  ],
};
const GUESSED = /second\.txt|Shared with|Recent|Was a favourite|Conference tickets|moved/;

test('every example is tested and described', async () => {
  const files = (await readdir(examples)).filter((f) => /\.[cm]js$/.test(f)).sort();
  assert.deepEqual(Object.keys(EXPECTED).sort(), files);
  const readme = await readFile(`${examples}README.md`, 'utf8');
  for (const f of files) assert.ok(readme.includes(`[${f}](${f})`), f);
});

for (const [generation, mode] of [4, 7].flatMap((g) => [
  [g, 'sealed'],
  [g, 'plain'],
])) {
  test(`examples run against the sandbox (generation ${generation}, ${mode})`, { concurrency: 2 }, async (t) => {
    const cwd = await mkdtemp(join(tmpdir(), 'passwork-examples-'));
    t.after(() => rm(cwd, { recursive: true }));
    await Promise.all(
      Object.entries(EXPECTED).map(([file, lines]) =>
        t.test(file, async () => {
          const env = { SANDBOX_GENERATION: String(generation), ...(mode === 'plain' && { SANDBOX_PLAIN: '1' }) };
          const { status, out, errors } = await run(file, { cwd, env });
          assert.equal(errors, '');
          assert.equal(status, 0);
          for (const line of [...lines, ...(OF_GENERATION[generation][file] ?? [])]) assert.match(out, line);
          if (file === 'share-link.mjs') assert.equal(out.includes('#code='), mode === 'sealed');
        }),
      ),
    );
  });
}

test('with HOST and tokens set, nothing else is changed: Passwork 7 without what is guessed', async (t) => {
  for (const clientSideEncryption of [true, false]) {
    const sandbox = await startSandbox({ generation: 7, clientSideEncryption, server: { guessed: false } });
    t.after(sandbox.close);
    const before = JSON.stringify([sandbox.state.vaults, sandbox.state.items]);
    for (const file of ['vaults.mjs', 'folders.mjs', 'passwords.mjs', 'users.mjs']) {
      // Even the host may stay as it was: the pair of tokens says for which generation it is.
      const { status, out, errors } = await run(file, { env: { ...sandbox.env, HOST: `${sandbox.origin}/api/v4` } });
      assert.equal(errors, '', file);
      assert.equal(status, 0);
      for (const line of KNOWN_ONLY[file] ?? []) assert.match(out, line);
      assert.doesNotMatch(out, GUESSED);
    }
    assert.equal(JSON.stringify([sandbox.state.vaults, sandbox.state.items]), before, 'they leave nothing behind');
    assert.deepEqual([...new Set(sandbox.log.map(({ api }) => api))], ['v1']);
  }
});

test('with HOST set: that server is used, missing settings are named, secrets are not printed', async (t) => {
  const sandbox = await startSandbox();
  t.after(sandbox.close);
  const { HOST, API_KEY } = sandbox.env;
  const lacking = await run('quickstart.mjs', { env: { HOST, API_KEY } });
  assert.equal(lacking.status, 2);
  assert.match(lacking.errors, /EXAMPLE_PASSWORD/);
  assert.equal(sandbox.log.length, 0);

  const given = await run('quickstart.mjs', { env: sandbox.env });
  assert.equal(given.status, 0, given.errors);
  assert.ok(sandbox.log.length > 0);
  assert.doesNotMatch(given.out + given.errors, /Tr0ub4dor|deploy-token-42|JBSWY3DP|battery/);

  const unnamed = await run('rotate-password.mjs', { env: sandbox.env });
  assert.equal(unnamed.status, 2);
  const twice = await run('rotate-password.mjs', { env: sandbox.env, args: ['Wi-Fi'] });
  assert.equal(twice.status, 1);
  assert.match(twice.errors, /exactly one/);
  assert.ok(!sandbox.log.some((r) => r.method === 'PUT'), 'nothing was written');
});

test('keepass-export: both sandboxes give the same file', async (t) => {
  const cwd = await mkdtemp(join(tmpdir(), 'passwork-kdbx-'));
  t.after(() => rm(cwd, { recursive: true }));
  const entries = [];
  for (const generation of ['4', '7']) {
    const file = join(cwd, `${generation}.kdbx`);
    const env = { KEEPASS_PASSWORD: 'x', SANDBOX_GENERATION: generation };
    const { status, errors } = await run('keepass-export.mjs', { args: [file, '--inbox'], env });
    assert.equal(status, 0, errors);
    const bytes = new Uint8Array(await readFile(file)).buffer;
    const credentials = new kdbxweb.Credentials(kdbxweb.ProtectedValue.fromString('x'));
    const all = (await kdbxweb.Kdbx.load(bytes, credentials)).getDefaultGroup().allEntries();
    entries.push(
      [...all].map((e) => [pathOf(e), ...[...e.fields].map(([name, v]) => [name, v.getText?.() ?? v])]).sort(),
    );
  }
  assert.ok(entries[0].length > 15);
  assert.deepEqual(entries[1], entries[0]);
});

test('keepass-export: without the list of the inbox that is named, the rest is exported', async (t) => {
  const sandbox = await startSandbox({ generation: 7, server: { guessed: false } });
  t.after(sandbox.close);
  const cwd = await mkdtemp(join(tmpdir(), 'passwork-kdbx-'));
  t.after(() => rm(cwd, { recursive: true }));
  const env = { ...sandbox.env, KEEPASS_PASSWORD: 'x' };
  const { status, errors, out } = await run('keepass-export.mjs', { cwd, env, args: ['--inbox'] });
  assert.equal(status, 1);
  assert.match(errors, /^ {2}Inbox: ./m);
  assert.match(out, /all 16 entries are there/);
});

test('keepass-export: the file opens with KeePass cryptography and holds everything', async (t) => {
  const cwd = await mkdtemp(join(tmpdir(), 'passwork-kdbx-'));
  t.after(() => rm(cwd, { recursive: true }));
  const file = join(cwd, 'export.kdbx'),
    password = 'a password for the file';
  const { status, errors, out } = await run('keepass-export.mjs', {
    args: [file, '--inbox'],
    env: { KEEPASS_PASSWORD: password },
  });
  assert.equal(status, 0, errors);
  assert.ok(!out.includes(password));
  if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);

  const bytes = await readFile(file);
  for (const secret of ['Tr0ub4dor', 'GitHub', 'recovery-codes'])
    assert.equal(bytes.includes(secret), false, 'the file is encrypted');
  const open = (text) =>
    kdbxweb.Kdbx.load(new Uint8Array(bytes).buffer, new kdbxweb.Credentials(kdbxweb.ProtectedValue.fromString(text)));
  await assert.rejects(open('another password'));
  const entries = (await open(password)).getDefaultGroup().allEntries();

  const found = new Map(
    [...entries].map((e) => [`${pathOf(e)}/${e.fields.get('Title')}/${e.fields.get('UserName')}`, e]),
  );
  const wanted = everyPassword();
  assert.deepEqual([...found.keys()].sort(), [...wanted.keys()].sort());
  for (const [where, p] of wanted) assertEntry(found.get(where), p);

  const again = await run('keepass-export.mjs', { args: [file], env: { KEEPASS_PASSWORD: password } });
  assert.notEqual(again.status, 0, 'an existing file is not overwritten');
  assert.ok(bytes.equals(await readFile(file)));
});

test('keepass-export: what cannot be read is named, the rest is exported', async (t) => {
  const sandbox = await startSandbox();
  t.after(sandbox.close);
  sandbox.state.passwords.find((p) => p.id === 'redis').cryptedKey = sandbox.state.passwords.find(
    (p) => p.id === 'dns',
  ).cryptedPassword;
  const cwd = await mkdtemp(join(tmpdir(), 'passwork-kdbx-'));
  t.after(() => rm(cwd, { recursive: true }));
  const { status, errors, out } = await run('keepass-export.mjs', {
    cwd,
    env: { ...sandbox.env, KEEPASS_PASSWORD: 'x' },
  });
  assert.equal(status, 1);
  assert.match(out, /all 15 entries are there/);
  assert.match(errors, /Infrastructure \/ Servers \/ Databases \/ Redis: ./);
});

test('keepass file: any text survives', async () => {
  const { KeePassWriter, differences } = await import('../../examples/keepass/kdbx.mjs');
  const odd = [
    '',
    ' ',
    ' x ',
    'a\r\nb\rc\nd\t',
    '\u0000\u0001\u001f',
    '<&>"\']]>',
    '漢字 😀 é',
    '\u0085\u2028\ufeff',
    'otpauth://totp/x?secret=AAAA',
    'x'.repeat(100_000),
  ];
  const writer = new KeePassWriter('pässword 😀');
  for (const value of odd) {
    await writer.add({
      path: ['Vault', `Folder <&> ${value.slice(0, 20)}`],
      name: value,
      login: value,
      password: value,
      url: value,
      description: value,
      tags: ['a', 'b; c', ''],
      updatedAt: 'no date',
      customs: [
        { name: value, value, type: 'text' },
        { name: value, value, type: 'totp' },
        { name: 'Title', value, type: 'text' },
        { name: 'otp', value, type: 'password' },
      ],
      files: [
        { name: 'same', bytes: Buffer.from(value) },
        { name: 'same', bytes: new Uint8Array(0) },
      ],
    });
  }
  const bytes = await writer.save();
  assert.deepEqual(await differences(bytes, 'pässword 😀', writer.written), []);
  assert.equal(writer.written.size, odd.length);
  // and the check does notice what is missing or changed
  const [first] = writer.written.values();
  first.fields.set('Password', { value: 'other' });
  assert.equal((await differences(bytes, 'pässword 😀', writer.written)).length, 1);
});

function everyPassword() {
  const all = new Map(),
    byId = new Map();
  const put = (path, p) => {
    all.set(`${path}/${p.name}/${p.login}`, p);
    byId.set(p.id, p);
  };
  const paths = new Map();
  const visit = (path, { id, folders = [], passwords = [] }) => {
    paths.set(id, path);
    for (const p of passwords) put(path, p);
    for (const f of folders) visit(`${path}/${f.name}`, f);
  };
  for (const v of vaults) visit(v.name, v);
  for (const s of shortcuts)
    all.set(
      `${paths.get(s.folder ?? s.vault)}/${byId.get(s.target).name}/${byId.get(s.target).login}`,
      byId.get(s.target),
    );
  put('Inbox', colleague.password);
  return all;
}

function pathOf(entry) {
  const names = [];
  for (let g = entry.parentGroup; g.parentGroup; g = g.parentGroup) names.unshift(g.name);
  return names.join('/');
}

function assertEntry(entry, p) {
  const text = (name) => {
    const value = entry.fields.get(name);
    return value instanceof kdbxweb.ProtectedValue ? value.getText() : value;
  };
  assert.ok(entry.fields.get('Password') instanceof kdbxweb.ProtectedValue);
  assert.equal(text('Password'), p.password);
  assert.equal(text('URL'), p.url ?? '');
  assert.equal(text('Notes'), p.description ?? '');
  assert.deepEqual(entry.tags, p.tags ?? []);
  for (const c of p.custom ?? []) {
    assert.equal(text(c.name), c.value);
    if (c.type === 'totp') assert.match(text('otp'), new RegExp(`^otpauth://totp/.*secret=${c.value}&`));
  }
  assert.deepEqual([...entry.binaries.keys()].sort(), (p.attachments ?? []).map((a) => a.name).sort());
  for (const a of p.attachments ?? []) {
    const { value } = entry.binaries.get(a.name);
    const bytes = value instanceof kdbxweb.ProtectedValue ? value.getBinary() : value;
    assert.ok(Buffer.from(bytes).equals(a.bytes), a.name);
  }
}
