// Pipes for what a command prints. Node would give it sockets, and on Linux /dev/stdout and /dev/stderr of a socket cannot be opened.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const { O_NONBLOCK, O_RDONLY, O_WRONLY } = fs.constants;

/** So many pipes: `[{read, write}]`; `undefined` where there are none, and sockets must do. */
export function openPipes(count, { platform = process.platform } = {}) {
  if (platform !== 'linux') return undefined;
  for (const place of [os.tmpdir(), '/dev/shm']) {
    try {
      return pipesIn(place, count);
    } catch {} // a place that cannot be written, or a system without mkfifo
  }
  return undefined;
}

/** Pipes have names for as long as it takes to open them, in a folder for us alone. */
function pipesIn(place, count) {
  const folder = fs.mkdtempSync(path.join(place, 'passwork-'));
  const opened = [];
  try {
    const names = Array.from({ length: count }, (_, i) => path.join(folder, String(i)));
    execFileSync('mkfifo', ['-m', '600', ...names], { stdio: 'ignore' });
    return names.map((name) => {
      // The reader first, who need not wait for a writer.
      for (const flags of [O_RDONLY | O_NONBLOCK, O_WRONLY]) opened.push(fs.openSync(name, flags));
      const [read, write] = opened.slice(-2);
      return { read, write };
    });
  } catch (error) {
    for (const one of opened) fs.closeSync(one);
    throw error;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
