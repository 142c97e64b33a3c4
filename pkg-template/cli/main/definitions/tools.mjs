// Commands beside the daily ones.

export const TOOLS = [
  {
    name: 'api',
    arguments: [
      ['[method]', 'GET (the default), POST, PUT, PATCH or DELETE'],
      ['[endpoint]', 'a path below /api/v1: v1/items, /api/v1/items and /items are the same'],
    ],
    about: 'send a request to any address of Passwork 7, and print the answer as JSON',
    options: [
      ['--params <json>', 'parameters, an object: JSON, @FILE, or - for stdin'],
      ['--select <path>', 'only a part of the answer, as items[0].name; a text without quotes'],
      ['--method <method>', 'the method, as passwork-cli spells it'],
      ['--endpoint <endpoint>', 'the endpoint, as passwork-cli spells it'],
      ['--field <name>', 'a member of the answer, as passwork-cli spells it; better --select'],
    ],
  },
  {
    name: 'doctor',
    about: 'check the way to the server, a line each, and say what to do; never a secret',
  },
  {
    name: 'completion',
    arguments: [['<bash|zsh|fish>', 'the shell']],
    about: 'print the completion of a shell: eval "$(passwork completion bash)"',
  },
  {
    name: 'sandbox',
    about: 'a made-up server on this computer, to try things; prints its credentials, ends by Ctrl-C',
    options: [
      ['--generation <4|7>', 'which servers it is like: 4 (up to Passwork 6, the default) or 7'],
      ['--port <number>', 'where it listens (8420)'],
    ],
  },
];
