import { fork } from 'node:child_process';
import { dirname } from 'node:path';

/** Runs the program in a process of its own; resolves with its steps, rejects if it fails. */
export function runProgram(file, env, onStep) {
  return new Promise((resolve, reject) => {
    const steps = [];
    const { USER_MASTER_PASS, ...inherited } = process.env; // the sandbox's, or none
    const child = fork(file, [], { cwd: dirname(file), env: { ...inherited, ...env }, silent: true });
    let errors = '';
    child.stderr.on('data', (d) => {
      errors += d;
    });
    child.on('message', (step) => {
      steps.push(step);
      onStep(step);
    });
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve(steps) : reject(new Error(`the program ended with ${status}\n${errors}`)),
    );
  });
}
