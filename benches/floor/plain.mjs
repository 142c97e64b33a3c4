// "Plain JavaScript on node:crypto", as a reader of the protocol would write it: the conformance kit's own primitives. The
// floor beside it is the same after a day of tuning.
import { unseal } from '../../tests/conformance/crypto.mjs';
import Floor from './client.mjs';

export default class Plain extends Floor {
  async getPassword(id) {
    const password = await super.getPassword(id);
    const { key } = password;
    password.getPassword = () => unseal(password.cryptedPassword, key);
    password.getCustoms = () =>
      password.custom.map(({ name, value, type }) => ({
        name: unseal(name, key),
        value: unseal(value, key),
        type: unseal(type, key),
      }));
    return password;
  }
}
