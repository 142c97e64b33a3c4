// The engine: compiled once, started on the first `new`, replaced after a trap.
import { createGlue } from 'passwork:glue';
import { PassworkError } from './error.mjs';
import { helpers } from './helpers.mjs';
import { unpack } from './lzma.mjs';
import { slot } from './slot.mjs';
import * as failures from './failures.mjs';
import * as sources from './sources.mjs';
import * as values from './values.mjs';

let current;

/** The running engine; a new one if there is none or the last one broke. */
export function engine() {
  if (!current || current.broken) current = new Engine();
  return current;
}

class Engine {
  /** The error that ended this engine, once there is one. */
  broken = undefined;
  /** The `reject` of every call under way. */
  #pending = new Set();
  #glue;
  #released;

  constructor() {
    this.#glue = createGlue(guarded(this), compiled());
    const makeError = (parts) => new PassworkError(parts);
    this.#glue.start({ ...values, ...sources, ...failures, ...helpers(this), makeError });
    // Where there is no registry, keys live as long as the engine.
    if (typeof FinalizationRegistry === 'function') {
      this.#released = new FinalizationRegistry((key) => {
        if (!this.broken) this.#glue.releaseKey(key);
      });
    }
  }

  client(record) {
    return new this.#glue.Client(record);
  }

  /** Name → function, for the methods of an instance. */
  methods(make) {
    const list = (immediate, kind) =>
      this.#glue.methodNames(immediate).map((name) => [name, named(name, make(name)[kind])]);
    return new Map([...list(false, 'later'), ...list(true, 'now')]);
  }

  /** A call that answers with a promise. It never throws. */
  later(client, host, name, args) {
    return new Promise((resolve, reject) => {
      if (this.broken) throw this.broken;
      const ended = (settle) => (value) => {
        this.#pending.delete(reject);
        settle(value);
      };
      this.#pending.add(reject);
      client.call(host, name, args, ended(resolve), ended(reject));
    });
  }

  /** A call that answers at once. */
  now(client, host, name, args) {
    return this.use(() => client.callNow(host, name, args));
  }

  close(client, host) {
    if (this.broken) return Promise.resolve(); // there is nothing left to wipe
    return this.later(client, host, 'close', []);
  }

  /** Anything synchronous that the engine is asked for. */
  use(ask) {
    if (this.broken) throw this.broken;
    return ask(this.#glue);
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
    const message = 'the engine stopped after an internal error; make a new Passwork. Please report this';
    this.broken ??= new PassworkError({ kind: 'engine', message, cause });
    for (const reject of this.#pending) reject(this.broken);
    this.#pending.clear();
    return this.broken;
  }
}

const named = (name, method) => Object.defineProperty(method, 'name', { value: name, configurable: true });

/** The module, compiled on first use: from the text that travels in the package, or as the platform gave it. */
function compiled() {
  if (slot.module) return slot.module;
  try {
    const packed = Uint8Array.from(atob(slot.engine), (c) => c.charCodeAt(0));
    slot.module = new WebAssembly.Module(unpack(packed));
  } catch (cause) {
    throw new PassworkError({ kind: 'engine', message: whyNot(), cause });
  }
  slot.engine = undefined; // 160 kB that nobody needs any more
  return slot.module;
}

function whyNot() {
  if (typeof WebAssembly !== 'object') {
    return 'passwork-wasm needs WebAssembly, which is switched off here (Lockdown Mode and some policies do that)';
  }
  return (
    "WebAssembly may not be compiled here. In a page or extension, add 'wasm-unsafe-eval' to script-src (or to " +
    'default-src) of the Content-Security-Policy'
  );
}

/**
 * WebAssembly for the glue, with every export guarded: a trap ends the engine, whoever called. The calls that the
 * runtime makes on its own (promise callbacks) must not throw into nowhere, so there the trap is told to the calls under
 * way and then swallowed.
 */
function guarded(running) {
  const Real = WebAssembly;
  const guard = (name, run) =>
    function (...args) {
      try {
        return run(...args);
      } catch (error) {
        if (!(error instanceof Real.RuntimeError)) throw error;
        const broken = running.break(error);
        if (/closure/.test(name)) return undefined;
        throw broken;
      }
    };
  function Instance(module, imports) {
    const { exports } = new Real.Instance(module, imports);
    const all = Object.entries(exports).map(([name, e]) => [name, typeof e === 'function' ? guard(name, e) : e]);
    return { exports: Object.fromEntries(all) };
  }
  return { Module: Real.Module, Instance };
}
