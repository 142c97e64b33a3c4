// What can be done with an item of a list: it is a password, or a shortcut to one.

export function entryOf(passwork, { id, shortcut }) {
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
  };
}
