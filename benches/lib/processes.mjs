// The server, and one process for each measurement.
import { execFile, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const execute = promisify(execFile);

/** @returns {Promise<{url: (latency?: number) => string, origin: string, stop: () => void}>} */
export async function startServer() {
  const server = fork(at('server/server.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const port = await new Promise((resolve, reject) => {
    server.once('message', (message) => resolve(message.port));
    server.once('exit', () => reject(new Error("the bench's server did not start")));
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url: (latency = 0) => `${origin}${latency ? `/l${latency}` : ''}/api/v4`,
    stop: () => server.disconnect(),
  };
}

/** Runs a job of jobs/index.mjs in a process of its own. */
export async function measure(implementation, job, parameters, pkg) {
  const env = { ...process.env, BENCH_PACKAGE: pkg };
  const args = ['--expose-gc', at('child.mjs'), implementation, job, JSON.stringify(parameters)];
  const { stdout } = await execute(process.execPath, args, { env, timeout: 600_000 });
  return JSON.parse(stdout);
}

/** Wall time of a whole process that runs this text, in ms. */
export async function processTime(program) {
  const start = performance.now();
  await execute(process.execPath, ['-e', program]);
  return performance.now() - start;
}
