// Who watches a client: hooks of the caller, and subscribers of Node's diagnostics channels. What they are told is written by the
// engine; here it is handed on.
import { builtIn } from './built-in.mjs';
import { PassworkError } from './error.mjs';
import { member } from './members.mjs';
import { elapsed } from './timers.mjs';

const CHANNELS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];
const found = new Map();

/** The tracing channels of that name, if anybody has subscribed to one of them. */
function watched(name) {
  const module = builtIn('diagnostics_channel');
  if (!module?.tracingChannel) return undefined;
  if (!found.has(name)) found.set(name, module.tracingChannel(`passwork-wasm:${name}`));
  const channels = found.get(name);
  // Not their sum `hasSubscribers`, which some runtimes lack.
  return CHANNELS.some((channel) => channels[channel].hasSubscribers) ? channels : undefined;
}

/** Runs something in the context that subscribers of `start` set. */
function begin(channels, event, run) {
  return channels.start.runStores(event, () => {
    try {
      return run();
    } finally {
      channels.end.publish(event);
    }
  });
}

function end(channels, event, failed) {
  if (failed) channels.error.publish(event);
  channels.asyncStart.publish(event);
  channels.asyncEnd.publish(event);
}

/** Adds members, unless somebody who was told has frozen the event. */
function add(event, members) {
  try {
    Object.assign(event, members);
  } catch {} // as above
}

let calls = 0;

/** Runs a call, and tells of it on `passwork-wasm:call`. */
export function observedCall(call, run) {
  const channels = watched('call');
  if (!channels) return run();
  calls += 1;
  const event = { id: calls, call, startedAt: Date.now() };
  const began = elapsed();
  const ended = (failure) => {
    add(event, { durationMs: elapsed() - began, ...failure });
    end(channels, event, failure !== undefined);
  };
  // Who waits for the answer gets one of its own, so that a failure that nobody handles is still one.
  return begin(channels, event, run).then(
    (value) => {
      ended();
      return value;
    },
    (error) => {
      // An agent of the caller's own may throw anything.
      ended({ kind: error instanceof PassworkError ? error.kind : 'agent', error });
      throw error;
    },
  );
}

/** A request, for `passwork-wasm:request`: one object from its beginning to its end, as tracing channels want it. */
class ObservedRequest {
  #channels = watched('request');
  #event;
  #hasBegun = false;

  constructor(event) {
    this.#event = { ...event };
  }

  /** Sends it. Only the first time: one that is redirected is still the same. */
  send(run) {
    if (!this.#channels || this.#hasBegun) return run();
    this.#hasBegun = true;
    return begin(this.#channels, this.#event, run);
  }

  end(event) {
    add(this.#event, event);
    if (this.#hasBegun) end(this.#channels, this.#event, event.kind !== undefined);
  }
}

/** Those who watch one client. `told`: what was said on the console. */
export class Observer {
  #hooks;
  #told;

  constructor(hooks, told) {
    this.#hooks = hooks;
    this.#told = told;
  }

  get isThere() {
    return (this.#hooks !== undefined && this.#hooks !== null) || watched('request') !== undefined;
  }

  started(event) {
    this.#tell('onRequest', event);
    return new ObservedRequest(event);
  }

  ended(request, event) {
    request.end(event);
    this.#tell('onResponse', event);
  }

  repeated(event) {
    this.#tell('onRetry', event);
  }

  renewed(durationMs, ok) {
    this.#tell('onTokenRefresh', { durationMs, ok });
  }

  #tell(name, event) {
    try {
      const hook = this.#hooks && member(this.#hooks, name);
      if (typeof hook !== 'function') return;
      const answer = hook.call(this.#hooks, Object.freeze(event)); // it was made for this hook
      // Nobody waits for it; what it rejects with would end a program.
      if (typeof answer?.then === 'function') answer.then(undefined, (error) => this.#report(error));
    } catch (error) {
      this.#report(error);
    }
  }

  /** Once a client: one that throws does so at each request. */
  #report(error) {
    if (this.#told.hook) return;
    this.#told.hook = true;
    try {
      console.error(error);
    } catch {} // a console of the page's own
  }
}
