module.exports = async function passwordExamples(passwork, env) {
  const vaultId = env.EXAMPLE_VAULT;
  const item = await passwork.getPassword(env.EXAMPLE_PASSWORD);
  console.log(item.getPassword(), item.getCustoms());
  await passwork.getRecentPasswords();
  await passwork.getFavoritePasswords();
  await passwork.searchPasswords('pass');
  const fields = {
    vaultId,
    name: 'New password',
    login: 'somebody',
    password: 'a secret',
    folderId: null,
    tags: [],
    snapshot: null,
    color: '3',
    custom: [
      { name: 'Remark', value: 'text', type: 'text' },
      { name: 'PIN', value: '1234', type: 'password' },
      { name: '2FA', value: 'JBSWY3DPEHPK3PXP', type: 'totp' },
    ],
    attachments: [{ path: env.EXAMPLE_PASSWORD_ATTACHMENT, name: 'file.txt' }],
  };
  const made = await passwork.addPassword(fields);
  const { id } = await passwork.editPassword(made.id, { name: 'Other', login: 'other', password: 'other' });
  try {
    await passwork.addPasswordAttachment(id, env.EXAMPLE_PASSWORD_ATTACHMENT);
    const attachmentId = (await passwork.getPassword(id)).attachments[0].id;
    (await passwork.getAttachment(id, attachmentId)).saveTo('./', 'file.txt');
    await passwork.deletePasswordAttachment(id, attachmentId);
  } catch (error) {
    console.log(error);
  }
  const copy = await passwork.copyPassword(id, vaultId);
  const moved = await passwork.movePassword(copy, vaultId, env.EXAMPLE_FOLDER);
  await passwork.favoritePassword(moved);
  await passwork.unfavoritePassword(moved);
  await passwork.getPasswordSharingInfo(moved);
  await passwork.generatePasswordShareLink(moved);
  await passwork.deletePassword(moved);
  await passwork.deletePassword(id);
  await passwork.getInboxPasswordsCount();
  const [first] = await passwork.getInboxPasswords();
  if (first) await passwork.getInboxPassword(first.id);
};
