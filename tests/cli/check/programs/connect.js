module.exports = async function connectExample(passwork, Client) {
  const vaultId = await passwork.addVault('For one connection', true);
  const { id } = await passwork.addPassword({ vaultId, login: 'ftp', password: 'a secret', url: 'ftp.example.com' });
  const { url, login, getPassword: pwd } = await passwork.getPassword(id);
  const ftp = new Client();
  await ftp.connect({ host: url, user: login, password: pwd() });
  await ftp.login('nothing of ours');
  await passwork.deletePassword(id);
  await passwork.deleteVault(vaultId);
};
