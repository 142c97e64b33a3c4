// Builds a commit from nothing, in a folder of its own, and compares what comes out with a tarball.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../build/project.mjs';
import { hashOfFile } from '../lib/hash-of-file.mjs';
import { npm, run } from '../lib/process.mjs';
import { nameDifferences, namesBelow, unpacked } from './tarball.mjs';

const MINUTES = 60_000;

/**
 * @param {string} tarball
 * @param {string} commit
 * @returns {Promise<string[]>} What differs, a line each; none when both are the same bytes.
 */
export async function rebuiltDifferently(tarball, commit) {
  // Of another length than this one, so that a path inside of something that is made shows.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-rebuilt-from-nothing-'));
  const clone = path.join(folder, 'clone');
  try {
    await run('clone', ['git', 'clone', '--quiet', '--no-hardlinks', '--no-checkout', root, clone]);
    await run('checkout', ['git', '-C', clone, 'checkout', '--quiet', '--detach', commit]);
    await run('rebuild', npm('run', 'build'), { cwd: clone, timeout: 40 * MINUTES });
    const made = path.join(clone, 'target', 'npm');
    const [name] = fs.readdirSync(made).filter((file) => file.endsWith('.tgz'));
    return await differences(tarball, path.join(made, name));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** What two tarballs differ in: names, then contents, then the archives themselves. */
export async function differences(one, other) {
  if (hashOfFile(one) === hashOfFile(other)) return [];
  return unpacked(one, (first) =>
    unpacked(other, (second) => {
      const [names, others] = [namesBelow(first), namesBelow(second)];
      const found = nameDifferences(names, others);
      for (const name of names.filter((each) => others.includes(each))) {
        if (hashOfFile(path.join(first, name)) !== hashOfFile(path.join(second, name))) found.push(`${name} differs`);
      }
      return found.length ? found : ['the files are the same, the archives are not'];
    }),
  );
}
