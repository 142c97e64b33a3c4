// The server, and one process for each measurement.
import { fileURLToPath } from 'node:url';
import { execute, start } from '../../scripts/lib/process.mjs';

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** @returns {Promise<{url: (latency?: number) => string, origin: string, stop: () => Promise<void>}>} */
export async function startServer() {
  let ready;
  const started = new Promise((resolve) => {
    ready = resolve;
  });
  const server = start([process.execPath, at('server/server.mjs')], { onMessage: ready, show: true });
  const { port } = await Promise.race([started, server.died('before it was ready')]);
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url: (latency = 0) => `${origin}${latency ? `/l${latency}` : ''}/api/v4`,
    stop: () => server.end(),
  };
}

/** Runs a job of jobs/index.mjs in a process of its own. */
export async function measure(implementation, job, parameters, pkg) {
  const command = [process.execPath, '--expose-gc', at('child.mjs'), implementation, job, JSON.stringify(parameters)];
  const { stdout } = await execute(command, { env: { BENCH_PACKAGE: pkg }, timeout: 600_000 });
  return JSON.parse(stdout);
}

/** Wall time of a whole process that runs this text, in ms. */
export async function processTime(program) {
  const start = performance.now();
  await execute([process.execPath, '-e', program]);
  return performance.now() - start;
}
