#!/usr/bin/env node
// Whether a tarball is what a commit of this repository builds, byte for byte.
import fs from 'node:fs';
import { version } from './build/project.mjs';
import { commandLine, refuse } from './lib/arguments.mjs';
import { hashOfFile } from './lib/hash-of-file.mjs';
import { CommandError } from './lib/process.mjs';
import { main, say } from './lib/script.mjs';
import { rebuiltDifferently } from './release/clean-clone.mjs';
import { commitOf } from './release/git.mjs';

const USAGE = `Usage: npm run verify -- TARBALL [--commit NAME] [--verbose]

  TARBALL     for example of: npm pack passwork-wasm@${version}
  --commit    the commit or tag to build (the tag v${version})
  --verbose   show all output

Clones this repository into a temporary folder, builds the package there from nothing (ten minutes), and compares.`;

const { values, positionals } = commandLine(USAGE, {
  options: { commit: { type: 'string', default: `v${version}` }, verbose: { type: 'boolean' } },
  operands: [1, 1],
});
const [tarball] = positionals;
if (!fs.existsSync(tarball)) refuse(`there is no file ${tarball}`, USAGE);

await main(async () => {
  const commit = commitOf(values.commit);
  say(`building ${commit} from nothing`);
  const found = await rebuiltDifferently(tarball, commit);
  if (found.length) throw new CommandError(`${tarball} is not what ${commit} builds`, found.join('\n'));
  say(`${tarball} is what ${commit} builds: SHA-256 ${hashOfFile(tarball)}`);
});
