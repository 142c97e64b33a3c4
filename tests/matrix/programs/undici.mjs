// A fetch of the caller's own, as the documentation of the option shows it: undici's, with a client certificate.
import './suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';
import { Agent, fetch } from 'undici';

const { ca, cert, key } = globalThis.passworkMatrix.settings().tls;
const dispatcher = new Agent({ connect: { ca, cert, key } });

class WithFetch extends Passwork {
  constructor(options) {
    super({ ...options, fetch: (url, init) => fetch(url, { ...init, dispatcher }) });
  }
}

await globalThis.passworkMatrix.run(WithFetch, PassworkError);
await dispatcher.close();
