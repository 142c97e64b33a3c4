// The class. Everything that it does is done by the engine; here are the constructor and the 80 functions.

import { CallerServices } from './caller-services.mjs';
import { diagnostics } from './diagnostics.mjs';
import { engine } from './engine.mjs';
import { PassworkError } from './error.mjs';
import { inspection } from './inspect.mjs';
import { define, membersOf } from './members.mjs';
import { selfCheck } from './self-check.mjs';
import { way } from './stack.mjs';

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
  else for (const [name, value] of membersOf(options)) define(record, name, value, true);
  return record;
}

/** A function, as the original is: classes that were compiled for ES5 call it on their own `this`. */
export function Passwork(given, services = null) {
  if (!(this instanceof Passwork)) {
    throw new PassworkError({ kind: 'usage', message: "Passwork is a constructor: call it with 'new'" });
  }
  const record = recordOf(given);
  const running = engine();
  const client = running.client(record, given);
  const own = new CallerServices(record, services);
  const options = running.callOptions(own.callOptions, true);
  const methods = methodsOf(running, client, own, options);
  // A caller's agent is made while the client has these two only (spec §2.3).
  for (const name of ['setAuthOptions', 'setOptions']) define(this, name, methods.get(name), true);
  own.makeAgent(record, this);
  attachMethods(this, running, client, own, methods, options);
}

/** The 80 methods, and what is ours: not enumerable, and as detachable as they are. */
function attachMethods(instance, running, client, services, methods, options) {
  for (const { name, isOriginal } of running.methods) define(instance, name, methods.get(name), isOriginal);
  if (Symbol.asyncDispose) define(instance, Symbol.asyncDispose, methods.get('close'), false);
  const derive = (other) => {
    const own = running.callOptions(other.callOptions, false);
    const derived = Object.create(Passwork.prototype);
    attachMethods(derived, running, client, other, methodsOf(running, client, other, own), own);
    return derived;
  };
  define(instance, 'with', (given) => derive(services.with(given ?? {})), false);
  define(instance, 'readOnly', () => derive(services.with({}, { readOnly: true })), false);
  define(instance, 'diagnostics', (given) => diagnostics(running, client, services, options, given), false);
  Object.defineProperty(instance, 'generation', { get: () => running.summary(client).generation, configurable: true });
  for (const [symbol, inspect] of inspection(() => running.summary(client))) define(instance, symbol, inspect, false);
}

function methodsOf(running, client, services, options) {
  const of = (method) => {
    const own = way();
    const call = method.isImmediate ? running.now : running.later;
    const run = (...args) => call.call(running, client, services, options, method, args, own, run);
    return [method.name, run];
  };
  return new Map(running.methods.map(of).map(named));
}

const named = ([name, method]) => [name, Object.defineProperty(method, 'name', { value: name, configurable: true })];

// require('passwork-wasm') is the class; these make `{ Passwork }` and `default` of it work too.
define(Passwork, 'Passwork', Passwork, false);
define(Passwork, 'PassworkError', PassworkError, false);
define(Passwork, 'default', Passwork, false);
define(Passwork, 'selfCheck', selfCheck, false);
