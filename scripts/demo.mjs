#!/usr/bin/env node
// npm run demo: builds the package, installs its tarball in a temporary project, runs one
// program there against the sandboxes of both generations, and shows side by side what
// happened and what went over the wire. It checks what it shows: anything unexpected makes
// the exit code 1.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { duration, title, wrong } from './demo/print.mjs';
import { session } from './demo/session.mjs';
import { commandLine, refuse } from './lib/arguments.mjs';
import { CommandError, execute, npm, tail } from './lib/process.mjs';

const USAGE = `Usage: npm run demo -- [--generation N]

  --generation N   4: only a server up to Passwork 6, which speaks API v4; 7: only Passwork 7; without it both`;

const root = fileURLToPath(new URL('../', import.meta.url));

async function timed(text, work) {
  const started = performance.now();
  const result = await work();
  console.log(
    `  ${styleText('green', '✓')} ${text(result)}  ${styleText('dim', duration(performance.now() - started))}`,
  );
  return result;
}

/** npm pack of pkg/, installed as a stranger would, and without the network. */
async function install(project) {
  const pack = npm('pack', join(root, 'pkg'), '--json', '--pack-destination', project);
  const packed = await execute(pack, { cwd: project });
  const [{ filename, size }] = JSON.parse(packed.stdout);
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'demo', private: true }));
  await execute(npm('install', `./${filename}`, '--offline', '--no-audit', '--no-fund'), { cwd: project });
  const { version, dependencies = {} } = JSON.parse(
    await readFile(join(project, 'node_modules/passwork-wasm/package.json'), 'utf8'),
  );
  return { version, size, dependencies: Object.keys(dependencies).length };
}

async function main(generations) {
  console.log(styleText('bold', 'passwork-wasm: a demonstration, from the source to a decrypted password'));
  title('Setting up');
  await execute([process.execPath, join(root, 'scripts/build.mjs')], { show: true });
  const project = await mkdtemp(join(tmpdir(), 'passwork-demo-'));
  try {
    await timed(
      ({ version, size, dependencies }) =>
        `packed and installed passwork-wasm ${version} in a temporary project: ${Math.round(size / 1000)} kB, ${dependencies} dependencies`,
      () => install(project),
    );
    const both = generations.length > 1 ? ', one program on both generations' : '';
    title(`With client-side encryption${both}: the server gets sealed values only`);
    await session(project, generations, { clientSideEncryption: true });
    title(`The same program on ${both ? 'servers' : 'a server'} without client-side encryption`);
    await session(project, generations, { clientSideEncryption: false, brief: true });
  } finally {
    await rm(project, { recursive: true, force: true });
  }
  console.log(
    wrong
      ? styleText('red', `\n${wrong} things were not as expected.`)
      : `\n${styleText('green', 'All as expected.')} Try it yourself: npm run sandbox, npm run example`,
  );
  return wrong ? 1 : 0;
}

const { values } = commandLine(USAGE, { options: { generation: { type: 'string' } } });
const generations = [4, 7].filter((generation) => [undefined, String(generation)].includes(values.generation));
if (!generations.length) refuse(`--generation ${values.generation}: 4 or 7`, USAGE);
process.exitCode = await main(generations).catch((error) => {
  const output = error instanceof CommandError && !error.shown ? `\n${tail(error.output)}` : '';
  console.error(styleText('red', `\nThe demo could not go on: ${error.message}${output}`, { stream: process.stderr }));
  return 1;
});
