// An attachment out of nothing: a client in the mode without encryption, over an agent that needs no server.
import { fileHash, plainEncode } from '../../conformance/crypto.mjs';
import { Passwork } from './client.mjs';

/** `limits`: asked for by `client.with(limits)`. @returns {Promise<object>} what `getAttachment` gives for a file of that name with these bytes */
export function attachmentOf(bytes, name = 'name', services = {}, limits = undefined) {
  const file = {
    id: 'a',
    name,
    encryptedKey: '',
    encryptedData: plainEncode(Buffer.from(bytes).toString('base64')),
    hash: fileHash('sha256', bytes),
  };
  const answers = {
    'passwords/p': { id: 'p', vaultId: 'v' },
    'vaults/v': { id: 'v' },
    'passwords/p/attachment/a': file,
  };
  class Agent {
    request = { get: async (endpoint) => structuredClone(answers[endpoint.replace(/^\//, '')]) };
  }
  const client = new Passwork('host', { agent: Agent, ...services });
  return (limits ? client.with(limits) : client).getAttachment('p', 'a');
}
