// The documents of a server of Passwork 7 before anything lies in its vaults.
import { KEY_PAIRS } from '../keys.mjs';
import { stableId } from '../random.mjs';

const COMPLEXITY = {
  minLength: 10,
  isDigitsRequired: true,
  isUppercaseRequired: true,
  isSpecialCharactersRequired: true,
};

/** A user with the keys that only a test server knows. */
function accountOf({ name, email, masterPassword }, index, { crypto, rounds, isSealed }) {
  const id = stableId(crypto, 'user', name);
  const profile = { id, login: name, email, fullName: name, isTwoFactorAuthEnabled: false };
  if (!isSealed) return { name, profile, publicKey: null };
  const { publicKey, privateKey } = KEY_PAIRS[Math.min(index, 1)];
  const masterKeyOptions = `pbkdf:sha256:${rounds}:64:${crypto.sha256(`salt:${name}`).slice(0, 20)}`;
  const masterKey = crypto.derive(masterPassword, masterKeyOptions);
  return {
    name,
    profile,
    masterPassword,
    masterKey,
    masterKeyOptions,
    masterKeyHash: crypto.sha256(masterKey),
    keys: { public: publicKey, privateEncrypted: crypto.seal(privateKey, masterKey) },
    privateKey,
  };
}

export function emptyDocuments(users, tools) {
  const accounts = users.map((user, index) => accountOf(user, index, tools));
  const idOf = (kind) => stableId(tools.crypto, 'passwork7', kind);
  const administrators = accounts.map(({ profile, keys }) => ({ id: profile.id, publicKey: keys?.public ?? null }));
  const type = (code, name, people) => ({ id: idOf(code), name, code, isEnabled: true, administrators: people });
  const role = (code, name, isDefault) => ({ id: idOf(code), code, name, isDefault });
  return {
    accounts,
    features: [{ name: 'vaultType' }, { name: 'bin' }],
    settings: {
      authPasswordComplexity: COMPLEXITY,
      masterPasswordComplexity: { ...COMPLEXITY, minLength: 12 },
      language: 'en',
    },
    roles: [role('user', 'User', true), role('administrator', 'Administrator', false)],
    types: [type('company', 'Company vault', administrators), type('privateShared', 'Private vault')],
  };
}
