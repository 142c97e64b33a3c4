// The floor: the jobs of the bench, and nothing else, by hand on what is native. No session, no errors, no leniency, one
// read of the vault per call: what a careful programmer gets without WebAssembly.
import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileHash, open, openText, randomText, seal, sealText, textHash } from './crypto.mjs';

export default class Floor {
  constructor(options) {
    this.host = typeof options === 'string' ? options : options.host;
    this.token = '';
    this.key = '';
    this.keyHash = '';
    this.opened = new Map(); // keys, by their sealed text
  }

  async request(method, endpoint, body) {
    const headers = { 'Passwork-Auth': this.token, 'Passwork-MasterHash': this.keyHash };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const json = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const response = await fetch(this.host + endpoint, { method, headers, body: json });
    return JSON.parse(await response.text()).data;
  }

  get(endpoint) {
    return this.request('GET', endpoint);
  }

  async login(apiKey, masterPassword) {
    await this.get('/info/version');
    const data = await this.request('POST', `/auth/login/${apiKey}`, { useMasterPassword: true });
    this.token = data.token;
    const { mkOptions } = await this.get('/user/get-master-key-options');
    const [, , iterations, bytes, salt] = mkOptions.split(':');
    const encoder = new TextEncoder();
    const base = await crypto.subtle.importKey('raw', encoder.encode(masterPassword), 'PBKDF2', false, ['deriveBits']);
    const rule = { name: 'PBKDF2', hash: 'SHA-256', salt: encoder.encode(salt), iterations: Number(iterations) };
    this.key = Buffer.from(await crypto.subtle.deriveBits(rule, base, bytes * 8)).toString('base64');
    this.keyHash = textHash(this.key);
    this.opened.clear();
    return data;
  }

  open(sealed, key) {
    let text = this.opened.get(sealed);
    if (text === undefined) {
      text = openText(sealed, key);
      this.opened.set(sealed, text);
    }
    return text;
  }

  vaultKey(vault) {
    return this.open(vault.vaultPasswordCrypted, this.open(vault.domainMaster, this.key));
  }

  keyOf(password, vault) {
    const vaultKey = this.vaultKey(vault);
    return password.cryptedKey ? openText(password.cryptedKey, vaultKey) : vaultKey;
  }

  async getPassword(id) {
    const password = await this.get(`/passwords/${id}`);
    const vault = await this.get(`/vaults/${password.vaultId}`);
    const key = this.keyOf(password, vault);
    password.getPassword = () => openText(password.cryptedPassword, key);
    password.getCustoms = () =>
      password.custom.map(({ name, value, type }) => ({
        name: openText(name, key),
        value: openText(value, key),
        type: openText(type, key),
      }));
    Object.defineProperty(password, 'key', { value: key });
    return password;
  }

  async getAttachment(passwordId, attachmentId) {
    const { key } = await this.getPassword(passwordId);
    const attachment = await this.get(`/passwords/${passwordId}/attachment/${attachmentId}`);
    attachment.getData = () => {
      const fileKey = openText(attachment.encryptedKey, key);
      const bytes = Buffer.from(open(attachment.encryptedData, fileKey).latin1Slice(), 'base64');
      if (fileHash(bytes) !== attachment.hash) throw new Error('hashes differ');
      return bytes;
    };
    return attachment;
  }

  async addPasswordAttachment(passwordId, file, name = null) {
    const { key } = await this.getPassword(passwordId);
    const bytes = await fs.readFile(file);
    const fileKey = randomText(100);
    const sealed = seal(bytes.toString('base64'), fileKey);
    const around = {
      encryptedKey: sealText(fileKey, key),
      encryptedData: '',
      hash: fileHash(bytes),
      name: name || path.basename(file),
    };
    const [before, after] = JSON.stringify(around).split('"encryptedData":"');
    const body = Buffer.concat([Buffer.from(`${before}"encryptedData":"`), sealed, Buffer.from(after)]);
    return this.request('POST', `/passwords/${passwordId}/attachment`, body);
  }

  async getPasswords(vaultId) {
    const list = await this.get(`/vaults/${vaultId}/passwords`);
    return list.sort((a, b) => a.name.localeCompare(b.name));
  }

  /** As many in flight as there are lanes. */
  async copyFolder(folderId, vaultTo, folderTo = null, lanes = 8) {
    const folder = await this.get(`/folders/${folderId}`);
    const source = await this.get(`/vaults/${folder.vaultId}`);
    const target = await this.get(`/vaults/${vaultTo}`);
    const [entries] = await Promise.all([
      this.get(`/folders/${folderId}/passwords`),
      this.get(`/folders/${folderId}/children`),
    ]);
    entries.sort((a, b) => a.name.localeCompare(b.name));
    const read = [];
    const waiting = entries.entries();
    const lane = async () => {
      for (const [i, entry] of waiting) read[i] = await this.get(`/passwords/${entry.id}`);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    const targetKey = this.vaultKey(target);
    const body = { folderId, vaultTo, folderTo, cryptedPasswords: {}, cryptedKeys: {}, custom: {}, attachments: {} };
    for (const password of read) {
      const key = this.keyOf(password, source);
      body.cryptedPasswords[password.id] = sealText(openText(password.cryptedPassword, key), key);
      body.cryptedKeys[password.id] = sealText(key, targetKey);
      body.custom[password.id] = password.custom.map(({ name, value, type }) => ({
        name: sealText(openText(name, key), key),
        value: sealText(openText(value, key), key),
        type: sealText(openText(type, key), key),
      }));
    }
    return this.request('POST', `/folders/${folderId}/copy`, { ...body, shortcuts: {} });
  }
}
