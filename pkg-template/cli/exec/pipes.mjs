// Pipes for what a command prints. Node would give it sockets, and on Linux /dev/stdout and /dev/stderr of a socket cannot be opened.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const { O_NONBLOCK, O_RDONLY, O_WRONLY } = fs.constants;

/** So many pipes: `[{source, write}]`, a stream and the number for the writer; `undefined` where there are none, and sockets must do. */
export function openPipes(count, { platform = process.platform } = {}) {
  if (platform !== 'linux' || process.versions.bun) return undefined; // Bun cannot read them, and does not say so
  for (const place of [os.tmpdir(), '/dev/shm']) {
    try {
      return pipesIn(place, count);
    } catch {} // a place that cannot be written, a system without mkfifo, a runtime that cannot read them
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
    const pipes = names.map((name) => {
      // The reader first, who need not wait for a writer.
      for (const flags of [O_RDONLY | O_NONBLOCK, O_WRONLY]) opened.push(fs.openSync(name, flags));
      const [read, write] = opened.slice(-2);
      return { read, write };
    });
    return pipes.map(({ read, write }) => ({ source: new net.Socket({ fd: read, writable: false }), write }));
  } catch (error) {
    for (const one of opened) fs.closeSync(one);
    throw error;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
