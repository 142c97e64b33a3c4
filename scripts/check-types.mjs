#!/usr/bin/env node
// Runs the TypeScript compiler over tests/types in every mode of module resolution.
//
//   node scripts/check-types.mjs                     the declarations in pkg-template/
//   node scripts/check-types.mjs DIR                 a built or installed package (it must have a package.json)
//   node scripts/check-types.mjs --typescript DIR    with another compiler (repeatable), e.g. the oldest supported one
//   node scripts/check-types.mjs --self-test         also spoils the declarations on purpose: every test has to notice
//   node scripts/check-types.mjs --programs DIR      only tests/types/programs: does what compiled with DIR compile still?
//   node scripts/check-types.mjs --keep              leaves the temporary folders
//
// Exit code 0: all passed, 1: something failed, 2: it could not run.
import { resolve } from 'node:path';
import { compile, findCompiler, folderOf } from './types/compile.mjs';
import { documentation } from './types/documentation.mjs';
import { MODES, notIn, PROGRAMS } from './types/modes.mjs';
import { readPackage } from './types/package.mjs';
import { Report } from './types/report.mjs';
import { spoil } from './types/spoil.mjs';
import { root, stop } from './types/stop.mjs';

const given = { folder: resolve(root, 'pkg-template'), selfTest: false, programs: false, keep: false, compilers: [] };
const args = process.argv.slice(2);
while (args.length) {
  const arg = args.shift();
  if (arg === '--self-test') given.selfTest = true;
  else if (arg === '--programs') given.programs = true;
  else if (arg === '--keep') given.keep = true;
  else if (arg === '--typescript') given.compilers.push(resolve(args.shift() ?? stop('--typescript needs a folder')));
  else if (arg.startsWith('-')) stop(`unknown option ${arg}`);
  else given.folder = resolve(arg);
}
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
