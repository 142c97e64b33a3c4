// The baseline's client: superagent, one request after the other, each method reading everything that it needs anew.
const fs = require('node:fs');
const path = require('node:path');
const superagent = require('superagent');
const pbkdf2 = require('pbkdf2');
const c = require('./crypto.cjs');

module.exports = class Baseline {
  constructor(options) {
    const host = typeof options === 'string' ? options : options.host;
    this.options = { host, token: '', masterPassword: false };
  }

  request(method, endpoint, body) {
    const { host, token, masterPassword } = this.options;
    return superagent[method](host + endpoint)
      .set('Passwork-Auth', token)
      .set('Passwork-MasterHash', c.hash(masterPassword))
      .send(body)
      .then((response) => response.body.data);
  }

  get(endpoint) {
    return this.request('get', endpoint);
  }

  async login(apiKey, masterPassword) {
    this.options.masterPassword = masterPassword;
    await this.get('/info/version');
    const data = await this.request('post', `/auth/login/${apiKey}`, { useMasterPassword: true });
    this.options.token = data.token;
    const { mkOptions } = await this.get('/user/get-master-key-options');
    const [, digest, iterations, bytes, salt] = mkOptions.split(':');
    this.options.masterPassword = await new Promise((resolve, reject) => {
      pbkdf2.pbkdf2(masterPassword, salt, Number(iterations), Number(bytes), digest, (error, key) =>
        error ? reject(error) : resolve(key.toString('base64')),
      );
    });
    return data;
  }

  vaultKey(vault) {
    return c.decrypt(vault.vaultPasswordCrypted, c.decrypt(vault.domainMaster, this.options.masterPassword));
  }

  passwordKey(password, vault) {
    return c.decrypt(password.cryptedKey, this.vaultKey(vault));
  }

  async getPassword(id) {
    const password = await this.get(`/passwords/${id}`);
    const vault = await this.get(`/vaults/${password.vaultId}`);
    const key = this.passwordKey(password, vault);
    password.getPassword = () => c.decrypt(password.cryptedPassword, key);
    password.getCustoms = () =>
      password.custom.map((field) => ({
        name: c.decrypt(field.name, key),
        value: c.decrypt(field.value, key),
        type: c.decrypt(field.type, key),
      }));
    return password;
  }

  async getAttachment(passwordId, attachmentId) {
    const password = await this.getPassword(passwordId);
    const vault = await this.get(`/vaults/${password.vaultId}`);
    const attachment = await this.get(`/passwords/${passwordId}/attachment/${attachmentId}`);
    const key = this.passwordKey(password, vault);
    attachment.getData = () => {
      const fileKey = c.decrypt(attachment.encryptedKey, key);
      const text = c.base64Decode(c.decrypt(attachment.encryptedData, fileKey));
      if (c.hash(text) !== attachment.hash) throw new Error('hashes differ');
      return c.textToBytes(text);
    };
    return attachment;
  }

  async addPasswordAttachment(passwordId, file, name = null) {
    const password = await this.getPassword(passwordId);
    const vault = await this.get(`/vaults/${password.vaultId}`);
    const key = this.passwordKey(password, vault);
    const text = c.bytesToText(fs.readFileSync(file));
    const fileKey = c.randomText(100);
    return this.request('post', `/passwords/${passwordId}/attachment`, {
      encryptedKey: c.encrypt(fileKey, key),
      encryptedData: c.encrypt(c.base64Encode(text), fileKey),
      hash: c.hash(text),
      name: name || path.basename(file),
    });
  }

  async getPasswords(vaultId) {
    const list = await this.get(`/vaults/${vaultId}/passwords`);
    return list.sort((a, b) => a.name.localeCompare(b.name));
  }

  async copyFolder(folderId, vaultTo, folderTo = null) {
    const folder = await this.get(`/folders/${folderId}`);
    const source = await this.get(`/vaults/${folder.vaultId}`);
    const target = await this.get(`/vaults/${vaultTo}`);
    const entries = (await this.get(`/folders/${folderId}/passwords`)).sort((a, b) => a.name.localeCompare(b.name));
    await this.get(`/folders/${folderId}/children`);
    const body = { folderId, vaultTo, folderTo, cryptedPasswords: {}, cryptedKeys: {}, custom: {}, attachments: {} };
    for (const { id } of entries) {
      const password = await this.getPassword(id);
      const key = this.passwordKey(password, source);
      body.cryptedPasswords[id] = c.encrypt(password.getPassword(), key);
      body.cryptedKeys[id] = c.encrypt(key, this.vaultKey(target));
      body.custom[id] = password.getCustoms().map((field) => ({
        name: c.encrypt(field.name, key),
        value: c.encrypt(field.value, key),
        type: c.encrypt(field.type, key),
      }));
    }
    return this.request('post', `/folders/${folderId}/copy`, { ...body, shortcuts: {} });
  }
};
