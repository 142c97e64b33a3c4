// The engine: compiled once, started on the first `new`, replaced after a trap and when it has become too large.
import { createGlue } from 'passwork:glue';
import * as packed from 'passwork:packed';
import { header, parseJson, readBody } from './answers.mjs';
import { named, webCrypto } from './built-in.mjs';
import { callSite, located, locateHere } from './call-site.mjs';
import * as crypto from './crypto.mjs';
import { makeError, PassworkError } from './error.mjs';
import * as loopRef from './event-loop-ref.mjs';
import * as failures from './failures.mjs';
import { callFetch, hangUp } from './fetch-call.mjs';
import { helpers } from './helpers.mjs';
import { writeJson } from './json.mjs';
import { observedCall } from './observer.mjs';
import { isWorkerd, pageAddress } from './runtime.mjs';
import { reshape } from './shapes.mjs';
import { shared } from './shared.mjs';
import { kernelsIn, simdKernels } from './simd.mjs';
import * as sources from './sources.mjs';
import { enter, leave, way } from './stack.mjs';
import { tasks } from './tasks.mjs';
import { elapsed, sleep, turn } from './timers.mjs';
import * as values from './values.mjs';

const [CONSTRUCTOR, CALL_OPTIONS, SUMMARY, DIAGNOSTICS] = [way(), way(), way(), way()];

/**
 * Most bytes of memory, which never shrinks: an engine that has more takes no new clients, and goes with its last one.
 */
const MAX_MEMORY_BYTES = 64 * 2 ** 20;

let current;
let retired;

/** The running engine. Starts one if none runs, or if the last one broke or has become too large. */
export function engine() {
  if (!current || current.broken) current = new Engine();
  else if (current.memory.buffer.byteLength > MAX_MEMORY_BYTES) {
    // What clients that were never closed have left there goes too.
    if (typeof FinalizationRegistry === 'function') {
      retired ??= new FinalizationRegistry((memory) => new Uint8Array(memory.buffer).fill(0));
      retired.register(current, current.memory);
    }
    current = new Engine();
  }
  return current;
}

/** An engine that is nobody's yet. */
export const freshEngine = () => new Engine();

class Engine {
  /** The error that ended this engine, once there is one. */
  broken = undefined;
  /** The failure of what the engine is being asked for, if an import threw that nobody had foreseen. */
  lost = undefined;
  memory = undefined;
  /** The `reject` of every call under way. */
  #pending = new Set();
  #glue;
  #released;

  constructor() {
    const module = compiled(); // first: where there is no WebAssembly, this says so
    const lose = (error) => {
      this.lost ??= unforeseen(error);
    };
    const [decoder, encoder] = [named('TextDecoder', 'util'), named('TextEncoder', 'util')];
    const glue = createGlue(guarded(this), module, decoder, encoder, CRYPTO, lose);
    this.#glue = glue;
    const { hasSimd, ...kernels } = simdKernels(kernelsIn(module), this.memory);
    this.hasSimd = hasSimd;
    // What was written with an import that failed is not sent.
    const send = (fetch, url, init, reads, line, observed) =>
      this.lost ? Promise.reject(this.lost) : callFetch(fetch, url, init, reads, line, observed);
    const own = {
      ...helpers(this),
      ...tasks(glue.runTask, glue.settle),
      callFetch: send,
      hangUp,
      header,
      readBody,
      pageAddress,
      parseJson,
      reshape,
      writeJson,
      elapsed,
      sleep,
      turn,
      makeError,
    };
    glue.start({ ...values, ...sources, ...failures, ...crypto, ...kernels, ...own }, isWorkerd());
    /** The methods, each at its number. */
    this.methods = glue.methodNames().map((name, number) => {
      return { name, number, isImmediate: glue.isImmediate(number), isOriginal: glue.isOriginal(number) };
    });
    // Where there is no registry, keys live as long as the engine.
    if (typeof FinalizationRegistry === 'function') {
      this.#released = new FinalizationRegistry((key) => {
        if (!this.broken) this.#glue.releaseKey(key);
      });
    }
  }

  client(record, given) {
    return this.use(CONSTRUCTOR, (glue) => new glue.Client(record, given));
  }

  /** Summary of a client for a console; an engine that broke cannot be asked for it. */
  summary(client) {
    return this.broken ? { engine: 'broken' } : this.use(SUMMARY, () => client.summary());
  }

  /** What a client tells of itself. */
  diagnostics(client, options, redact) {
    if (this.broken) return { engine: 'broken' };
    return this.use(DIAGNOSTICS, () => client.diagnostics(this.#usable(options), redact));
  }

  /** The options of calls. Of a constructor's options nothing is validated at once: bad ones fail the calls. */
  callOptions(given, isLenient) {
    try {
      return this.use(CALL_OPTIONS, (glue) => new glue.CallOptions(given));
    } catch (error) {
      // The end of the stack is no fault of the options.
      if (!isLenient || !(error instanceof PassworkError)) throw error;
      return error;
    }
  }

  #usable(options) {
    return options instanceof Error ? new this.#glue.CallOptions({}) : options;
  }

  /** A call that answers with a promise. It never throws. */
  later(client, services, options, ofMethod, args, way, method) {
    return observedCall(ofMethod.name, () => this.#later(client, services, options, ofMethod, args, way, method));
  }

  #later(client, services, options, { name, number }, args, way, method) {
    let hasBegun = false;
    let site;
    const answer = new Promise((resolve, reject) => {
      if (this.broken && name === 'close') return resolve(); // there is nothing left to wipe
      if (this.broken) throw this.broken;
      if (options instanceof Error && name !== 'close') throw options;
      enter(way);
      try {
        hasBegun = true;
        site = callSite(method);
        this.#begin(client, services, options, number, args, resolve, reject);
      } finally {
        leave(way);
      }
    });
    return hasBegun ? located(answer, site) : answer; // an error of the options shows where they were given
  }

  #begin(client, services, options, number, args, resolve, reject) {
    const end = () => this.#pending.delete(reject) && loopRef.end();
    const fulfilled = (value) => {
      end();
      if (this.lost) reject(this.lost);
      else resolve(value);
    };
    const rejected = (error) => {
      end();
      reject(this.lost ?? error);
    };
    this.#pending.add(reject);
    loopRef.begin();
    try {
      client.call(services, this.#usable(options), number, args, fulfilled, rejected);
    } catch (error) {
      rejected(error);
    }
  }

  /** A call that answers at once. */
  now(client, services, options, { number }, args, way, method) {
    return this.use(way, () => client.callNow(services, this.#usable(options), number, args), method);
  }

  /** Anything synchronous that the engine is asked for. The stack of its error begins where `method` was called. */
  use(way, ask, method) {
    if (this.broken) throw this.broken;
    enter(way);
    try {
      return ask(this.#glue);
    } catch (error) {
      locateHere(error, method);
      throw error;
    } finally {
      leave(way);
    }
  }

  /** Ties a key of the engine's table to an object: when that is garbage, the key is given back. */
  hold(key) {
    const held = { key };
    this.#released?.register(held, key);
    return held;
  }

  /** Keys that live results hold (for tests). */
  get keysHeld() {
    return this.#glue.keysHeld();
  }

  break(cause) {
    if (this.broken) return this.broken;
    const message = 'the engine stopped after an internal error; make a new Passwork. Please report this';
    this.broken = new PassworkError({ kind: 'engine', message, cause });
    // Nobody can ask this engine to forget its secrets any more. Not now: its frames may still be on the stack.
    Promise.resolve().then(() => new Uint8Array(this.memory.buffer).fill(0));
    for (const reject of this.#pending) {
      loopRef.end();
      reject(this.broken);
    }
    this.#pending.clear();
    return this.broken;
  }
}

/** How the engine came here, and the hash of its bytes as it was built. */
export const loaded = () => ({ loadedAs: form ?? 'module', engine: form ? __ENGINE_HASH__ : __MODULE_HASH__ });

let form;

/** The module, compiled on first use: from the text that travels in the package, or as the platform gave it. */
function compiled() {
  if (shared.module) return shared.module;
  try {
    shared.module = new WebAssembly.Module(packed.unpack(bytesOf(packed.text())));
  } catch (cause) {
    throw new PassworkError({ kind: 'engine', message: whyNot(), cause });
  }
  form = packed.FORM;
  packed.forget();
  return shared.module;
}

/** The bytes of a base64 text. (`Uint8Array.from` with a function takes twenty times as long.) */
function bytesOf(base64) {
  const text = named('atob', 'buffer')(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function whyNot() {
  if (typeof WebAssembly !== 'object') {
    return 'passwork-wasm needs WebAssembly, which is switched off here (Lockdown Mode and some policies do that)';
  }
  if (typeof EdgeRuntime === 'string') {
    return (
      'the Edge runtime compiles no WebAssembly from bytes. Use the Node.js runtime: ' +
      "the constant runtime = 'nodejs' of the route in Next.js, and the same in the configuration of the function elsewhere"
    );
  }
  if (isWorkerd()) {
    return "Workers compile no WebAssembly from bytes: bundle with the condition 'workerd' (wrangler does), which imports it";
  }
  if (typeof atob !== 'function')
    return 'passwork-wasm needs atob, which is missing here: a test environment took it away';
  return (
    "WebAssembly may not be compiled here. In a page or extension, add 'wasm-unsafe-eval' to script-src (or to " +
    'default-src) of the Content-Security-Policy'
  );
}

/** `crypto` for the glue, looked up whenever it is needed. */
const CRYPTO = {
  getRandomValues: (into) => webCrypto('getRandomValues').getRandomValues(into),
  subtle: {
    importKey: (...args) => webCrypto('subtle').subtle.importKey(...args),
    generateKey: (...args) => webCrypto('subtle').subtle.generateKey(...args),
    exportKey: (...args) => webCrypto('subtle').subtle.exportKey(...args),
    deriveBits: (...args) => webCrypto('subtle').subtle.deriveBits(...args),
    encrypt: (...args) => webCrypto('subtle').subtle.encrypt(...args),
    decrypt: (...args) => webCrypto('subtle').subtle.decrypt(...args),
  },
};

/**
 * WebAssembly for the glue, with every export guarded: a trap ends the engine, whoever called. The calls that the
 * runtime makes on its own (promise callbacks, finalizers) must not throw into nowhere, so there the trap is told to the
 * calls under way and then swallowed. A broken engine is never entered again.
 *
 * An exception in an import does not come as far (scripts/build/catch-imports.mjs). One that nobody had foreseen fails what the
 * engine was asked for: it was given nothing in the place of a value.
 */
function guarded(running) {
  const Real = WebAssembly;
  const guard = (name, run) => {
    const isQuiet = /closure|free$|^(runTask|settle)$/.test(name);
    const isInner = name.startsWith('__'); // the glue's own, called in the middle of others
    // Parameters of its own, as many as any export has: spreading runs code that a page may have replaced.
    return (a, b, c, d, e, f, g, h) => {
      const outer = running.lost;
      if (!isInner) running.lost = undefined;
      let failure = running.broken;
      try {
        if (!failure) {
          const result = run(a, b, c, d, e, f, g, h);
          failure = isInner ? undefined : running.lost;
          if (isQuiet || !failure) return result;
        }
      } catch (error) {
        failure = running.break(error);
      } finally {
        if (!isInner) running.lost = outer;
      }
      if (isQuiet) return []; // what the glue takes for `Ok(())`
      throw failure;
    };
  };
  function Instance(module, imports) {
    const { exports } = new Real.Instance(module, imports);
    running.memory = exports.memory;
    const all = Object.entries(exports).map(([name, e]) => [name, typeof e === 'function' ? guard(name, e) : e]);
    return { exports: Object.fromEntries(all) };
  }
  return { Module: Real.Module, Instance };
}

/** The error for a throw where nothing may throw. A RangeError stays itself: the end of the stack is not a fault. */
function unforeseen(cause) {
  if (cause instanceof RangeError) return cause;
  const message = 'a function that the client needs has thrown: was one of JavaScript replaced? See the cause';
  return new PassworkError({ kind: 'usage', message, cause });
}
