// A module service worker.
import '/suite.js';
import Passwork, { PassworkError } from '/passwork/index.mjs';

self.addEventListener('message', (event) => {
  event.waitUntil(globalThis.passworkMatrix.run(Passwork, PassworkError));
});
