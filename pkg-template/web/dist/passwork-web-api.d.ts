import Passwork = require('../../index');

declare global {
  /** Set by the script-tag build: makes a client. `options` is the host or an options object. */
  function passwork(options: ConstructorParameters<typeof Passwork>[0]): Passwork;
}
