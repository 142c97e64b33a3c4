// Types of the script build: `<script src="…/web/dist/passwork-web-api.js"></script>` defines one global function.
// In TypeScript: import type {} from 'passwork-wasm/web/dist/passwork-web-api.js'
import type { Passwork, PassworkOptions } from '../../types.js';

declare global {
  /**
   * Makes a client, as `new Passwork(host)` does. `window.passwork` in a page, `self.passwork` in a worker.
   *
   * @param host Base address of the API, or options.
   *
   * @example
   * ```ts
   * const client = window.passwork('https://passwork.example.com/api/v4');
   * await client.login('api-key');
   * ```
   */
  function passwork(host: string | PassworkOptions): Passwork;
}
