// Runs a command to its end; its output is returned, or shown while it runs.
import { spawn } from 'node:child_process';
import { basename } from 'node:path';

export function command(name, args, { cwd, show = false } = {}) {
  const [file, rest, shell] = name === 'node' ? [process.execPath, args, false] : npmCommand(name, args);
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, {
      cwd,
      shell,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let out = '',
      errors = '';
    child.stdout?.on('data', (d) => {
      out += d;
    });
    child.stderr?.on('data', (d) => {
      errors += d;
    });
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve(out) : reject(new Error(`${name} ${basename(args[0])} failed\n${errors || out}`.trim())),
    );
  });
}

/** npm says where its script is when it runs us; so no shell is needed, also on Windows. */
function npmCommand(name, args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? [process.execPath, [script, ...args], false]
    : [name, args, process.platform === 'win32'];
}
