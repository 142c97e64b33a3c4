// For bundlers that know workers: in the page, or with `&worker` in a worker.
import './suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';

const { run, settings } = globalThis.passworkMatrix;
if (new URLSearchParams(location.search).has('worker')) {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.postMessage(settings());
} else {
  run(Passwork, PassworkError);
}
