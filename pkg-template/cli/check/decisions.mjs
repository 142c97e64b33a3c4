// Every row of docs/migration.md: the rule that sees it, or why code does not show it. For tests and for who adds a row; nothing of
// this is in the package.

/** The rows behind each rule. A row without a number is named by how it begins. */
export const ROWS = {
  'error-text': ['D3'],
  'error-class': ['D2'],
  'host-path': ['every host is the address'],
  'fields-again': ['D16', 'D53'],
  'null-member': ['D19'],
  'custom-type': ['D19'],
  'no-password': ['D19'],
  'result-back': ['D45'],
  services: ['D38'],
  'host-http': ['D46'],
  'files-lost': ['D20'],
  'web-attachment': ['D21'],
  'save-to': ['D22', 'D44'],
  'hash-md5': ['K1'],
};

/** Rules beside the tables: the sentence below them, and what docs/upgrade-to-passwork-7.md says. */
export const BESIDE = ['inside', '7:none', '7:agent'];

const SERVER = 'the answer of the server decides';
const VALUE = 'the value decides, when the program runs';
const FAILED = 'it failed before: no program that works does it';
const BETTER = 'nothing that worked comes out otherwise, so that there is nothing to look at';
const NEW = 'the original has nothing like it';
const STAYS = 'it stays as it was';

export const NOT_IN_CODE = {
  D1: BETTER,
  D4: BETTER,
  D7: SERVER,
  D30: SERVER,
  D31: SERVER,
  D32: SERVER,
  D33: SERVER,
  D48: SERVER,
  'a host with another scheme': FAILED,
  D29: VALUE,
  D39: FAILED,
  D37: FAILED,
  D6: VALUE,
  D5: BETTER,
  'lists of any length': VALUE,
  'members added to `Object.prototype`': BETTER,
  D11: SERVER,
  D41: 'who logs out, or whose login fails, and goes on was mostly refused by the server; the server decides',
  D52: VALUE,
  D51: NEW,
  D12: 'who goes on after `logout()` was refused by the server, and is now',
  D9: SERVER,
  D10: SERVER,
  D8: SERVER,
  D13: BETTER,
  D14: SERVER,
  D34: 'a second login shows, but not which results were read before it',
  D17: BETTER,
  D18: VALUE,
  D25: BETTER,
  D27: BETTER,
  D23: SERVER,
  D24: BETTER,
  D49: SERVER,
  D50: SERVER,
  D35: SERVER,
  D15: SERVER,
  D28: SERVER,
  D42: SERVER,
  D47: SERVER,
  D26: SERVER,
  D43: SERVER,
  D36: SERVER,
  D40: BETTER,
  ...Object.fromEntries(
    'K2 K3 K4 K5 K6 K7 K8 K9 K10 K11 K12 K13 K14 K15 K16 K17 K18 K19 K20 K21 K22 K23 K24 K25 K26 K27 K28 K29 K30'
      .split(' ')
      .map((row) => [row, STAYS]),
  ),
};
