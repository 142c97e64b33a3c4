// Commands that write.
import { EXIT } from '../../shared/index.mjs';

const ITEM = 'Vault/Folder/Item, an id, or id:ID';

const SECRET = [
  ['--password-stdin', 'the password from stdin, without the line end at its end'],
  ['--generate[=length]', 'a random password (24 characters)', 'inline'],
];

const FIELDS = [
  ['--field <field>', 'a field: NAME (asked for), NAME=@FILE, NAME=- (stdin), of type text NAME=VALUE', 'list'],
  ['--field-type <field>', 'NAME=text, NAME=password or NAME=totp; a new field is a password', 'list'],
];

const MEMBERS = [
  ['--login <login>', 'the login'],
  ['--url <address>', 'the address'],
  ['--description <text>', 'the description'],
  ['--tag <tag>', 'a tag; all that are given take the place of all that are there', 'list'],
  ['--color <number>', 'number of the colour, 0 for none'],
];

const CAREFUL = [
  ['--allow-empty', 'empty secrets are no failure'],
  ['--dry-run', 'only say what would change, and write nothing'],
];

export const WRITE = [
  {
    name: 'add',
    about: 'add an item and print its id; the password is asked for, or comes from an option',
    options: [
      ['--vault <vault>', 'the vault that it goes into'],
      ['--folder <path>', 'a folder of the vault, Folder or Folder/Folder'],
      ['--name <name>', 'its name'],
      ...MEMBERS,
      ...SECRET,
      ...FIELDS,
      ...CAREFUL,
    ],
  },
  {
    name: 'update',
    arguments: [['[item]', ITEM]],
    about: 'change an item and print its id; without options, its password is asked for',
    options: [
      ['--name <name>', 'another name'],
      ...MEMBERS,
      ['--password [value]', 'the password is asked for; with a value, as passwork-cli spells it'],
      ...SECRET,
      ...FIELDS,
      ['--unset-field <name>', 'take a field away', 'list'],
      ...CAREFUL,
      ['--tags <tags>', '--tag with commas, as passwork-cli spells it'],
      ['--custom-NAME <value>', '--field, as passwork-cli spells it', 'named'],
      ['--password-id <id>', 'an item, as passwork-cli spells it'],
      ['--shortcut-id <id>', 'a shortcut, as passwork-cli spells it'],
      ['--vault-id <id>', 'the vault that the item must be in'],
    ],
  },
  {
    name: 'rm',
    arguments: [['<item>', ITEM]],
    about: 'move an item to the bin, or delete a shortcut, and print its id',
    options: [['-y, --yes', 'do not ask']],
  },
  {
    name: 'generate',
    about: 'print a random password; nothing is sent or stored',
    options: [
      ['--length <number>', 'characters (24)'],
      ['--no-lower', 'no small letters'],
      ['--no-upper', 'no capital letters'],
      ['--no-digits', 'no digits'],
      ['--no-symbols', 'no other characters'],
      ['--symbols <characters>', 'these as other characters'],
      ['-n, --no-newline', 'no line end after the value'],
    ],
  },
  {
    name: 'rotate',
    arguments: [
      ['<item>', ITEM],
      [
        '[command...]',
        'what changes the password where it is used: by PASSWORK_OLD and PASSWORK_NEW in its environment',
      ],
    ],
    failure: EXIT.notStarted,
    passThrough: true,
    about:
      'give an item a new password when a command has changed it where it is used; neither is lost if anything fails',
    options: [
      ...SECRET,
      ['--resume', 'go on with the new password of a rotation that did not end; without a command, only store it'],
      ['--discard', 'forget that one; with a command, begin anew'],
      ['--allow-empty', 'an empty old password is no failure'],
    ],
  },
];
