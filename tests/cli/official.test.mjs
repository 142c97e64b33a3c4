// The official passwork-cli 0.2.0 from PyPI, as a black box, and ours called by its name: the same command lines, the same stdout and exit
// code, but for what the table "What differs" of docs/cli.md says.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { constants } from 'node:os';
import { before, test } from 'node:test';
import { withoutCommands } from './support/commands.mjs';
import { bothTools, officialTool } from './support/official.mjs';

const get = (...args) => ['get', ...args];
const api = (method, endpoint, ...args) => ['api', '--method', method, '--endpoint', endpoint, ...args];
const exec = (cmd, ...args) => ['exec', ...args, '--cmd', cmd];
const update = (...args) => ['update', ...args];

const ORDERS = ['--password-id', '{ORDERS}'];
const STOCK = ['--password-id', '{STOCK}'];
const LINK = ['--shortcut-id', '{LINK}'];
const JSON_EQUAL = { json: true };

/** What ours does where it differs: the row of the table, exit code and stdout. Theirs has another code or another stdout. */
const differs = (row, code, stdout = '') => ({ row, ours: [code, stdout] });

/** [words, how they compare: nothing for equal, else `differs(…)`; env and input of the run]. */
const ROWS = [
  // get
  [get(...ORDERS)],
  [get('--password-id={ORDERS}')],
  [get(...STOCK, '--field', 'login')],
  [get(...ORDERS, '--field', 'url')],
  [get(...ORDERS, '--field', 'description')],
  [get(...ORDERS, '--field', 'Region')],
  [get(...ORDERS, '--field', 'API_KEY')],
  [get(...STOCK)],
  [get('--password-id', '{CYRILLIC}')],
  [get('--password-id', '{SPACED}')],
  [get('--password-id', '{SHADOWED}')],
  [get('--password-id', '{SHADOWED}', '--field', 'login')],
  [get('--password-id', '{SHADOWED}', '--field', 'password')],
  [get(...ORDERS, '--totp-code', '2FA')],
  [get(...LINK)],
  [get(...LINK, '--field', 'login')],
  [get(...ORDERS, '--no-ssl-verify')],
  [get(...ORDERS, '--ssl-verify')],
  [
    get(...ORDERS, '--host', '{HOST}', '--token', '{TOKEN}', '--master-key', '{KEY}'),
    { env: { PASSWORK_HOST: '', PASSWORK_TOKEN: '', PASSWORK_REFRESH_TOKEN: '', PASSWORK_MASTER_KEY: '' } },
  ],
  [get(), differs('Exit codes', 2)],
  [get('--password-id', '{NOTHING}'), differs('Exit codes', 3)],
  [get('--password-id', '{UNKNOWN}'), differs('Exit codes', 3)],
  [get('--shortcut-id', '{ORDERS}'), differs('Items and shortcuts', 0, 'pw-orders\n')],
  [get(...ORDERS, '--token', 'wrong'), differs('Exit codes', 4)],
  [get(...ORDERS, '--master-key', 'wrong'), differs('Exit codes', 4)],
  [get(...ORDERS), { ...differs('Exit codes', 4), env: { PASSWORK_TOKEN: '', PASSWORK_REFRESH_TOKEN: '' } }],
  [get(...ORDERS, '--host', 'http://127.0.0.1:9', '--retry', '0'), differs('Exit codes', 5)],
  [get(...ORDERS, '--totp-code', 'nothing'), differs('Exit codes', 3)],
  [get(...ORDERS, '--totp-code', 'Region'), differs('Exit codes', 6)],
  [get(...ORDERS, '--field', 'nothing'), differs('Missing fields', 3)],
  [get(...ORDERS, '--field', 'tags'), differs('Tags', 0, 'prod,db\n')],
  [get(...ORDERS, ...LINK), differs('Contradictions', 2)],
  [get(...ORDERS, '--field', ''), differs('Contradictions', 2)],
  [get(...ORDERS, '--nonsense', 'x'), differs('Unknown options and words', 2)],
  [get('--pass', '{ORDERS}'), differs('Unknown options and words', 2)],
  // api
  [api('GET', 'v1/vaults')],
  [api('GET', '/v1/vaults')],
  [api('GET', 'v1/items', '--params', '{"vaultId": "{MAIL}"}')],
  [api('GET', 'v1/vaults?x=1&y%5B%5D=2', '--field', 'items')],
  [api('GET', 'v1/items/{ORDERS}', '--field', 'name')],
  [api('GET', 'v1/items/{ORDERS}', '--field', 'tags')],
  [api('GET', 'v1/app/features', '--field', 'name')],
  [api('GET', 'v1/users/info', '--params', '')],
  [api('PATCH', 'v1/items/{ORDERS}', '--params', '{"vaultId": "{VAULT}", "login": "changed"}')],
  [api('POST', 'v1/user-groups')],
  [api('GET', 'v1/nothing')],
  [['api', '--method', 'GET']],
  [api('GET', 'v1/items/{STOCK}', '--field', 'description'), { ...differs('JSON', 0, '"Grün ☃"\n'), ...JSON_EQUAL }],
  [api('GET', 'v1/users/info', '--field', 'nothing'), differs('Missing fields', 3)],
  [api('GET', '/api/v1/users/info', '--field', 'login'), differs('Endpoints', 0, '"user"\n')],
  [api('get', 'v1/users/info', '--field', 'login'), differs('Endpoints', 0, '"user"\n')],
  [['api', '--endpoint', 'v1/users/info', '--field', 'login'], differs('Endpoints', 0, '"user"\n')],
  [api('GET', 'v1/vaults/../users/info'), differs('Endpoints', 2)],
  [api('GET', 'v1/users/info', '--params', 'no JSON'), differs('Exit codes', 2)],
  // exec
  [exec('echo "$orders"', ...ORDERS)],
  [exec('echo "$orders|$API_KEY|$Region|$P_2FA"', ...ORDERS)],
  [exec('echo "$orders|$stock"', '--password-id', ' {ORDERS} , {STOCK}')],
  [exec('echo "$orders|$stock"', '--folder-id', '{FOLDER}')],
  [exec('echo "$orders|$spaced"', '--vault-id', '{MAIL}')],
  [exec('echo "$orders|$stock"', '--tags', 'prod,db')],
  [exec('echo "$orders|$spaced"', '--tags', 'prod', '--vault-id', '{MAIL},{VAULT}')],
  [exec('echo "$orders"', ...LINK)],
  [exec('echo "$P_1st_key"', '--password-id', '{FIRST}')],
  [exec('echo "$P_______"', '--password-id', '{CYRILLIC}')],
  [exec('echo "$db_prod"', '--password-id', '{SPACE},{DASH}')],
  [exec('echo "$db_prod"', '--password-id', '{DASH},{SPACE}')],
  [exec('exit 7', ...ORDERS)],
  [exec('nothing-of-this-name', ...ORDERS)],
  [exec('cat', ...ORDERS), { input: 'of stdin' }],
  [exec('test -n "$PASSWORK_TOKEN" && test -n "$PASSWORK_MASTER_KEY" && echo kept', ...ORDERS)],
  [['exec', ...ORDERS, 'sh', '-c', 'echo "$orders"; exit 3']],
  [['exec', ...ORDERS], differs('Exit codes', 125)],
  [exec('echo x', '--password-id', '{UNKNOWN}'), differs('Exit codes', 125)],
  [exec('echo x', '--tags', 'nobody-has-it'), differs('Exit codes', 125)],
  [exec('echo "$orders"', '--password-id', '{ORDERS},{UNKNOWN}'), differs('Items that are missing', 125)],
  [exec('echo "[$nothing]"', '--password-id', '{NOTHING}'), differs('Empty passwords', 125)],
  [exec('echo "$orders"', ...ORDERS), { ...differs('Masking', 0, '***\n'), isMasked: true }],
  [exec('kill -9 $$', ...ORDERS), differs('Signals', 137)],
  [
    exec('echo "$orders|$spaced"', ...ORDERS, '--vault-id', '{MAIL}'),
    differs('Several sources', 0, 'pw-orders|  spaces and \ttab  \n'),
  ],
  // update; the state of both servers is compared too
  [update(...STOCK, '--login', 'changed'), differs('update', 0, '{STOCK}\n')],
  [update(...STOCK, '--password', 'new one'), differs('update', 0, '{STOCK}\n')],
  [
    update(...STOCK, '--name', 'renamed', '--url', 'https://x', '--description', 'a b', '--tags', 'a,b'),
    differs('update', 0, '{STOCK}\n'),
  ],
  [update(...ORDERS, '--custom-API_KEY', 'changed'), differs('update', 0, '{ORDERS}\n')],
  [update(...STOCK, '--custom-new_one=value'), differs('update', 0, '{STOCK}\n')],
  [update(...LINK, '--login', 'changed'), differs('update', 0, '{LINK}\n')],
  [update(...STOCK, '--login', ''), differs('update', 0, '{STOCK}\n')],
  [update(...STOCK, '--tags', ''), differs('update', 0, '{STOCK}\n')],
  [update(...ORDERS, '--custom-Region', 'us'), { ...differs('update', 0, '{ORDERS}\n'), isOtherState: true }],
  [update('--login', 'changed'), differs('Exit codes', 2)],
  [update('--password-id', '{UNKNOWN}', '--login', 'changed'), differs('Exit codes', 3)],
];

/** The titles of the table in docs/cli.md. */
function titles() {
  const text = fs.readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
  const [, table] = /## What differs from passwork-cli\n([\s\S]*?)(?=\n## |$)/.exec(text);
  return [...table.matchAll(/^\| \*\*([^*]+)\*\*/gm)].map(([, title]) => title);
}

test('the table of docs/cli.md has the rows that command lines are compared by, and no other', () => {
  const used = new Set(ROWS.map(([, how]) => how?.row).filter(Boolean));
  assert.deepEqual([...used].sort(), titles().sort());
  assert.ok(ROWS.length >= 60, `${ROWS.length} command lines`);
});

let tool;
before(async () => {
  tool = await officialTool();
});

test('60 command lines and more, by both', async (t) => {
  if (tool.missing) return t.skip(`no official passwork-cli: ${tool.missing}`);
  const run = await bothTools(t, tool.file);
  for (const [args, how = {}] of ROWS) {
    const name = args.join(' ');
    await t.test(name, { skip: withoutCommands(args[0]) }, () => compare(run, args, how));
  }
  return undefined;
});

/** What is sealed anew by each server. */
const SEALED = /"(\w*(?:Encrypted|Key|Hash)|salt)": "[^"]*"/g;

async function compare(run, args, { row, ours, json, env, input, isMasked, isOtherState }) {
  let seen = await run({ args, env, input, isMasked });
  // Again if the period of a code ended between the two.
  if (args.includes('--totp-code') && seen[0].stdout !== seen[1].stdout)
    seen = await run({ args, env, input, isMasked });
  const [our, their] = seen.map(
    ({ code, signal, stdout }) =>
      `${code ?? 128 + constants.signals[signal]}: ${stdout.replace(SEALED, '"$1": "***"')}`,
  );
  const both = `ours ${our}\ntheirs ${their}\n${seen[0].stderr}`;
  if (row === undefined) assert.ok(our === their, both);
  else {
    assert.ok(our !== their, `they do not differ, but the table says: ${row}\n${both}`);
    const [code, stdout] = ours;
    const expected = `${code}: ${stdout.replace(/\{(\w+)\}/g, (_, word) => seen[0].words[word])}`;
    assert.ok(our === expected, `not ${expected}\n${both}`);
  }
  if (json) assert.deepEqual(...seen.map(({ stdout }) => JSON.parse(stdout)));
  if (!isOtherState) assert.deepEqual(seen[0].state, seen[1].state, 'both servers hold the same');
}
