// The same contents as a server of Passwork 7 would hold them, sealed by the cryptography of the kit for it.
import { user2048 } from '../conformance-7/keys.mjs';
import { idOf, World } from '../conformance-7/world.mjs';
import { colleague, me, shortcuts, snapshots, vaults } from './contents.mjs';
import { MASTER_KEY_OPTIONS, MASTER_PASSWORD } from './world.mjs';

/** Of the form of real ones: 44 letters of base64. */
const token = (name) => `${`sandbox/${name}/token/`.padEnd(42, '+')}8=`;
const TOKENS = { access: token('access'), refresh: token('refresh') };

/** The pair as `login` takes it where an API key stood. */
export const TOKEN_PAIR = `${TOKENS.access}:${TOKENS.refresh}`;

/** Letters of the keys that API v4 made; the kit makes those of Passwork 7. */
const OLD_KEY = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!@#$%^';

const stamp = (day) => Date.parse(`${day}T09:00:00Z`) / 1000;

/** clientSideEncryption: with a master password, or without. */
export function buildSandboxWorld7({ clientSideEncryption = true } = {}) {
  const world = new World({
    name: clientSideEncryption ? 'sandbox' : 'sandbox-plain',
    tokens: TOKENS,
    cse: clientSideEncryption ? { masterPassword: MASTER_PASSWORD, options: MASTER_KEY_OPTIONS, pair: user2048 } : null,
  });
  const { state } = world;
  const [user, grace] = state.users;
  const ada = { login: 'ada', email: me.email, fullName: me.name };
  for (const one of [state.user, user, world.user]) Object.assign(one, ada);
  Object.assign(grace, { login: 'grace', email: 'grace@example.org', fullName: colleague.inbox.from });
  state.settings.version = '7.6.0';

  const names = [];
  const named = (name) => {
    names.push(name);
    return name;
  };

  const addItem = ({ id, name, changed, custom = [], attachments, color, ...fields }, place) => {
    const files = attachments?.map((a) => ({ id: named(a.id), title: a.name, bytes: a.bytes }));
    const key = place.keys === 'old' ? world.rnd.text(32, OLD_KEY) : undefined;
    const rest = { ...fields, url: fields.url ?? '', color: color ? Number(color) : 0 };
    world.item(named(id), {
      ...rest,
      vault: place.vault,
      folder: place.folder,
      title: name,
      key,
      customs: custom,
      files,
    });
  };
  const fill = (place, folders = [], passwords = []) => {
    for (const password of passwords) addItem(password, place);
    for (const { id, name, folders: inner, passwords: items } of folders) {
      world.folder(named(id), { vault: place.vault, parent: place.folder, title: name });
      fill({ ...place, folder: id }, inner, items);
    }
  };

  for (const { id, name, scope, keys, folders, passwords } of vaults) {
    world.vault(named(id), { title: name, type: scope === 'private' ? 'private' : 'company' });
    fill({ vault: id, folder: null, keys }, folders, passwords);
  }
  for (const { id, ...shortcut } of shortcuts) world.shortcut(named(id), shortcut);

  // Her vault is not in my list; I only got what she sent.
  world.vault(named(colleague.vault.id), { title: colleague.vault.name, type: 'private', hidden: true });
  addItem(colleague.password, { vault: colleague.vault.id, folder: null });
  world.inboxItem(named(colleague.inbox.id), { target: colleague.password.id });
  const [{ inbox }] = state.inbox;
  Object.assign(inbox.sender, { login: 'grace', fullName: colleague.inbox.from });
  inbox.createdAt = stamp('2026-08-15');

  for (const { id, of, custom = [], attachments, changed, ...rest } of snapshots) {
    const files = attachments?.map((a) => ({ id: named(a.id), title: a.name, bytes: a.bytes }));
    const by = { creator: { id: user.id, ...ada, hasAvatar: false, isDeleted: false }, createdAt: stamp(changed) };
    world.snapshot(named(id), { item: of, customs: custom, files, ...rest, ...by });
  }

  rename(world, names);
  return world;
}

/** Ids that can be typed by hand, the same as in the sandbox of API v4: the kit makes hashes of them. */
function rename(world, names) {
  const byHash = new Map(names.map((name) => [idOf(name), name]));
  const readable = (id) => byHash.get(id) ?? id;
  world.state = JSON.parse(
    JSON.stringify(world.state).replace(/"([0-9a-f]{24})"/g, (_, id) => JSON.stringify(readable(id))),
  );
  for (const known of ['plain', 'vaultKeys'])
    world[known] = new Map([...world[known]].map(([id, value]) => [readable(id), value]));
}
