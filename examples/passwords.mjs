// The life of a password: add, edit, attach, copy, move, share, delete. Only passwords that
// this program made itself are changed.
import { runInNode } from './support/run.mjs';
import { whereThere } from './support/there.mjs';

export async function passwords(passwork, env, log) {
  const { EXAMPLE_VAULT: vaultId, EXAMPLE_FOLDER: folderId } = env;

  const known = await passwork.getPassword(env.EXAMPLE_PASSWORD);
  log(`${known.name}: ${known.login} / ${hide(known.getPassword())}`);
  for (const custom of known.getCustoms() ?? []) {
    log(`  ${custom.name}: ${custom.getTotpCode ? `code ${custom.getTotpCode()}` : hide(custom.value)}`);
  }

  const names = (list) => list.map((p) => p.name).join(', ') || 'none';
  const recent = await whereThere('what was used lately', log, () => passwork.getRecentPasswords());
  if (recent) log(`Recent: ${names(recent)}`);
  log(`Favourites: ${names(await passwork.getFavoritePasswords())}`);
  log(`Found by "${known.name}": ${names(await passwork.searchPasswords(known.name))}`);
  if (known.url) log(`Found by its url: ${names(await passwork.searchPasswordsByUrl(known.url))}`);

  const made = await passwork.addPassword({
    vaultId,
    folderId: null,
    name: 'Example password',
    login: 'example-login',
    password: 'made up by an example',
    url: 'https://example.org',
    description: 'Deleted at the end of the example',
    color: '3',
    tags: ['example'],
    custom: [
      { name: 'Extra login', value: 'second-example', type: 'text' },
      { name: 'Extra password', value: 'also made up', type: 'password' },
      { name: 'Second factor', value: 'JBSWY3DPEHPK3PXP', type: 'totp' },
    ],
    attachments: [{ path: new TextEncoder().encode('attached while adding'), name: 'first.txt' }], // bytes, a Blob, or in Node a path
  });
  const mine = [made.id];
  try {
    log(`Added: ${made.name}, with ${made.attachments.length} attachment`);

    await passwork.editPassword(made.id, {
      name: 'Example password, edited',
      login: 'other-login',
      password: 'changed by an example',
    });
    const edited = await passwork.getPassword(made.id);
    log(`Edited: ${edited.name}, ${edited.login} / ${edited.getPassword()}`);

    await attachments(passwork, made.id, env, log);

    const copyId = await passwork.copyPassword(made.id, vaultId);
    mine.push(copyId);
    const moved = await whereThere('moving passwords', log, () => passwork.movePassword(copyId, vaultId, folderId));
    const copy = await passwork.getPassword(copyId);
    const same = copy.getPassword() === edited.getPassword();
    log(`Copied${moved ? ', and moved the copy into a folder' : ''}; it reads the same: ${same}`);

    await whereThere('marks of favourites', log, async () => {
      await passwork.favoritePassword(made.id);
      await passwork.unfavoritePassword(made.id);
      log('Was a favourite for a moment');
    });

    const sharing = await whereThere('who sees a password', log, () => passwork.getPasswordSharingInfo(made.id));
    if (sharing) log(`Who can see it: ${(sharing.users ?? []).map((u) => u.name ?? u).join(', ')}`);
    const link = await passwork.generatePasswordShareLink(made.id);
    log(`A link for one reader, for a day at most: ${hide(link)}`);
  } finally {
    for (const id of mine) await passwork.deletePassword(id);
    log(`Deleted: ${mine.length} passwords`);
  }

  await whereThere('the list of the inbox', log, () => inbox(passwork, log));
}

async function inbox(passwork, log) {
  log(`Sent to me: ${await passwork.getInboxPasswordsCount()}`);
  const [item] = await passwork.getInboxPasswords();
  if (item) {
    const { password } = await passwork.getInboxPassword(item.id);
    log(`  ${password.name}: ${password.login} / ${hide(password.getPassword())}`);
  }
}

async function attachments(passwork, id, env, log) {
  // addPasswordAttachment takes a path in Node, and bytes or a Blob everywhere.
  const file = env.EXAMPLE_PASSWORD_ATTACHMENT ?? new Blob(['attached later'], { type: 'text/plain' });
  await whereThere('adding to the files of a password', log, () =>
    passwork.addPasswordAttachment(id, file, 'second.txt'),
  );

  const { attachments: list } = await passwork.getPassword(id);
  for (const { id: attachmentId, name } of list) {
    const attachment = await passwork.getAttachment(id, attachmentId);
    const bytes = attachment.getData(); // in Node also attachment.saveTo('folder/')
    log(`Attachment ${name}: ${bytes.length} bytes`);
  }
  await whereThere('deleting files', log, async () => {
    await passwork.deletePasswordAttachment(id, list[0].id);
    log(`Deleted the attachment ${list[0].name}`);
  });
}

/** Secrets do not belong into terminals and logs, not even those of an example's reader. */
const hide = (text) => `(${text.length} characters)`;

await runInNode(import.meta, passwords, 'EXAMPLE_VAULT', 'EXAMPLE_FOLDER', 'EXAMPLE_PASSWORD');
