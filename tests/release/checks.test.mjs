// What a release is refused for, piece by piece.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { addresses, withAddresses } from '../../scripts/build/addresses.mjs';
import { unpinned } from '../../scripts/release/actions.mjs';
import { entryProblem, firstEntry } from '../../scripts/release/changelog.mjs';
import { differences as tarballDifferences } from '../../scripts/release/clean-clone.mjs';
import { notesOf } from '../../scripts/release/notes.mjs';
import { nameDifferences, namesBelow, recorded } from '../../scripts/release/tarball.mjs';
import { differences, inCargoLock, versions } from '../../scripts/release/versions.mjs';
import { folder } from '../node/support/installed.mjs';

const root = path.join(import.meta.dirname, '..', '..');

function temporary(t) {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-release-'));
  t.after(() => fs.rmSync(place, { recursive: true, force: true }));
  return place;
}

test('the files of the package are those on record: one more or less is seen', () => {
  assert.deepEqual(nameDifferences(namesBelow(folder), recorded()), []);
  assert.deepEqual(nameDifferences(['a', 'c'], ['a', 'b']), ['b is missing', 'c is not on record']);
});

test('the entry of the changelog is that of the version, and dated', () => {
  const of = (title, text = 'New: much.') =>
    firstEntry(`# Changelog\n\n## ${title}\n\n${text}\n\n## 0.9.0 (2020-01-01)\n\nOld.\n`);
  const problem = (...args) => entryProblem(of(...args), '1.0.0', '2026-11-27');
  assert.equal(problem('1.0.0 (2026-11-27)'), undefined);
  assert.equal(of('1.0.0 (2026-11-27)').text, 'New: much.');
  assert.match(problem('Unreleased'), /first entry/);
  assert.match(problem('1.0.1 (2026-11-27)'), /first entry/);
  assert.match(problem('1.0.0 (unreleased)'), /no date/);
  assert.match(problem('1.0.0 (2026-13-27)'), /no date/);
  assert.match(problem('1.0.0 (2026-11-28)'), /a day to come/);
  assert.match(problem('1.0.0 (2026-11-27)', ''), /is empty/);
});

test('every place that has the version is read, and one that differs is named', () => {
  const all = versions();
  assert.equal(all.length, 5);
  for (const [place, version] of all) assert.match(version ?? '', /^\d+\.\d+\.\d+/, place);
  assert.deepEqual(differences(all), []);
  assert.deepEqual(differences([...all.slice(0, 4), ['Cargo.lock', undefined]]), [
    `Cargo.lock says undefined, package.json says ${all[0][1]}`,
  ]);
  assert.equal(inCargoLock('name = "passwork-wasm-extra"\nversion = "9.9.9"\n', 'passwork-wasm'), undefined);
});

test('an action of others has to be pinned by a hash with its tag', () => {
  const hash = '0123456789abcdef0123456789abcdef01234567';
  const lines = [
    `- uses: actions/checkout@${hash} # v5.0.0`,
    '- uses: actions/checkout@v5',
    `- uses: actions/checkout@${hash}`,
    '  uses: actions/cache/restore@main # v4',
    '- name: uses a name',
    '- uses: ./integrations/github-action',
    `- "uses": evil/it@${hash.slice(1)} # v1`,
    '- {uses: a/b@v1}',
    "- { name: a, 'uses' : a/b@v1 }",
    '- uses:',
    '    a/b@v1',
    '# uses: a/b@v1',
  ];
  assert.deepEqual(unpinned(lines.join('\n')), [2, 3, 4, 7, 8, 9, 10]);
});

test('addresses go into the published manifest, and empty ones do not', () => {
  const here = {
    repository: { type: 'git', url: 'git+https://git.example.com/a/b.git' },
    homepage: '',
    bugs: { url: '' },
  };
  const known = addresses(here);
  assert.deepEqual(known, { repository: here.repository });
  const text = fs.readFileSync(path.join(root, 'pkg-template', 'package.json'), 'utf8');
  assert.deepEqual(JSON.parse(withAddresses(text, known)), { ...JSON.parse(text), ...known });
  assert.equal(withAddresses(text, {}), text);
});

test('two tarballs that differ: what in them does', async (t) => {
  const place = temporary(t);
  const make = (name, files) => {
    const below = path.join(place, name, 'package');
    for (const [file, contents] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(below, file)), { recursive: true });
      fs.writeFileSync(path.join(below, file), contents);
    }
    const tarball = path.join(place, `${name}.tgz`);
    execFileSync('tar', [
      '-czf',
      tarball,
      '-C',
      path.join(place, name),
      '--mtime',
      `@${files['a.js'].length}`,
      'package',
    ]);
    return tarball;
  };
  const one = make('one', { 'a.js': '1', 'lib/b.js': '2' });
  assert.deepEqual(await tarballDifferences(one, one), []);
  assert.deepEqual(await tarballDifferences(one, make('two', { 'a.js': '3', 'lib/b.js': '2' })), ['a.js differs']);
  assert.deepEqual(await tarballDifferences(one, make('three', { 'a.js': '1', 'c.js': '2' })), [
    'c.js is missing',
    'lib/b.js is not on record',
  ]);
  fs.copyFileSync(one, path.join(place, 'longer.tgz'));
  fs.appendFileSync(path.join(place, 'longer.tgz'), Buffer.alloc(512));
  assert.deepEqual(await tarballDifferences(one, path.join(place, 'longer.tgz')), [
    'the files are the same, the archives are not',
  ]);
});

test('the notes of a release say how to verify it', () => {
  const notes = notesOf('### Security\n\n- Much.', {
    version: '1.2.3',
    commit: 'c0ffee',
    tarball: 'aa11',
    engine: 'bb22',
    module: 'cc33',
    compiler: 'rustc 1.96.0',
  });
  for (const part of [
    '# 1.2.3',
    '- Much.',
    'c0ffee',
    'aa11',
    'bb22',
    'cc33',
    'rustc 1.96.0',
    'npm run verify -- passwork-wasm-1.2.3.tgz',
  ]) {
    assert.ok(notes.includes(part), part);
  }
});

test('the licences that cargo-deny accepts are those of about.toml', () => {
  const listIn = (file, name) => {
    const [, list] = new RegExp(`^${name} = \\[([^\\]]*)\\]`, 'm').exec(fs.readFileSync(path.join(root, file), 'utf8'));
    return [...list.matchAll(/"([^"]+)"/g)].map(([, licence]) => licence);
  };
  assert.deepEqual(listIn('deny.toml', 'allow'), listIn('about.toml', 'accepted'));
});

/** What the checks read that are made before anything is built. */
const READ = [
  'scripts',
  '.github',
  'package.json',
  'package-lock.json',
  'Cargo.toml',
  'Cargo.lock',
  'CHANGELOG.md',
  'README.md',
];

test('release:check stops before it builds where something is wrong that is seen at once', {
  skip: spawnSync('git', ['--version']).error ? 'there is no git here' : false,
}, (t) => {
  // A repository of its own: this one may have come without its history.
  const place = path.join(temporary(t), 'clone');
  for (const name of READ) fs.cpSync(path.join(root, name), path.join(place, name), { recursive: true });
  const settings = ['user.name=a', 'user.email=a@example.com', 'commit.gpgSign=false', 'tag.gpgSign=false'];
  const before = ['-C', place, ...settings.flatMap((one) => ['-c', one])];
  const git = (...args) => execFileSync('git', [...before, ...args]);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  const { version } = JSON.parse(fs.readFileSync(path.join(place, 'package.json'), 'utf8'));
  const check = (...args) => {
    const script = path.join(place, 'scripts', 'release-check.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
    return { status, text: stdout + stderr };
  };
  git('tag', `v${version}`);
  fs.appendFileSync(path.join(place, 'README.md'), '\n');
  fs.writeFileSync(
    path.join(place, '.github', 'workflows', 'other.yml'),
    'jobs:\n  a:\n    steps:\n      - uses: a/b@v1\n',
  );
  const seen = check();
  assert.equal(seen.status, 1);
  for (const line of [/^FAILED +tree /m, /^FAILED +tag .*there already/m, /^FAILED +actions /m, /other\.yml:4$/m]) {
    assert.match(seen.text, line);
  }
  assert.doesNotMatch(seen.text, / package /);
  // Its own job comes when the tag is there; the tag of another commit is no tag of this one.
  fs.rmSync(path.join(place, '.github', 'workflows', 'other.yml'));
  git('commit', '--quiet', '--all', '--message', 'later');
  const tagged = check('--tagged');
  assert.equal(tagged.status, 1);
  assert.match(tagged.text, /^FAILED +tag .*is not this commit/m);
  assert.match(tagged.text, /^ok +tree /m);
});
