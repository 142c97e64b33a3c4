import type { AttachmentId, ItemEntry, PasswordChanges, Passwork, ShortcutEntry } from 'passwork-wasm';
import { locatedItem } from '../parameters/places';
import type { Context } from './types';

const ofItem = (passwork: Passwork, id: ItemEntry['id']) => ({
  id: String(id),
  read: () => passwork.getPassword(id),
  edit: (changes: PasswordChanges) => passwork.editPassword(id, changes),
  remove: () => passwork.deletePassword(id),
  share: (reusable: boolean, hours: number) => passwork.generatePasswordShareLink(id, reusable, hours),
  attach: (contents: Buffer, name: string) => passwork.addPasswordAttachment(id, contents, name),
  attachment: (file: AttachmentId) => passwork.getAttachment(id, file),
});

const ofShortcut = (passwork: Passwork, id: ShortcutEntry['id']) => ({
  id: String(id),
  read: () => passwork.getShortcutPassword(id),
  edit: (changes: PasswordChanges) => passwork.editShortcutPassword(id, changes),
  remove: () => passwork.deleteShortcut(id),
  share: (reusable: boolean, hours: number) => passwork.generateShortcutPasswordShareLink(id, reusable, hours),
  attach: (contents: Buffer, name: string) => passwork.addShortcutPasswordAttachment(id, contents, name),
  attachment: (file: AttachmentId) => passwork.getShortcutPasswordAttachment(id, file),
});

/** The item or shortcut that the node names, with the client's methods for it. */
export async function itemOf(context: Context) {
  const entry = await locatedItem(context);
  return entry.type === 'item' ? ofItem(context.passwork, entry.id) : ofShortcut(context.passwork, entry.id);
}
