// Runs the program against fresh sandboxes and keeps what it reported and what went over the wire.
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../tests/sandbox/sandbox.mjs';
import { start, tail } from '../lib/process.mjs';
import { expectations } from './expected.mjs';
import { printFindings, printSteps } from './print.mjs';
import { inspect } from './wire.mjs';

const program = fileURLToPath(new URL('program.mjs', import.meta.url));

/** One run of the program, in a project where the package is installed, against a fresh sandbox, with what went over the wire. */
export async function runOnce(project, generation, clientSideEncryption) {
  const wire = [];
  const sandbox = await startSandbox({
    generation,
    clientSideEncryption,
    onExchange: (exchange) => wire.push(exchange),
  });
  try {
    const file = join(project, 'program.mjs');
    await copyFile(program, file);
    const started = performance.now();
    const steps = await runProgram(file, sandbox.env);
    const took = performance.now() - started;
    return { generation, steps, expected: expectations(sandbox), wire, took, findings: inspect(wire, sandbox) };
  } finally {
    await sandbox.close();
  }
}

/** The program on each generation, one after the other, so that none disturbs the times of another. */
export async function session(project, generations, { clientSideEncryption, brief = false }) {
  const runs = [];
  for (const generation of generations) runs.push(await runOnce(project, generation, clientSideEncryption));
  printSteps(runs, brief);
  printFindings(runs, brief);
}

/** Runs the program in a process of its own; gives its steps. */
async function runProgram(file, env) {
  const steps = [];
  const onMessage = (step) => steps.push(step);
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
