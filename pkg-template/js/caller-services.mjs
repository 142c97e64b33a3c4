// Services that one client brings from JavaScript: its fetch, its file manager, its agent, its listeners, the options
// of its calls. The engine is handed them with every call and keeps no reference to them.
import { PassworkError } from './error.mjs';
import { builtInFiles } from './files.mjs';
import { fetchBy, isByAgent } from './http-agent.mjs';
import { member } from './members.mjs';
import { NodeFiles } from './node-files.mjs';
import { Observer } from './observer.mjs';
import { platformFetch, route } from './route.mjs';
import { agentOf, fileManagerOf, saveBy } from './services.mjs';
import { abortionOf, reasonOf } from './signals.mjs';
import { bytesOf, sourceKind } from './sources.mjs';
import { forever } from './timers.mjs';
import * as tokenStore from './token-store.mjs';

export class CallerServices {
  /** The caller's own agent. */
  agent = undefined;
  #fetch;
  #files;
  #record;
  #told = {};
  #listeners = new Map();
  #observer;
  #callOptions;
  #tokenStore;
  #Agent;

  constructor(record, services) {
    this.#Agent = agentOf(services);
    this.#fetch = member(record, 'fetch');
    const httpAgent = member(record, 'httpAgent') ?? undefined;
    if (httpAgent !== undefined) this.#fetch = fetchBy(httpAgent, this.#fetch);
    this.#tokenStore = member(record, 'tokenStore');
    this.#files = fileManagerOf(services) || builtInFiles();
    this.#setCallOptions(callOptionsOf(record, this.#Agent));
  }

  #setCallOptions(options) {
    this.#callOptions = options;
    this.#observer = new Observer(options.hooks, this.#told);
  }

  /** Makes the caller's own agent, which alone sees the live options record. */
  makeAgent(record, instance) {
    const Agent = this.#Agent;
    if (!Agent) return;
    this.#record = record;
    this.agent = new Agent(record, instance);
  }

  /**
   * Services of the same client with other options of calls; what is not given stays as it is, and what only reads, too.
   * `ours`: options that are no names of the caller's.
   */
  with(options, ours) {
    const [own, given] = [this.#callOptions, { ...callOptionsOf(options, this.agent), ...ours }];
    const other = new CallerServices({}, null);
    other.agent = this.agent;
    other.#fetch = this.#fetch;
    other.#tokenStore = this.#tokenStore;
    other.#files = this.#files;
    other.#record = this.#record;
    other.#told = this.#told;
    other.#listeners = this.#listeners;
    // What is no boolean is refused; it must not be taken for one that allows to write.
    const readOnly = (own.readOnly ?? false) === false ? given.readOnly : own.readOnly;
    other.#setCallOptions({ ...own, ...given, readOnly });
    return other;
  }

  get callOptions() {
    return this.#callOptions;
  }

  fetch() {
    return this.#fetch ?? (route() && platformFetch);
  }

  /** By what requests leave. */
  get route() {
    if (this.agent) return 'an agent of the caller';
    if (isByAgent(this.#fetch)) return "Node's HTTP client and the agent of the options";
    return this.#fetch ? 'the fetch of the options' : route();
  }

  /** Debug output: by what requests leave, where it has changed. Not `console.log`, whose lines are the original's. */
  tellRoute() {
    const way = this.route;
    if (way !== this.#told.way) console.debug(`passwork-wasm: requests leave by ${way}`);
    this.#told.way = way;
  }

  askAgent(method, endpoint, body) {
    const { request } = this.agent;
    if (typeof request?.[method] !== 'function') {
      const message = `services.agent: the instance must have a function request.${method}`;
      throw new PassworkError({ kind: 'usage', message });
    }
    return Promise.resolve(request[method](endpoint, body));
  }

  setAgentOption(option, value) {
    try {
      Reflect.set(this.#record, option, value); // fails without a word where the agent has frozen it
    } catch {} // a setter of the agent's
  }

  listen(event, listener) {
    if (typeof listener !== 'function') return false;
    const list = this.#listeners.get(event);
    if (list) list.push(listener);
    else this.#listeners.set(event, [listener]);
    return true;
  }

  listeners(event) {
    return [...(this.#listeners.get(event) ?? [])];
  }

  /** Reason why the caller's signal is aborted, if it is. */
  aborted() {
    return reasonOf(this.#callOptions.signal);
  }

  abortion() {
    const { signal } = this.#callOptions;
    return signal ? abortionOf(signal) : forever();
  }

  progress(done, total) {
    try {
      this.#callOptions.onProgress?.({ done, total });
    } catch (error) {
      report(error); // a listener of the caller does not break the job that it listens to
    }
  }

  get isObserved() {
    return this.#observer.isThere;
  }

  requestStarted(event) {
    return this.#observer.started(event);
  }

  requestEnded(request, event) {
    this.#observer.ended(request, event);
  }

  requestRepeated(event) {
    this.#observer.repeated(event);
  }

  sessionRenewed(milliseconds, ok) {
    this.#observer.renewed(milliseconds, ok);
  }

  get hasTokenStore() {
    return tokenStore.isStore(this.#tokenStore);
  }

  loadTokens() {
    return tokenStore.load(this.#tokenStore);
  }

  saveTokens(pair) {
    return tokenStore.save(this.#tokenStore, pair);
  }

  beginLock() {
    return tokenStore.lock(this.#tokenStore);
  }

  lockEntered(lock) {
    return lock.entered;
  }

  leaveLock(lock) {
    lock.leave();
  }

  lockLeft(lock) {
    return lock.left;
  }

  get canUseFs() {
    try {
      return Boolean(this.#files.canUseFs);
    } catch {
      return false;
    }
  }

  readFile(path, most) {
    if (this.#files instanceof NodeFiles) return this.#files.readFile(path, most);
    const bytes = this.#files.readFile(path); // a caller's own reads whole files
    if (sourceKind(bytes) !== 'bytes') throw new TypeError('fileManager.readFile must return bytes');
    return bytesOf(bytes);
  }

  baseName(path) {
    return String(this.#files.getFileBasename(path));
  }

  get hasWindowsNames() {
    return this.#files instanceof NodeFiles && this.#files.onWindows;
  }

  saveFile(path, bytes, byServer) {
    if (this.#files instanceof NodeFiles) this.#files.saveToFile(path, bytes, byServer);
    else saveBy(this.#files, path, bytes); // a caller's own knows nothing else
  }
}

const CALL_OPTIONS = ['signal', 'timeout', 'totalTimeout', 'retry', 'concurrency', 'onProgress'];
/** Those that an agent of the caller's own may have under the same name: where there is one, they are its own. */
const NOT_OF_AGENTS = ['hooks', 'readOnly'];

function callOptionsOf(given, agent) {
  const names = agent ? CALL_OPTIONS : [...CALL_OPTIONS, ...NOT_OF_AGENTS];
  return Object.fromEntries(
    names.map((name) => [name, member(given, name)]).filter(([, value]) => value !== undefined),
  );
}

function report(error) {
  try {
    console.error(error);
  } catch {} // a console of the page's own
}
