// The differences that code can show: where docs/migration.md has them, and one sentence. Which row is which: decisions.mjs.
const M = 'docs/migration.md#';
const ERRORS = `${M}errors`;
const ARGUMENTS = `${M}arguments`;
const SESSION = `${M}session`;
const FILES = `${M}attachments`;
const STAYS = `${M}what-stays-though-you-may-wonder`;
const UPGRADE = 'docs/upgrade-to-passwork-7.md#before';

export const RULES = {
  'error-text': [ERRORS, 'no error is a bare text now: compare `error.message`'],
  'error-class': [ERRORS, 'every error is an `Error` now, with the same fields'],
  'host-path': [ERRORS, 'a host without `/api/v4` may be asked which generation it is of'],
  'fields-again': [ARGUMENTS, 'the object is used again, and the call leaves it unchanged now'],
  'null-member': [ARGUMENTS, '`null` is refused where a text or a list belongs'],
  'custom-type': [ARGUMENTS, 'a custom field needs `name`, `value` and `type`, all texts'],
  'no-password': [ARGUMENTS, 'a new entry needs a `password`'],
  'result-back': [ARGUMENTS, 'a result is passed back: its `password` is stored now'],
  services: [ARGUMENTS, 'one of agent and file manager may be left out now'],
  'host-http': [SESSION, 'without `https`, a server that redirects there ends the login'],
  'files-lost': [FILES, 'a file that cannot be read or is too big rejects the call now'],
  'web-attachment': [FILES, 'it waits for the upload now'],
  'save-to': [FILES, "a new file is for its owner alone now (0600); a server's name stays in the folder"],
  'hash-md5': [STAYS, 'as before, this changes the hash in the header only'],
  inside: [STAYS, 'this inner module is not there'],
  '7:none': [UPGRADE, 'this method rejects with kind `unsupportedByServer`'],
  '7:agent': [UPGRADE, 'an own agent does not work: use an own `fetch`'],
};
