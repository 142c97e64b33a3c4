// The place where a call was made. The stack of an error of ours shows that, and not how the engine came to it: an
// error is made when an answer has come, with frames of WebAssembly on the stack and nobody else.
import { isFresh } from './error.mjs';

const { captureStackTrace } = Error; // V8 and JavaScriptCore have it; elsewhere the stack stays what it is

/**
 * Number of calls of a process that remember their caller. Each costs 20 µs between answers of a server (2 in a loop of
 * nothing else): 1 % of the CPU of the first `getPassword(id)`, and 4 % once everything is compiled.
 */
const MAX_REMEMBERED = 1_000;

let remembered = 0;

/** Remembers who called `method`, which is on the stack. */
export function callSite(method) {
  if (!captureStackTrace || remembered >= MAX_REMEMBERED) return undefined;
  remembered += 1;
  const site = {};
  captureStackTrace(site, method);
  return site;
}

/**
 * The answer of a call; its error has the frames of that call. Where they were not remembered, they are those of the async
 * functions that wait for the answer, which engines find from within a reaction whose promise is waited for.
 */
export function located(answer, site) {
  const failed = (error) => {
    if (site) locate(error, site);
    else locateHere(error, failed);
    throw error;
  };
  return answer.then(undefined, failed);
}

/** Gives an error that was made for a call the frames of that call. */
function locate(error, site) {
  if (!isFresh(error)) return;
  const stack = stackOf(site);
  if (typeof stack !== 'string') return;
  const { name, message } = error;
  const value = `${name}: ${message}${stack.slice(ends(stack))}`;
  Object.defineProperty(error, 'stack', {
    __proto__: null,
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

/**
 * The stack in words, made here alone: by the program where it has its own idea of stacks (`Error.prepareStackTrace`).
 */
function stackOf(site) {
  try {
    return site.stack;
  } catch {
    return undefined;
  }
}

/** End of the first line of a stack. */
function ends(stack) {
  const at = stack.indexOf('\n');
  return at < 0 ? stack.length : at;
}

/** Gives an error on its way out of `method`, which is still on the stack, the frames of the caller. */
export function locateHere(error, method) {
  if (captureStackTrace && isFresh(error)) captureStackTrace(error, method);
}
