// Reads, opens and writes what there is.

/** On API v4. */
async function use4(client, { written }) {
  const password = await client.getPassword('pFull');
  const shown = [password.getPassword(), ...password.getCustoms().map((field) => field.getTotpCode?.().length)];
  const attachment = await client.getAttachment('pFull', 'aText');
  shown.push(attachment.getData().length);
  const ofDomain = await client.getPassword('pDomain');
  shown.push(ofDomain.getPassword());
  const inbox = await client.getInboxPassword('iNew');
  shown.push(inbox.password.getPassword());
  const file = new TextEncoder().encode(`${written}; `.repeat(4000));
  await client.addPassword({
    vaultId: 'vMain',
    password: written,
    custom: [{ name: written, value: written, type: 'text' }],
  });
  await client.addPasswordAttachment('pFull', file, 'large');
  await client.editPassword('pMin', { password: written });
  await client.movePassword('pDupA', 'vTarget');
  await client.addVault('new', true);
  await client.generatePasswordShareLink('pFull');
  return { shown, results: [password, attachment, ofDomain, inbox] };
}

/** On Passwork 7; `secrets`: what was made and handed out. */
async function use7(client, { written, ids }) {
  const password = await client.getPassword(ids.password);
  const shown = [password.getPassword(), ...password.getCustoms().map((field) => field.getTotpCode?.().length)];
  const attachment = await client.getAttachment(ids.password, ids.file);
  shown.push(new TextDecoder().decode(attachment.getData()).slice(0, 10));
  const ofShortcut = await client.getShortcutPassword(ids.shortcut);
  shown.push(ofShortcut.getPassword());
  const inbox = await client.getInboxPassword(ids.inbox);
  shown.push(inbox.password.getPassword());
  const snapshot = await client.getSnapshot(ids.password, ids.snapshot);
  shown.push(snapshot.getPassword());
  const [{ password: ofSeveral }] = await client.getPasswordsById([ids.another, ids.password]);
  shown.push(ofSeveral.getPassword());
  const made = await client.addPassword({
    vaultId: ids.vault,
    password: written,
    custom: [{ name: written, value: written, type: 'text' }],
  });
  const file = new TextEncoder().encode(`${written}; `.repeat(4000));
  await client.addPasswordAttachment(ids.password, file, 'large');
  const edited = await client.editPassword(ids.edited, { password: written });
  await client.movePassword(ids.moved, ids.vault);
  await client.addVault('new', true);
  const link = await client.generatePasswordShareLink(ids.password);
  const secrets = { 'code of the link': link.split('#code=')[1] };
  const results = [password, attachment, ofShortcut, inbox, snapshot, ofSeveral, made, edited];
  if (!crypto.subtle) return { shown, results, secrets }; // the key pair of a user is made by it
  const user = { login: 'new', email: 'new@example.org', fullName: 'New User', userRoleId: ids.role };
  const { password: login, masterPassword } = await client.createUser(user);
  return { shown, results, secrets: { ...secrets, 'password of the new user': login, masterPassword } };
}

export const use = (client, given) => (given.generation === 7 ? use7 : use4)(client, given);

/** Each is all that a client is used for. Of both generations. */
export const SHORT_USES = {
  'a login': () => {},
  'a password': async (client, { ids }) => (await client.getPassword(ids.password)).getPassword(),
  'its fields': async (client, { ids }) => (await client.getPassword(ids.password)).getCustoms(),
  'its codes': async (client, { ids }) =>
    (await client.getPassword(ids.password)).getCustoms().map((field) => field.getTotpCode?.()),
  'a file': (client, { ids }) => client.getAttachment(ids.password, ids.file),
  'contents of a file': async (client, { ids }) => (await client.getAttachment(ids.password, ids.file)).getData(),
  'several passwords': (client, { ids }) => client.getPasswordsById([ids.password, ids.edited]),
  'a search': (client) => client.searchPasswords('a'),
  'a new password': (client, { written, ids }) =>
    client.addPassword({
      vaultId: ids.vault,
      password: written,
      custom: [{ name: written, value: written, type: 'text' }],
    }),
  'a change': (client, { written, ids }) => client.editPassword(ids.edited, { password: written }),
  'a new vault': (client) => client.addVault('new', true),
  'a password, and another client': async (client, { P, url, ids }) => {
    (await client.getPassword(ids.password)).getPassword();
    return new P(url);
  },
};
