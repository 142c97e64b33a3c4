#!/usr/bin/env node
// The reference of commands and options in docs/cli.md anew, from the definitions of the command line.
import fs from 'node:fs';
import { at } from './build/project.mjs';
import { withReference } from './cli-docs/reference.mjs';
import { commandLine } from './lib/arguments.mjs';
import { main, say } from './lib/script.mjs';

const USAGE = `Usage: npm run docs:cli -- [--check]

  --check   only compare, and fail where docs/cli.md is not as the definitions say`;

await main(() => {
  const { values } = commandLine(USAGE, { options: { check: { type: 'boolean', default: false } } });
  const file = at('docs', 'cli.md');
  const text = fs.readFileSync(file, 'utf8');
  const wanted = withReference(text);
  if (text === wanted) return say('docs/cli.md is as the definitions say');
  if (values.check) throw new Error('docs/cli.md is not as the definitions say: npm run docs:cli');
  fs.writeFileSync(file, wanted);
  return say('docs/cli.md is written anew');
});
