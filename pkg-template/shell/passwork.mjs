// The class. Everything that it does is done by the engine; here are the constructor and the 80 functions.
import { engine } from './engine.mjs';
import { PassworkError } from './error.mjs';
import { Host } from './host.mjs';

const DEFAULTS = {
  host: undefined,
  token: '',
  refreshToken: '',
  masterPassword: false,
  useMasterPassword: false,
  debug: false,
  lang: null,
  hash: 'sha256',
};

/** The private options record: defaults, then every enumerable key of the caller's object, inherited ones too. */
function recordOf(options) {
  if (options === undefined || options === null) {
    const message = "new Passwork(options): options must be the host or an object with a member 'host'";
    throw new PassworkError({ kind: 'usage', message });
  }
  const record = { ...DEFAULTS };
  if (typeof options === 'string') record.host = options;
  else for (const key in options) record[key] = options[key];
  return record;
}

const define = (instance, name, value, enumerable) =>
  Object.defineProperty(instance, name, { value, enumerable, writable: true, configurable: true });

export class Passwork {
  constructor(options, services = null) {
    const record = recordOf(options);
    const running = engine();
    const client = running.client(record);
    const host = new Host(record, services);
    const methods = running.methods((name) => ({
      later: (...args) => running.later(client, host, name, args),
      now: (...args) => running.now(client, host, name, args),
    }));
    // A caller's agent is made while the client has these two only (spec §2.3).
    for (const name of ['setAuthOptions', 'setOptions']) define(this, name, methods.get(name), true);
    host.makeAgent(record, services, this);
    for (const [name, method] of methods) define(this, name, method, true);

    let closing; // one logout, however often close() is called
    const close = () => {
      const done = () => {
        closing = undefined;
      };
      closing ??= running.close(client, host).finally(done);
      return closing;
    };
    define(this, 'close', close, false);
    if (Symbol.asyncDispose) define(this, Symbol.asyncDispose, close, false);
  }
}

// require('passwork-wasm') is the class; these make `{ Passwork }` and `default` of it work too.
define(Passwork, 'Passwork', Passwork, false);
define(Passwork, 'PassworkError', PassworkError, false);
define(Passwork, 'default', Passwork, false);
