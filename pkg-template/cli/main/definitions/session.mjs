// Commands about who we are to the server.

export const SESSION = [
  {
    name: 'login',
    about: 'begin a session: asks, or takes the environment; prints a line for eval "$(passwork login)"',
    options: [['--shell <name>', 'the line for sh (bash, zsh, dash), fish, powershell, or as json']],
  },
  {
    name: 'logout',
    about: 'end the session of passwork login, and remove its file',
  },
  {
    name: 'status',
    alias: 'whoami',
    about: 'who we are, where, on which generation of servers, and until when',
  },
  {
    name: 'token',
    arguments: [['<refresh>', 'what to do: refresh']],
    about: 'renew the pair of tokens of the environment and print the new one: from then on the old one is dead',
    options: [
      ['--format <name>', 'json, env (lines NAME=value), or github (masked, into $GITHUB_ENV)'],
      ['--output', 'with --format github: into $GITHUB_OUTPUT instead'],
    ],
  },
];
