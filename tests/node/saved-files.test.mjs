// saveTo in Node's file system (D22, D44, K2): whole or not at all, for the owner alone, through no link of others.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { attachmentOf } from './support/attachment.mjs';

const posix = { skip: process.platform === 'win32' && 'modes and links of POSIX' };
const CONTENTS = 'the decrypted contents';

/** A folder `out`, and beside it `precious`, which nobody is to touch. */
function place(t) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-saved-'));
  t.after(() => fs.rmSync(root, { recursive: true }));
  const at = (...names) => path.join(root, ...names);
  fs.mkdirSync(at('out'));
  fs.writeFileSync(at('precious'), 'precious');
  const intact = () => {
    assert.equal(fs.readFileSync(at('precious'), 'utf8'), 'precious');
    assert.deepEqual(fs.readdirSync(root).sort(), ['out', 'precious']);
  };
  return { at, folder: at('out') + path.sep, intact };
}

const text = (file) => fs.readFileSync(file, 'utf8');
const mode = (file) => (fs.statSync(file).mode & 0o777).toString(8);
const umask = (t, mask) => {
  const before = process.umask(mask);
  t.after(() => process.umask(before));
};

test(
  'a new file is for its owner alone, an old one keeps its mode, and nothing else is left in the folder',
  posix,
  async (t) => {
    umask(t, 0o022);
    const { at, folder, intact } = place(t);
    for (const [name, given] of [
      ['servers', undefined],
      ['callers', 'callers'],
    ]) {
      const attachment = await attachmentOf(CONTENTS, name);
      attachment.saveTo(folder, given);
      assert.equal(mode(at('out', name)), '600');
      for (const bits of [0o644, 0o640, 0o666, 0o755, 0o600]) {
        fs.writeFileSync(at('out', name), 'a longer text, which was there before');
        fs.chmodSync(at('out', name), bits);
        attachment.saveTo(folder, given);
        assert.equal(text(at('out', name)), CONTENTS);
        assert.equal(mode(at('out', name)), bits.toString(8));
      }
    }
    (await attachmentOf('', 'empty')).saveTo(folder);
    assert.equal(text(at('out', 'empty')), '');
    (await attachmentOf(CONTENTS, 'name')).saveTo(at('out', 'prefix-')); // K2
    assert.deepEqual(fs.readdirSync(folder).sort(), ['callers', 'empty', 'prefix-name', 'servers']);
    intact();
  },
);

test('hard links and open files of the old contents keep them', posix, async (t) => {
  const { at, folder } = place(t);
  fs.linkSync(at('precious'), at('out', 'name'));
  (await attachmentOf(CONTENTS)).saveTo(folder);
  assert.deepEqual([text(at('precious')), text(at('out', 'name'))], ['precious', CONTENTS]);
});

test("the server's name: no link is followed, no pipe is written, nothing leaves the folder", posix, async (t) => {
  const { at, folder, intact } = place(t);
  fs.symlinkSync(at('precious'), at('out', 'link'));
  fs.symlinkSync('../made', at('out', 'dangling'));
  fs.symlinkSync('loop', at('out', 'loop'));
  execFileSync('mkfifo', [at('out', 'pipe')]);
  const before = fs.readdirSync(folder).sort();
  for (const name of ['link', 'dangling', 'loop', 'pipe', '../link', 'a/b\\link', '', '.', '..', 'x/', 'a\0b', '\0']) {
    const attachment = await attachmentOf(CONTENTS, name);
    assert.throws(() => attachment.saveTo(folder), { name: 'PassworkError', kind: 'attachment' }, JSON.stringify(name));
  }
  assert.throws(() => fs.statSync(at('made')));
  fs.mkdirSync(at('out', 'folder'));
  const [toFolder, tooLong] = [await attachmentOf(CONTENTS, 'folder'), await attachmentOf(CONTENTS, 'x'.repeat(300))];
  assert.throws(() => toFolder.saveTo(folder), { code: 'EISDIR' });
  assert.throws(() => tooLong.saveTo(folder), { code: 'ENAMETOOLONG' });
  assert.deepEqual(fs.readdirSync(folder).sort(), [...before, 'folder'].sort());
  const longest = 'y'.repeat(255);
  (await attachmentOf(CONTENTS, longest)).saveTo(folder);
  assert.equal(text(at('out', longest)), CONTENTS);
  intact();
});

test("the server's name on Windows: devices, streams, dots and blanks at the end", async (t) => {
  const { folder } = place(t);
  const platform = Object.getOwnPropertyDescriptor(process, 'platform');
  t.after(() => Object.defineProperty(process, 'platform', platform));
  const odd = ['NUL', 'con.txt', 'COM1', 'lpt9.a.b', 'CONIN$', 'a:b', 'x.', 'x '];
  const attachments = await Promise.all(odd.map((name) => attachmentOf(CONTENTS, name)));
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  for (const attachment of attachments) assert.throws(() => attachment.saveTo(folder), { kind: 'attachment' });
  assert.deepEqual(fs.readdirSync(folder), []);
  Object.defineProperty(process, 'platform', { ...platform, value: 'linux' });
  if (platform.value === 'win32') return;
  for (const attachment of attachments) attachment.saveTo(folder);
  assert.deepEqual(fs.readdirSync(folder).sort(), odd.toSorted());
});

test("the caller's name: links are followed, and the file at their end is replaced", posix, async (t) => {
  const { at, folder, intact } = place(t);
  const attachment = await attachmentOf(CONTENTS);
  fs.mkdirSync(at('out', 'a', 'b'), { recursive: true });
  fs.writeFileSync(at('out', 'a', 'target'), 'old', { mode: 0o640 });
  fs.symlinkSync('a/b', at('out', 'short')); // `short/..` is a, not out
  fs.symlinkSync('short/../target', at('out', 'first'));
  fs.symlinkSync(at('out', 'first'), at('out', 'second'));
  const { ino } = fs.statSync(at('out', 'a', 'target'));
  attachment.saveTo(folder, 'second');
  assert.equal(text(at('out', 'a', 'target')), CONTENTS);
  assert.notEqual(fs.statSync(at('out', 'a', 'target')).ino, ino, 'written over instead of replaced');
  assert.equal(mode(at('out', 'a', 'target')), '640');
  fs.symlinkSync('a/made', at('out', 'dangling'));
  attachment.saveTo(folder, 'dangling');
  assert.equal(text(at('out', 'a', 'made')), CONTENTS);
  assert.equal(mode(at('out', 'a', 'made')), '600');
  for (const link of ['first', 'second', 'short', 'dangling'])
    assert.ok(fs.lstatSync(at('out', link)).isSymbolicLink());
  attachment.saveTo(folder, 'short/../by-way-of-a-link');
  assert.equal(text(at('out', 'a', 'by-way-of-a-link')), CONTENTS);
  fs.symlinkSync('loop', at('out', 'loop'));
  assert.throws(() => attachment.saveTo(folder, 'loop'), { code: 'ELOOP' });
  assert.throws(() => attachment.saveTo(folder, 'a'), { code: 'EISDIR' });
  assert.throws(() => attachment.saveTo(folder, 'no/such'), { code: 'ENOENT' });
  assert.throws(() => attachment.saveTo(folder, 'a\0b'), { code: 'ERR_INVALID_ARG_VALUE' });
  attachment.saveTo(folder, '../beside');
  assert.equal(text(at('beside')), CONTENTS);
  fs.rmSync(at('beside'));
  assert.deepEqual(fs.readdirSync(at('out', 'a')).sort(), ['b', 'by-way-of-a-link', 'made', 'target']);
  intact();
});

/** Runs a program that saves CONTENTS to `target`, with a pipe or a file as its output; gives what the pipe got. */
function saving(target, output) {
  const support = new URL('./support/attachment.mjs', import.meta.url);
  const program = `import { attachmentOf } from ${JSON.stringify(support)};
    (await attachmentOf(${JSON.stringify(CONTENTS)})).saveTo('', ${JSON.stringify(target)});`;
  const command = [process.execPath, '--input-type=module', '-e', program];
  // Node's own pipes are sockets, which nothing can open.
  const script = output === undefined ? '"$@" | cat' : '"$@"';
  return execFileSync('sh', ['-c', script, 'sh', ...command], {
    stdio: ['ignore', output ?? 'pipe', 'inherit'],
  })?.toString();
}

test("the caller's name: devices, pipes and the output of the process are written as they are", posix, async (t) => {
  const { at, intact } = place(t);
  assert.equal(saving('/dev/stdout'), CONTENTS);
  fs.symlinkSync('/dev/stdout', at('out', 'link'));
  assert.equal(saving(at('out', 'link')), CONTENTS);
  const output = fs.openSync(at('out', 'output'), 'a');
  saving('/dev/stdout', output);
  fs.writeSync(output, ' and more'); // it is still the same file
  fs.closeSync(output);
  assert.equal(text(at('out', 'output')), `${CONTENTS} and more`);
  assert.equal(saving('/dev/null'), '');
  assert.ok(fs.statSync('/dev/null').isCharacterDevice());
  execFileSync('mkfifo', [at('out', 'pipe')]);
  const reader = spawn('cat', [at('out', 'pipe')], { stdio: ['ignore', 'pipe', 'inherit'] });
  saving(at('out', 'pipe'));
  assert.equal((await reader.stdout.toArray()).join(''), CONTENTS);
  assert.ok(fs.lstatSync(at('out', 'pipe')).isFIFO());
  intact();
});

const failing = (code) => Object.assign(new Error(code), { code });

test('where the folder allows no second file it is written in place, and keeps owner and mode', posix, async (t) => {
  const { at, folder } = place(t);
  const attachment = await attachmentOf(CONTENTS);
  const { openSync, renameSync } = fs;
  for (const given of [undefined, 'name']) {
    for (const code of ['EACCES', 'EPERM', 'EBUSY', 'EROFS', 'ENOSPC']) {
      for (const step of ['openSync', 'renameSync']) {
        fs.writeFileSync(at('out', 'name'), 'a longer text, which was there before');
        fs.chmodSync(at('out', 'name'), 0o604);
        const { ino } = fs.statSync(at('out', 'name'));
        fs.openSync = (name, flags, ...more) => {
          if (step === 'openSync' && flags === 'wx') throw failing(code);
          return openSync(name, flags, ...more);
        };
        if (step === 'renameSync') fs.renameSync = () => assert.fail(failing(code));
        try {
          if (code === 'ENOSPC') assert.throws(() => attachment.saveTo(folder, given), { code });
          else attachment.saveTo(folder, given);
        } finally {
          Object.assign(fs, { openSync, renameSync });
        }
        const whole = code === 'ENOSPC' ? 'a longer text, which was there before' : CONTENTS;
        assert.equal(text(at('out', 'name')), whole, `${code} of ${step}`);
        assert.deepEqual([fs.statSync(at('out', 'name')).ino, mode(at('out', 'name'))], [ino, '604']);
        assert.deepEqual(fs.readdirSync(folder), ['name']);
      }
    }
  }
});

test('a link put there between the look and the writing is replaced, or refused', posix, async (t) => {
  const { at, folder, intact } = place(t);
  const attachment = await attachmentOf(CONTENTS);
  const { openSync } = fs;
  for (const allowed of [true, false]) {
    fs.rmSync(at('out', 'name'), { force: true });
    fs.writeFileSync(at('out', 'name'), 'old');
    fs.openSync = (name, flags, ...more) => {
      if (flags !== 'wx') return openSync(name, flags, ...more);
      fs.rmSync(at('out', 'name'));
      fs.symlinkSync(at('precious'), at('out', 'name'));
      if (!allowed) throw failing('EPERM');
      return openSync(name, flags, ...more);
    };
    try {
      if (allowed) attachment.saveTo(folder);
      else assert.throws(() => attachment.saveTo(folder), { code: 'ELOOP' });
    } finally {
      fs.openSync = openSync;
    }
    intact();
    assert.equal(fs.lstatSync(at('out', 'name')).isFile(), allowed);
  }
  assert.deepEqual(fs.readdirSync(folder), ['name']);
});

test('a file of another owner keeps its owner', { skip: process.getuid?.() !== 0 && 'needs root' }, async (t) => {
  const { at, folder } = place(t);
  fs.writeFileSync(at('out', 'name'), 'old', { mode: 0o640 });
  fs.chownSync(at('out', 'name'), 1234, 4321);
  (await attachmentOf(CONTENTS)).saveTo(folder);
  const { uid, gid } = fs.statSync(at('out', 'name'));
  assert.deepEqual([uid, gid, mode(at('out', 'name')), text(at('out', 'name'))], [1234, 4321, '640', CONTENTS]);
});

test('killed in the middle: the old contents or the new stand there, whole', posix, async (t) => {
  const { at, intact } = place(t);
  const program = fileURLToPath(new URL('./faults/killed-while-saving.mjs', import.meta.url));
  const target = at('out', 'target');
  const size = 2_000_000;
  const killed = (how, after) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, target, size, how], { stdio: ['ignore', 'pipe', 'inherit'] });
      child.on('error', reject);
      child.on('exit', (_, signal) => resolve(signal));
      child.stdout.once('data', () => after === undefined || setTimeout(() => child.kill('SIGKILL'), after));
    });
  assert.equal(await killed('--half'), 'SIGKILL');
  assert.ok(!fs.existsSync(target), 'half a file bears the name');
  fs.writeFileSync(target, 'old');
  assert.equal(await killed('--half'), 'SIGKILL');
  assert.equal(text(target), 'old');
  const letters = ['A', 'B'].map((letter) => letter.repeat(size));
  for (let round = 0; round < 4; round++) {
    assert.equal(await killed('--loop', 20 + 17 * round), 'SIGKILL');
    assert.ok(['old', ...letters].includes(text(target)), `round ${round}: neither the old contents nor the new`);
  }
  intact();
});

test("a file manager of the caller's gets path and bytes and nothing else, also behind with()", async (t) => {
  const { folder } = place(t);
  const saved = [];
  const fileManager = { canUseFs: true, saveToFile: (...args) => saved.push(args) };
  const platform = Object.getOwnPropertyDescriptor(process, 'platform');
  t.after(() => Object.defineProperty(process, 'platform', platform));
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  const attachment = await attachmentOf(CONTENTS, 'a:b', { fileManager });
  attachment.saveTo(folder);
  attachment.saveTo(folder, 'c');
  const limited = await attachmentOf(CONTENTS, 'd', { fileManager }, { timeout: 10_000 });
  limited.saveTo(folder);
  assert.deepEqual(
    saved.map(([file, bytes, ...more]) => [file, Buffer.from(bytes).toString(), more.length]),
    ['a:b', 'c', 'd'].map((name) => [folder + name, CONTENTS, 0]),
  );
  assert.deepEqual(fs.readdirSync(folder), []);
});
