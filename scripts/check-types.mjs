#!/usr/bin/env node
// Runs the TypeScript compiler over tests/types in every mode of module resolution.
// Exit code 0: all passed, 1: something failed, 2: it could not run.
import { resolve } from 'node:path';
import { commandLine } from './lib/arguments.mjs';
import { compile, findCompiler, folderOf } from './types/compile.mjs';
import { documentation } from './types/documentation.mjs';
import { MODES, notIn, PROGRAMS } from './types/modes.mjs';
import { readPackage } from './types/package.mjs';
import { Report } from './types/report.mjs';
import { spoil } from './types/spoil.mjs';
import { root, stop } from './types/stop.mjs';

const USAGE = `Usage: node scripts/check-types.mjs [--typescript DIR]… [--self-test] [--programs] [--keep] [DIR]

  DIR                a built or installed package (it must have a package.json); the declarations in pkg-template/, if
                     none is named
  --typescript DIR   with another compiler, e.g. the oldest supported one
  --self-test        also spoils the declarations on purpose: every test has to notice
  --programs         only tests/types/programs: does what compiled with DIR compile still?
  --keep             leaves the temporary folders`;

const flag = { type: 'boolean', default: false };
const { values, positionals } = commandLine(USAGE, {
  options: {
    typescript: { type: 'string', multiple: true, default: [] },
    'self-test': flag,
    programs: flag,
    keep: flag,
  },
  operands: [0, 1],
});
const given = {
  folder: positionals.length ? resolve(positionals[0]) : resolve(root, 'pkg-template'),
  selfTest: values['self-test'],
  programs: values.programs,
  keep: values.keep,
  compilers: values.typescript.map((folder) => resolve(folder)),
};
if (!given.compilers.length)
  given.compilers.push(folderOf('typescript') ?? stop('typescript is not installed: npm ci'));

const pack = readPackage(given.folder);
const report = new Report();
if (!given.programs) documentation(pack, report);

for (const compiler of given.compilers.map(findCompiler)) {
  console.log(`TypeScript ${compiler.version}, ${given.folder}`);
  for (const mode of given.programs ? MODES.filter((each) => each.files.includes(PROGRAMS[0])) : MODES) {
    const why = notIn(mode, compiler);
    if (why) {
      console.log(`n/a    ${mode.name}: ${why}`);
      continue;
    }
    const start = Date.now();
    const files = given.programs ? PROGRAMS : mode.files;
    const { ok, output } = compile(compiler, { ...mode, files }, pack, given);
    report.add(mode.name, ok, output, Date.now() - start);
  }
  if (given.selfTest) spoil(compiler, pack, report);
}
report.end();
