#!/usr/bin/env node
// npm run demo: builds the package, installs its tarball in a temporary project, runs a
// program there against the sandbox, and shows what happened and what went over the wire.
// It checks what it shows: anything unexpected makes the exit code 1.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../tests/sandbox/sandbox.mjs';
import { command } from './demo/command.mjs';
import { expectations } from './demo/expected.mjs';
import { runProgram } from './demo/run-program.mjs';
import { inspect } from './demo/wire.mjs';
import { duration, style } from './lib/terminal.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
let wrong = 0;

const title = (text) => console.log(`\n${style.bold(text)}`);
const check = (ok, text, mark = style.green('✓')) => {
  if (!ok) wrong += 1;
  console.log(`  ${ok ? mark : style.red('✗ not as expected:')} ${text}`);
};

async function timed(text, work) {
  const started = performance.now();
  const result = await work();
  console.log(`  ${style.green('✓')} ${text(result)}  ${style.dim(duration(performance.now() - started))}`);
  return result;
}

/** npm pack of pkg/, installed as a stranger would, and without the network. */
async function install(project) {
  const packed = await command('npm', ['pack', join(root, 'pkg'), '--json', '--pack-destination', project], {
    cwd: project,
  });
  const [{ filename, size }] = JSON.parse(packed);
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'demo', private: true }));
  await command('npm', ['install', `./${filename}`, '--offline', '--no-audit', '--no-fund'], { cwd: project });
  const { version, dependencies = {} } = JSON.parse(
    await readFile(join(project, 'node_modules/passwork-wasm/package.json'), 'utf8'),
  );
  await cp(join(root, 'scripts/demo/program.mjs'), join(project, 'program.mjs'));
  return { version, size, dependencies: Object.keys(dependencies).length };
}

/** One run of the program against a fresh sandbox, with what went over the wire. */
async function session(project, { clientSideEncryption, brief = false }) {
  const wire = [];
  const sandbox = await startSandbox({ clientSideEncryption, onExchange: (exchange) => wire.push(exchange) });
  try {
    const expected = expectations(sandbox);
    const started = performance.now();
    const steps = await runProgram(join(project, 'program.mjs'), sandbox.env, stepPrinter(expected, brief));
    const took = duration(performance.now() - started);
    check(
      steps.length === expected.length,
      `${steps.length} calls, ${wire.length} requests, ${took} with the start of Node${brief ? ': the same results' : ''}`,
    );
    for (const { heading, lines } of inspect(wire, sandbox).filter((part) => !brief || !part.detail)) {
      title(heading);
      for (const { text, ok, open } of lines)
        ok === undefined ? console.log(`    ${text}`) : check(ok, text, open && style.yellow('•'));
    }
  } finally {
    await sandbox.close();
  }
}

/** Prints each call as it comes in, compared with what the sandbox holds; brief: only the wrong ones. */
function stepPrinter(expected, brief) {
  let n = 0;
  return ({ call, ms, value }) => {
    const step = expected[n++];
    const right = step?.ok(value) ?? false;
    if (right && brief) return;
    check(right, `${style.cyan(call.padEnd(58))} ${style.dim(duration(ms).padStart(8))}`);
    for (const line of (right ? step.say(value) : JSON.stringify(value)).split('\n')) console.log(`      → ${line}`);
  };
}

async function main() {
  console.log(style.bold('passwork-wasm: a demonstration, from the source to a decrypted password'));
  title('Setting up');
  await command('node', [join(root, 'scripts/build.mjs')], { cwd: root, show: true });
  const project = await mkdtemp(join(tmpdir(), 'passwork-demo-'));
  try {
    await timed(
      ({ version, size, dependencies }) =>
        `packed and installed passwork-wasm ${version} in a temporary project: ${Math.round(size / 1000)} kB, ${dependencies} dependencies`,
      () => install(project),
    );
    title('With client-side encryption: the server gets sealed values only');
    await session(project, { clientSideEncryption: true });
    title('The same program on a server without client-side encryption');
    await session(project, { clientSideEncryption: false, brief: true });
  } finally {
    await rm(project, { recursive: true, force: true });
  }
  console.log(
    wrong
      ? style.red(`\n${wrong} things were not as expected.`)
      : `\n${style.green('All as expected.')} Try it yourself: npm run sandbox, npm run example`,
  );
  return wrong ? 1 : 0;
}

process.exitCode = await main().catch((error) => {
  console.error(style.red(`\nThe demo could not go on: ${error.message}`));
  return 1;
});
