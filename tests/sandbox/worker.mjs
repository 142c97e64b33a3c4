// The sandbox in a thread of its own: the examples start it so, and it ends with them.
import { parentPort, workerData } from 'node:worker_threads';
import { startSandbox } from './sandbox.mjs';

const { env } = await startSandbox(workerData ?? {});
parentPort.postMessage(env);
