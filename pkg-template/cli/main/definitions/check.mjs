// The command for who comes over from the original.

export const CHECK = [
  {
    name: 'check',
    failure: 2, // 1 says that something was found
    arguments: [['[file...]', 'files and folders (the working folder)']],
    about: 'tell what programs that use passwork-js may notice of this package',
    options: [
      ['--generation <4|7>', 'of the server: with 7, what it lacks counts too'],
      ['--write', 'change the one line of package.json'],
    ],
  },
];
