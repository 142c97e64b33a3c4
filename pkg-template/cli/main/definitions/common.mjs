// Options that every command has. They may stand before and after its name.

/** About the connection. */
export const CONNECTION = [
  ['--host <address>', 'address of the server; without a scheme, https'],
  ['--profile <name>', 'a profile of config.json'],
  ['--api-version <number>', '4 (servers up to Passwork 6) or 7'],
  ['--ca <file>', 'certificates of the authorities that the server may be signed by'],
  ['--ssl-verify [file]', 'the same, as passwork-cli spells it'],
  ['--no-ssl-verify', 'certificates are not checked; warns each time'],
  ['--timeout <seconds>', 'limit for each request (30)'],
  ['--retry <number>', 'repetitions of what failed, where that is harmless (2)'],
  ['--token <token>', 'as passwork-cli spells it; better PASSWORK_TOKEN'],
  ['--refresh-token <token>', 'as passwork-cli spells it; better PASSWORK_REFRESH_TOKEN'],
  ['--master-key <key>', 'as passwork-cli spells it; better PASSWORK_MASTER_KEY'],
];

/** About what is printed. */
export const PRINTING = [
  ['--json', 'results and errors as JSON'],
  ['--debug', 'the requests, without secrets, and stacks of errors'],
  ['--no-color', 'no colours'],
];

export const EVERYWHERE = [...CONNECTION, ...PRINTING];
