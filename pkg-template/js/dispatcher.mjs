// Whether somebody has set a dispatcher for Node's fetch (a proxy, an own CA, a mock). undici makes one by itself when
// `fetch` or `Headers` is first looked at, on newer Nodes even by `import 'node:http'`: that one says nothing.
import { builtIn } from './built-in.mjs';

/** Name of the global where Node's own fetch looks for its dispatcher: from undici 8 on another one than before. */
const placeOf = ({ undici }) => Symbol.for(`undici.globalDispatcher.${Number.parseInt(undici, 10) >= 8 ? 2 : 1}`);

let place;
let looked;
let lookedDispatch;
let found;

export function hasDispatcher() {
  place ??= placeOf(process.versions);
  const dispatcher = globalThis[place];
  if (dispatcher === undefined) return false;
  const { dispatch } = dispatcher;
  if (dispatcher !== looked || dispatch !== lookedDispatch) {
    [looked, lookedDispatch, found] = [dispatcher, dispatch, !isDefault(dispatcher) && !isNodesProxy(dispatcher)];
  }
  return found;
}

/** Number of prototypes of an object. */
function depth(object) {
  let count = 0;
  for (let at = Object.getPrototypeOf(object); at; at = Object.getPrototypeOf(at)) count += 1;
  return count;
}

/**
 * Whether it is an `Agent` of any undici without options, known by its parts: names get lost where undici was bundled.
 */
function isDefault(dispatcher) {
  try {
    const parts = new Map(Object.getOwnPropertySymbols(dispatcher).map((s) => [s.description, dispatcher[s]]));
    const base = Object.getPrototypeOf(Object.getPrototypeOf(dispatcher));
    return (
      // Agent, DispatcherBase, Dispatcher, EventEmitter, Object: no subclass, and nothing composed around it
      depth(dispatcher) === 5 &&
      dispatcher.dispatch === base.dispatch &&
      parts.has('clients') &&
      Object.values(parts.get('options')).every((value) => value === undefined || value === Infinity) &&
      !parts.get('maxRedirections') &&
      // the function that makes a Client or a Pool for each origin
      /\bconnections\s*===\s*1\b|\b1\s*===\s*\w+\.connections\b/.test(parts.get('factory'))
    );
  } catch {
    return false;
  }
}

/**
 * Whether Node made it for NODE_USE_ENV_PROXY; where Node's HTTP client follows that too, nothing is gained by fetch.
 */
function isNodesProxy(dispatcher) {
  const parts = Object.getOwnPropertySymbols(dispatcher).map((symbol) => symbol.description);
  if (!parts.includes('no proxy agent')) return false;
  const { env, execArgv, allowedNodeEnvironmentFlags } = process;
  if (['http', 'https'].some((name) => builtIn(name).globalAgent?.options?.proxyEnv)) return true;
  return (
    (env.NODE_USE_ENV_PROXY === '1' || `${execArgv} ${env.NODE_OPTIONS}`.includes('--use-env-proxy')) &&
    allowedNodeEnvironmentFlags.has('--use-env-proxy')
  );
}
