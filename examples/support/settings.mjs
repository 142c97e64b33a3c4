// Where the examples run: HOST, API_KEY and USER_MASTER_PASS from the environment, or,
// without HOST, a sandbox that is started here and ends with the program.
// Your own programs need nothing of this file but process.env.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const NAMES = [
  'HOST',
  'API_KEY',
  'USER_MASTER_PASS',
  'EXAMPLE_VAULT',
  'EXAMPLE_FOLDER',
  'EXAMPLE_PASSWORD',
  'EXAMPLE_PASSWORD_ATTACHMENT',
];

/**
 * needed: names of further variables without which the example cannot run.
 * The result has, beside the variables, `sandbox` (true there) and `show`, which prints secrets
 * of the sandbox only: real ones do not belong into terminals and logs.
 */
export async function settings(...needed) {
  if (!process.env.HOST) return { ...(await startSandbox()), sandbox: true, show: (secret) => secret };
  const env = Object.fromEntries(NAMES.filter((n) => process.env[n]).map((n) => [n, process.env[n]]));
  const missing = ['API_KEY', ...needed].filter((n) => !env[n]);
  if (missing.length) {
    console.error(`Please set ${missing.join(', ')}: see examples/README.md`);
    process.exit(2);
  }
  return { ...env, sandbox: false, show: (secret) => `(${secret.length} characters)` };
}

async function startSandbox() {
  const worker = new Worker(new URL('../../tests/sandbox/worker.mjs', import.meta.url), {
    workerData: {
      generation: process.env.SANDBOX_GENERATION === '7' ? 7 : 4,
      clientSideEncryption: !process.env.SANDBOX_PLAIN,
    },
  });
  const [env] = await once(worker, 'message');
  worker.unref(); // so that it does not keep the program alive
  console.log('(no HOST is set: this runs against a sandbox with made-up contents)\n');
  return env;
}
