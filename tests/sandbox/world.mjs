// The contents as a server of API v4 would hold them: sealed by the conformance kit's own
// cryptography (node:crypto), which shares no code with the package that is tried out here.
import { World } from '../conformance/world.mjs';
import { colleague, company, me, notifications, shortcuts, vaults } from './contents.mjs';

export const API_KEY = 'sandbox-api-key';
export const MASTER_PASSWORD = 'correct horse battery staple';

/** As current servers are configured; the many rounds are what a login really costs. */
export const MASTER_KEY_OPTIONS = 'pbkdf:sha256:300000:64:salt-of-the-sandbox';

const stamp = (day) => Date.parse(`${day}T09:00:00Z`) / 1000;

/** clientSideEncryption: with a master password, or without. */
export function buildSandboxWorld({ clientSideEncryption = true } = {}) {
  const world = new World(clientSideEncryption ? 'sandbox' : 'sandbox-plain', {
    apiKey: API_KEY,
    refreshTokens: true,
    version: { version: '6.5.0', legacySupport: false },
    ...(clientSideEncryption && {
      mode: 'master',
      masterPassword: MASTER_PASSWORD,
      mkOptions: MASTER_KEY_OPTIONS,
      rsaBits: 2048,
      rsaLabel: 'sandbox',
    }),
  });
  const { state } = world;
  delete state.user.unicodeName;
  Object.assign(state.user, me);
  state.domain.name = company;
  state.settings = { apiEnabled: true, clientSideEncryption, autoLogout: 30 };
  state.notifications = notifications;
  state.inboxNotifications = 1;
  state.activity = notifications.map((n, i) => ({ date: `2026-08-${15 - i}`, action: 'view', text: n.text }));

  for (const { folders = [], passwords = [], ...vault } of vaults) {
    world.vault({ keys: 'new', ...vault });
    fill(world, vault.id, null, folders, passwords);
  }
  for (const s of shortcuts) world.shortcut(s);

  const sender = world.vault(colleague.vault);
  addPassword(world, colleague.password, sender.id, null);
  Object.assign(world.inboxItem({ id: colleague.inbox.id, target: colleague.password.id }), {
    from: colleague.inbox.from,
    date: '2026-08-15T09:00:00+00:00',
  });
  sender.inboxOnly = true; // her vault is not in my list; I only got what she sent

  count(state);
  return world;
}

function fill(world, vault, parent, folders, passwords) {
  for (const p of passwords) addPassword(world, p, vault, parent);
  for (const { folders: inner = [], passwords: items = [], ...folder } of folders) {
    world.folder({ ...folder, vault, parent });
    fill(world, vault, folder.id, inner, items);
  }
}

function addPassword(world, { changed, ...fields }, vault, folder) {
  const stored = world.password({ ...fields, vault, folder });
  stored.lastPasswordUpdate = stamp(changed);
  stored.updatedAt = `${changed}T09:00:00+00:00`;
}

/** The amounts that servers show beside each name. */
function count({ vaults: all, folders, passwords }) {
  for (const v of all) {
    v.foldersAmount = folders.filter((f) => f.vaultId === v.id).length;
    v.passwordsAmount = passwords.filter((p) => p.vaultId === v.id).length;
  }
  for (const f of folders) {
    f.foldersAmount = folders.filter((g) => g.parentId === f.id).length;
    f.passwordsAmount = passwords.filter((p) => p.folderId === f.id).length;
  }
}
