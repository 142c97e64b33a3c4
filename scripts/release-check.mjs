#!/usr/bin/env node
// Everything of docs/RELEASING.md that needs no account, and the list of what is left.
import path from 'node:path';
import { ensureNodeModules } from './build/node-modules.mjs';
import { root, version } from './build/project.mjs';
import { commandLine } from './lib/arguments.mjs';
import { CommandError } from './lib/process.mjs';
import { main, seconds } from './lib/script.mjs';
import { Unavailable } from './lib/unavailable.mjs';
import { commitOf } from './release/git.mjs';
import { notesFile, writeNotes } from './release/notes.mjs';
import { Open } from './release/outcomes.mjs';
import { personalSteps } from './release/person.mjs';
import { changelog, quickChecks } from './release/quick-checks.mjs';
import { thoroughChecks } from './release/thorough-checks.mjs';

const USAGE = `Usage: npm run release:check -- [--tagged] [--verbose]

  --tagged    the tag of this version is on this commit already, as in the job of the release
  --verbose   show all output

Ends with the list of what only a person can do. Exit code 1 while something of it stands before the tag, or a check fails.`;

const { values } = commandLine(USAGE, { options: { tagged: { type: 'boolean' }, verbose: { type: 'boolean' } } });

const failed = [];
const open = [];
const notRun = [];

/** Makes checks in turn, and tells of each. */
async function make(checks, context) {
  for (const { name, body } of checks) {
    const start = performance.now();
    const told = (how, text) => console.log(`${how.padEnd(8)} ${name.padEnd(11)} ${text} (${seconds(start)})`);
    try {
      told('ok', await body(context));
    } catch (error) {
      const [list, how] =
        error instanceof Open
          ? [open, 'open']
          : error instanceof Unavailable
            ? [notRun, 'not run']
            : [failed, 'FAILED'];
      list.push(`${name}: ${error.message}`);
      told(how, error.message);
      if (error instanceof CommandError && error.output) console.log(error.output.trimEnd());
      if (name === 'package' && list === failed) return; // what comes then looks into it
    }
  }
}

await main(async () => {
  const context = { today: new Date().toISOString().slice(0, 10), tagged: values.tagged };
  await make(quickChecks, context);
  if (!failed.length) {
    await ensureNodeModules();
    await make(thoroughChecks, context);
  }
  if (failed.length) throw new CommandError(`not ready:\n  ${failed.join('\n  ')}`);
  writeNotes(changelog().text, { version, commit: commitOf('HEAD'), tarball: context.tarball });
  console.log(`\nwritten: ${path.relative(root, notesFile)}\n\nLeft to a person:`);
  const steps = [
    ...open.map((text) => `Before the tag: ${text}`),
    ...notRun.map((text) => `Run where it can be reached: ${text}`),
    ...personalSteps(version),
  ];
  console.log(steps.map((text, i) => `${String(i + 1).padStart(2)}. ${text}`).join('\n'));
  if (open.length) process.exitCode = 1;
});
