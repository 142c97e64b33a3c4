// What one client brings from JavaScript: its fetch, its services, its listeners. The engine is handed this with every
// call and keeps no reference to it.
import { builtInFiles } from './files.mjs';
import { bytesOf, sourceKind } from './sources.mjs';

export class Host {
  /** The `request` of the caller's own agent. */
  agent = undefined;
  #fetch;
  #files;
  #record;
  #listeners = new Map();

  constructor(record, services) {
    this.#fetch = record.fetch;
    this.#files = services?.fileManager || builtInFiles();
  }

  /** Makes the caller's own agent, which alone sees the live options record. */
  makeAgent(record, services, instance) {
    if (!services?.agent) return;
    this.#record = record;
    this.agent = new services.agent(record, instance).request;
  }

  fetch() {
    return this.#fetch ?? globalThis.fetch;
  }

  askAgent(method, endpoint, body) {
    return Promise.resolve(this.agent[method](endpoint, body));
  }

  mirror(option, value) {
    Reflect.set(this.#record, option, value); // fails without a word where the agent has frozen it
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

  get canUseFs() {
    return Boolean(this.#files.canUseFs);
  }

  readFile(path) {
    const bytes = this.#files.readFile(path);
    if (sourceKind(bytes) !== 'bytes') throw new TypeError('fileManager.readFile must return bytes');
    return bytesOf(bytes);
  }

  baseName(path) {
    return String(this.#files.getFileBasename(path));
  }

  saveFile(path, bytes) {
    this.#files.saveToFile(path, bytes);
  }
}
