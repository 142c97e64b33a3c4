// A thread of its own for each situation.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { inside } from './inside.mjs';

const answer = inside(createRequire(import.meta.url)(workerData));
parentPort.on('message', (text) =>
  answer(text).then(
    (json) => parentPort.postMessage({ json }),
    (error) => parentPort.postMessage({ error: error.stack }),
  ),
);
