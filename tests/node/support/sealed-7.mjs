// A world of the kit of Passwork 7 in the words of the server for users' tests: the sealed documents, nothing opened.

const users = ({ publicKey, ...profile }) => ({ profile, publicKey });

/** state: the kit's, after what a scenario changed in it. */
export function sealedOf(world, state) {
  const me = state.user.id;
  const owner = 'a'.repeat(24); // of the vaults that the user may not enter
  const own = {
    name: 'user',
    profile: state.user,
    publicKey: state.users[0].publicKey,
    keys: state.keys.keys,
    masterKeyOptions: state.masterKeyOptions,
    masterKeyHash: world.cse ? world.masterKeyHash : null,
    tokens: world.tokens,
  };
  return structuredClone({
    accounts: [own, ...state.users.slice(1).map(users)],
    features: state.features,
    settings: state.settings,
    roles: state.roles,
    types: state.vaultTypes,
    groups: state.groups,
    vaults: state.vaults.map(({ hidden, masterKeyEncrypted, ...vault }) => ({
      ...vault,
      keys: { [hidden ? owner : me]: masterKeyEncrypted },
    })),
    folders: state.folders,
    items: state.items,
    files: Object.values(state.files).map(({ owner, ...file }) => file),
    shortcuts: state.shortcuts,
    inbox: state.inbox.map((mail) => ({ id: mail.inbox.id, userId: me, ...mail })),
    snapshots: state.snapshots,
  });
}
