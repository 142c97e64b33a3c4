#!/usr/bin/env node
// npm run demo: builds the package, installs its tarball in a temporary project, runs a
// program there against the sandbox, and shows what happened and what went over the wire.
// It checks what it shows: anything unexpected makes the exit code 1.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { startSandbox } from '../tests/sandbox/sandbox.mjs';
import { expectations } from './demo/expected.mjs';
import { inspect } from './demo/wire.mjs';
import { commandLine } from './lib/arguments.mjs';
import { CommandError, execute, npm, start, tail } from './lib/process.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
let wrong = 0;

const duration = (ms) => (ms < 1000 ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

const title = (text) => console.log(`\n${styleText('bold', text)}`);
const check = (ok, text, mark = styleText('green', '✓')) => {
  if (!ok) wrong += 1;
  console.log(`  ${ok ? mark : styleText('red', '✗ not as expected:')} ${text}`);
};

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
        ok === undefined ? console.log(`    ${text}`) : check(ok, text, open && styleText('yellow', '•'));
    }
  } finally {
    await sandbox.close();
  }
}

/** Runs the program in a process of its own; gives its steps. */
async function runProgram(file, env, onStep) {
  const steps = [];
  const onMessage = (step) => {
    steps.push(step);
    onStep(step);
  };
  // The sandbox has a master password, or none.
  const child = start([process.execPath, file], {
    cwd: dirname(file),
    env: { USER_MASTER_PASS: undefined, ...env },
    onMessage,
  });
  const code = await child.code;
  await child.closed;
  if (code !== 0) throw new Error(`the program ended with ${code}\n${tail(child.output())}`);
  return steps;
}

/** Prints each call as it comes in, compared with what the sandbox holds; brief: only the wrong ones. */
function stepPrinter(expected, brief) {
  let n = 0;
  return ({ call, ms, value }) => {
    const step = expected[n++];
    const right = step?.ok(value) ?? false;
    if (right && brief) return;
    check(right, `${styleText('cyan', call.padEnd(58))} ${styleText('dim', duration(ms).padStart(8))}`);
    for (const line of (right ? step.say(value) : JSON.stringify(value)).split('\n')) console.log(`      → ${line}`);
  };
}

async function main() {
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
    title('With client-side encryption: the server gets sealed values only');
    await session(project, { clientSideEncryption: true });
    title('The same program on a server without client-side encryption');
    await session(project, { clientSideEncryption: false, brief: true });
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

commandLine('Usage: npm run demo');
process.exitCode = await main().catch((error) => {
  const output = error instanceof CommandError && !error.shown ? `\n${tail(error.output)}` : '';
  console.error(styleText('red', `\nThe demo could not go on: ${error.message}${output}`, { stream: process.stderr }));
  return 1;
});
