// Files of items.

const ITEM = ['<item>', 'Vault/Folder/Item, an id, or id:ID'];

export const ATTACHMENT = [
  {
    name: 'attachment',
    about: 'files of items',
    subcommands: [
      { name: 'ls', arguments: [ITEM], about: 'list the files of an item, a line each: id, name' },
      {
        name: 'get',
        arguments: [ITEM, ['[file...]', 'names or ids; without them, all']],
        about: 'fetch files of an item',
        options: [
          ['-o, --output <place>', 'a folder, a file, or - for stdout'],
          ['--force', 'replace files that are there'],
        ],
      },
      {
        name: 'put',
        arguments: [ITEM, ['<file>', 'a file of 5 MiB at most, or - for stdin']],
        about: 'attach a file to an item and print its id',
        options: [
          ['--name <name>', 'its name there'],
          ['--force', 'take away files of that name'],
        ],
      },
      {
        name: 'rm',
        arguments: [ITEM, ['<file>', 'its name or id']],
        about: 'delete a file of an item and print its id',
        options: [['-y, --yes', 'do not ask']],
      },
    ],
  },
];
