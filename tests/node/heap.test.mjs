// What is left in linear memory, in Node. The same in pages: tests/browser/heap.test.mjs.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { heapTests } from '../heap/suite.mjs';
import { folder } from './support/installed.mjs';

heapTests('Node', async (t) => {
  const worker = new Worker(new URL('../heap/worker.mjs', import.meta.url), { workerData: folder });
  t.after(() => worker.terminate());
  return async (text) => {
    worker.postMessage(text);
    const [{ json, error }] = await once(worker, 'message');
    if (error) throw new Error(error);
    return json;
  };
});
