// Commands that read.

const NEWLINE = ['-n, --no-newline', 'no line end after the value'];

export const READ = [
  {
    name: 'get',
    arguments: [['[item]', 'Vault/Folder/Item, an id, id:ID, or a reference pw://…']],
    about: 'print one value: of an item the password, of a reference what it names',
    options: [
      ['--field <name>', 'another field of the item'],
      ['--totp <name>', 'the code of a field with a TOTP secret'],
      NEWLINE,
      ['-o, --output <file>', 'into a file, for its owner alone, instead of stdout'],
      ['--force', 'replace a file that is there'],
      ['--allow-empty', 'an empty password is no failure'],
      ['--password-id <id>', 'an item, as passwork-cli spells it'],
      ['--shortcut-id <id>', 'a shortcut, as passwork-cli spells it'],
      ['--totp-code <name>', '--totp, as passwork-cli spells it'],
    ],
  },
  {
    name: 'show',
    arguments: [['<item>', 'Vault/Folder/Item, an id, or id:ID']],
    about: 'show an item to a person',
    options: [['--reveal', 'secrets too']],
  },
  {
    name: 'ls',
    arguments: [['[path]', 'Vault or Vault/Folder; without it, the vaults']],
    about: 'list what lies somewhere, a line each: id, kind, path',
    options: [['-r, --recursive', 'and everything below']],
  },
  {
    name: 'search',
    arguments: [['[text]', 'looked for in names, addresses and descriptions']],
    about: 'find items, a line each: id, kind, path',
    options: [
      ['--tag <tag>', 'only with this tag', 'list'],
      ['--color <number>', 'only with this colour', 'list'],
      ['--vault <vault>', 'only in this vault'],
      ['--shortcuts', 'shortcuts too'],
    ],
  },
  {
    name: 'totp',
    arguments: [
      ['<item>', 'Vault/Folder/Item, an id, id:ID, or a reference pw://…'],
      ['[field]', 'name of the field, where there are several'],
    ],
    about: 'print the code of the second factor',
    options: [NEWLINE, ['--fresh', 'wait for the next code if this one is good for less than 5 s']],
  },
];
