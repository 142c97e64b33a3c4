// What can be done with an item of a list: it is a password, a shortcut to one, or one that somebody has sent.

/** `edit`, `attach` and `history` are left out where there is no such thing. */
export function entryOf(passwork, { id, shortcut, inbox }) {
  if (inbox) {
    const at = inbox.id;
    return {
      read: async () => (await passwork.getInboxPassword(at)).password,
      ...(inbox.access !== 'read' && {
        edit: (fields) => passwork.editInboxPassword(at, fields),
        attach: (file) => passwork.addInboxPasswordAttachment(at, file),
      }),
      attachment: (attachmentId) => passwork.getInboxPasswordAttachment(at, attachmentId),
    };
  }
  if (shortcut) {
    const at = shortcut.id;
    return {
      read: () => passwork.getShortcutPassword(at),
      edit: (fields) => passwork.editShortcutPassword(at, fields),
      attach: (file) => passwork.addShortcutPasswordAttachment(at, file),
      attachment: (attachmentId) => passwork.getShortcutPasswordAttachment(at, attachmentId),
    };
  }
  return {
    read: () => passwork.getPassword(id),
    edit: (fields) => passwork.editPassword(id, fields),
    attach: (file) => passwork.addPasswordAttachment(id, file), // a File brings its name along
    attachment: (attachmentId) => passwork.getAttachment(id, attachmentId),
    history: passwork.generation === 7 && (() => passwork.getSnapshots(id)),
  };
}

/** A former state: it can only be looked at. */
export const snapshotOf = (passwork, { id }, snapshotId) => ({
  read: () => passwork.getSnapshot(id, snapshotId),
  attachment: (attachmentId) => passwork.getSnapshotAttachment(id, snapshotId, attachmentId),
});
