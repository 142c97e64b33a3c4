// What a release must hold, as far as it is seen at once. A check gives what it saw, in words, or throws: an error for what is wrong, `Open`
// for what a person has to do first.
import fs from 'node:fs';
import { addresses } from '../build/addresses.mjs';
import { at, version } from '../build/project.mjs';
import { unpinnedHere } from './actions.mjs';
import { entryProblem, firstEntry } from './changelog.mjs';
import { commitOf, git } from './git.mjs';
import { Open, refuse } from './outcomes.mjs';
import { differences, versions } from './versions.mjs';

export const changelog = () => firstEntry(fs.readFileSync(at('CHANGELOG.md'), 'utf8'));

/** Each is given `{today, tagged}`; `tagged`: the commit has the tag already, as in the release's own job. */
export const quickChecks = [
  {
    name: 'tree',
    async body() {
      const changed = git('status', '--porcelain');
      if (changed === null) throw new Error('git does not answer here');
      refuse('there is what is not committed', changed.split('\n').filter(Boolean));
      return `all is committed (${commitOf('HEAD').slice(0, 12)})`;
    },
  },
  {
    name: 'versions',
    async body() {
      refuse('the versions differ', differences(versions()));
      return version;
    },
  },
  {
    name: 'changelog',
    async body({ today }) {
      const entry = changelog();
      const wrong = entryProblem(entry, version, today);
      if (wrong) throw new Open(`${wrong}: choose the version, write its date, and what has changed for users`);
      return `${entry.version}, ${entry.date}`;
    },
  },
  {
    name: 'addresses',
    async body() {
      const missing = ['repository', 'homepage', 'bugs'].filter((name) => !addresses()[name]);
      if (missing.length)
        throw new Open(`package.json: ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} empty`);
      return addresses().repository.url;
    },
  },
  {
    name: 'tag',
    async body({ tagged }) {
      const there = git('rev-parse', '--verify', '--quiet', `refs/tags/v${version}^{commit}`);
      if (!tagged) {
        if (there) throw new Error(`the tag v${version} is there already`);
        return `v${version} is free`;
      }
      if (there !== commitOf('HEAD')) throw new Error(`the tag v${version} is not this commit`);
      return `v${version} is this commit`;
    },
  },
  {
    name: 'actions',
    async body() {
      refuse('actions of others are not pinned by a hash and its tag', unpinnedHere());
      return 'the workflows take no action that is not pinned';
    },
  },
];
