// Options that say which variables a command gives, for exec and env.

export const VARIABLES = [
  [
    '--env <name=reference>',
    'a variable, and the field that it gets: DB_PASSWORD=pw://Vault/Folder/Item/password',
    'list',
  ],
  // Node reads the file of a long --env-file too, wherever it stands before `--`; it does not know -f.
  ['-f, --env-file <file>', 'variables of a file NAME=VALUE; values that are a reference are resolved', 'list'],
  ['--password-id <ids>', 'items, each under its name: ids with commas between them', 'list'],
  ['--shortcut-id <ids>', 'shortcuts, in the same way', 'list'],
  ['--vault-id <ids>', 'all items of these vaults', 'list'],
  ['--folder-id <ids>', 'all items that lie in these folders, not below', 'list'],
  ['--tags <tags>', 'all items that have all of these tags', 'list'],
  ['--allow-empty', 'an empty password is no failure'],
];
