// Where a call was made. The stack of an error of ours shows that, and not how the engine came to it: an error is made when
// an answer has come, with frames of WebAssembly on the stack and nobody else.
import { isFresh } from './error.mjs';

const { captureStackTrace } = Error; // V8 and JavaScriptCore have it; elsewhere the stack stays what it is

/** Remembers who called `method`, which is on the stack; a microsecond or two. */
export function callSite(method) {
  if (!captureStackTrace) return undefined;
  const site = {};
  captureStackTrace(site, method);
  return site;
}

/** Gives an error that was made for a call the frames of that call. */
export function locate(error, site) {
  if (!site || !isFresh(error)) return;
  const { stack } = site; // put into words here, and only here
  if (typeof stack !== 'string') return; // a program may have its own idea of stacks (`Error.prepareStackTrace`)
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

/** Where the first line of a stack ends. */
function ends(stack) {
  const at = stack.indexOf('\n');
  return at < 0 ? stack.length : at;
}

/** The same of an error on its way out of `method`, which is still on the stack. */
export function locateHere(error, method) {
  if (captureStackTrace && isFresh(error)) captureStackTrace(error, method);
}
