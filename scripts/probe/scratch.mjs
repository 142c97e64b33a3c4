// Where the guesses are tried: two private vaults of their own, with made-up contents, which are deleted at the end.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { at, resultOf } from './session.mjs';

const ATTEMPTS = 3;

const made = () => randomBytes(12).toString('base64url');
export const bytes = (text) => new TextEncoder().encode(text);

export class Scratch {
  #session;
  #pause;
  /** Every vault that was asked for: {name, id}; without an id where no answer told it. */
  vaults = [];

  /** pause: milliseconds between attempts to clean up. */
  constructor(session, pause = 2000) {
    this.#session = session;
    this.#pause = pause;
    this.mark = `passwork-wasm probe ${randomBytes(3).toString('hex')}`;
  }

  async make() {
    for (const n of [1, 2]) {
      const vault = { name: `${this.mark} ${n}`, id: null };
      this.vaults.push(vault); // before it is asked for: the answer may be lost
      vault.id = await this.#session.need('a private vault', (passwork) => passwork.addVault(vault.name, true));
    }
    [this.first, this.second] = this.vaults.map(({ id }) => id);
  }

  async folder(vaultId = this.first, parent = undefined) {
    const folder = await this.#session.need('a folder', (passwork) => passwork.addFolder(vaultId, 'probe', parent));
    return folder.id;
  }

  /** A password with made-up contents: {id, password}. */
  async item({ files = 0, customs = 0 } = {}) {
    const password = made();
    const { id } = await this.#session.need('a password', (passwork) =>
      passwork.addPassword({
        vaultId: this.first,
        name: 'probe',
        password,
        custom: Array.from({ length: customs }, (_, n) => ({ name: `field ${n}`, value: made(), type: 'text' })),
        attachments: Array.from({ length: files }, (_, n) => ({ path: bytes(`file ${n}`), name: `file-${n}.txt` })),
      }),
    );
    return { id, password };
  }

  raw({ id }) {
    return this.#session.read(at`/items/${id}`);
  }

  /** Changes members of an item as the client would: with its vault, and its key where it has one. */
  async change(item, members) {
    const { vaultId, keyEncrypted } = await this.raw(item);
    const key = keyEncrypted ? { keyEncrypted } : {};
    return this.#session.request('PATCH', at`/items/${item.id}`, { vaultId, ...key, ...members });
  }

  /** A file as it lies on the server, ready to be sent again under another name. */
  async sealedFile(item, name) {
    const [{ id }] = (await this.raw(item)).attachments;
    const file = await this.#session.read(at`/items/${item.id}/attachment/${id}`);
    const { encryptedKey, encryptedData, hash } = file;
    return { name, encryptedKey, encryptedData, hash };
  }

  /** A shortcut in the item's own vault, where the same sealed key is right. */
  async shortcut(item, folderId = null) {
    const { vaultId, keyEncrypted } = await this.raw(item);
    const body = { itemId: item.id, vaultId, folderId, keyEncrypted: keyEncrypted || null };
    const answer = await this.#session.need('a shortcut', (passwork) => passwork.call('POST', '/shortcuts', body));
    return answer.id;
  }

  /** The key of an item, sealed for the second vault: the client seals it when it copies a shortcut there. */
  async keyForSecond(item) {
    const shortcut = await this.shortcut(item);
    const copy = await this.#session.need('a shortcut in another vault', (passwork) =>
      passwork.copyShortcut(shortcut, this.second, null),
    );
    const { keyEncrypted } = (await this.#session.read(at`/shortcuts/${copy}`)).shortcut;
    return keyEncrypted || undefined;
  }

  /** Deletes the vaults. What each deletion answered, and the names of the vaults that are still there, or may be. */
  async cleanUp(passwork) {
    const call = (method, where, payload) => resultOf(() => passwork.call(method, String(where), payload));
    const answers = new Map();
    let left = this.vaults;
    for (let n = 0; left.length && n < ATTEMPTS; n += 1) {
      if (n) await sleep(this.#pause);
      const still = [];
      for (const vault of left) {
        vault.id ??= await idByName(call, vault.name);
        if (vault.id) {
          const answer = await deleteVault(call, vault.id);
          if (!answers.has(vault)) answers.set(vault, answer);
        }
        if (!(await isGone(call, vault))) still.push(vault);
      }
      left = still;
    }
    return { answers: [...answers.values()], left: left.map(({ name }) => name) };
  }
}

/** Of a vault that was asked for, and whose answer was lost. */
async function idByName(call, wanted) {
  const { answer } = await call('GET', '/vaults');
  return listOf(answer).find((vault) => vault?.name === wanted)?.id ?? null;
}

/** A server may want a vault to be empty. */
async function deleteVault(call, id) {
  const first = await call('DELETE', at`/vaults/${id}`);
  if (first.ok || typeof first.status !== 'number') return first;
  for (const [list, one] of [
    ['/items', (item) => at`/items/${item}`],
    ['/folders', (folder) => at`/folders/${folder}`],
  ]) {
    const { answer } = await call('GET', list, { vaultId: id });
    // Only what says that it lies there: a filter may be passed over.
    for (const entry of listOf(answer)) if (entry?.vaultId === id) await call('DELETE', one(entry.id));
  }
  return call('DELETE', at`/vaults/${id}`);
}

/** Believed is what the server says when it is asked again. */
async function isGone(call, { id, name }) {
  if (id) return [403, 404].includes((await call('GET', at`/vaults/${id}`)).status);
  const { ok, answer } = await call('GET', '/vaults');
  return ok && !listOf(answer).some((vault) => vault?.name === name);
}

/** Lists come as {items} or bare. */
export const listOf = (answer) => {
  const list = Array.isArray(answer) ? answer : answer?.items;
  return Array.isArray(list) ? list : [];
};
