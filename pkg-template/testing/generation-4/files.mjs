// Files of a password, whichever way one comes to it.
import { notFound } from './failures.mjs';

/** Adds sealed files to those of a password, and gives what the password says of them. */
export function addFiles(view, password, files) {
  const list = files.map((file) => {
    const id = file.id ?? view.random.id();
    view.state.attachments[id] = { ...view.state.attachments[id], ...file, id, passwordId: password.id };
    return { id, name: file.name, encryptedKey: file.encryptedKey };
  });
  password.attachments = [...(password.attachments ?? []), ...list];
  return list;
}

export function showFile(view, password, id) {
  const own = (password.attachments ?? []).find((file) => file.id === id);
  if (!own) throw notFound('attachment');
  return { ...view.state.attachments[id], encryptedKey: own.encryptedKey };
}

export function dropFile(view, password, id) {
  showFile(view, password, id);
  password.attachments = password.attachments.filter((file) => file.id !== id);
  return true;
}
