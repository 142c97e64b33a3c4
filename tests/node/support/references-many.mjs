// 93 items in three vaults, and a reference to each.
import { SECRET } from './references-scene.mjs';

export const ITEMS = 93;

/** 93 items in three vaults: 31 in each, a third of them in a folder in a folder, one with a file. */
export const many = { vaults: {}, folders: {}, items: {}, shortcuts: {} };
export const REFERENCES = [];
for (const vault of ['one', 'two', 'three']) {
  many.vaults[vault] = `Vault ${vault}`;
  many.folders[`${vault} outer`] = { name: 'Outer', at: [vault] };
  many.folders[`${vault} inner`] = { name: 'Inner', at: [vault, `${vault} outer`] };
}
for (let n = 0; n < ITEMS; n += 1) {
  const vault = ['one', 'two', 'three'][n % 3];
  const isDeep = n % 9 < 3;
  const at = isDeep ? [vault, `${vault} outer`, `${vault} inner`] : [vault];
  const files = n === 0 ? { 'key.pem': Buffer.from('the key') } : {};
  many.items[`item ${n}`] = {
    name: `Item ${n}`,
    at,
    password: `password ${n}`,
    custom: [{ name: '2FA', value: SECRET, type: 'totp' }],
    files,
  };
  REFERENCES.push(`pw://Vault ${vault}/${isDeep ? 'Outer/Inner/' : ''}Item ${n}/password`);
}
