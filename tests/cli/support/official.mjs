// The official passwork-cli 0.2.0 as a black box, and ours called by its name, each against a server of its own with the same contents.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Unavailable } from '../../../scripts/lib/unavailable.mjs';
import { ensurePython } from '../../../scripts/test/python.mjs';
import { bin, passwork, world } from './cli.mjs';

const WORLD = { name: 'Passwork 7', generation: 7, clientSideEncryption: true };
const SECRET = 'JBSWY3DPEHPK3PXP';

export const CONTENTS = {
  Infrastructure: {
    Databases: {
      orders: {
        login: 'app',
        password: 'pw-orders',
        url: 'https://orders.example.com',
        description: 'Two\nlines',
        tags: ['prod', 'db'],
        custom: [
          { name: '2FA', value: SECRET, type: 'totp' },
          { name: 'API_KEY', value: 'key-of-orders', type: 'password' },
          { name: 'Region', value: 'eu-west-1', type: 'text' },
        ],
      },
      stock: { login: 'stock', password: 'pw $stock "quoted"', tags: ['prod'], description: 'Grün ☃' },
    },
    Names: {
      'db prod': { password: 'first of two' },
      'db-prod': { password: 'second of two' },
      '1st key': { password: 'begins with a digit' },
      Пароль: { password: 'öäü 🔑' },
      shadowed: {
        login: 'member',
        password: 'member password',
        custom: [
          { name: 'login', value: 'custom', type: 'text' },
          { name: 'password', value: 'custom password', type: 'password' },
        ],
      },
    },
    Empty: { nothing: { login: 'nobody', password: '' } },
    link: { shortcutTo: 'Infrastructure/Databases/orders' },
  },
  Mail: { spaced: { password: '  spaces and \ttab  ', login: '' } },
};

/** The official tool, or the reason why there is none. */
export async function officialTool() {
  try {
    const python = process.env.PASSWORK_PYTHON ?? (await ensurePython());
    return { file: path.join(path.dirname(python), 'passwork-cli') };
  } catch (error) {
    if (error instanceof Unavailable) return { missing: error.message };
    throw error;
  }
}

/** Names in command lines, as `$ORDERS`, for ids, which are the same on every such server. */
function idsOf(server) {
  const { Infrastructure: vault, Mail } = server.contents({ ids: true });
  const item = (place) => server.read(place).id;
  return {
    ORDERS: item('Infrastructure/Databases/orders'),
    STOCK: item('Infrastructure/Databases/stock'),
    SPACE: item('Infrastructure/Names/db prod'),
    DASH: item('Infrastructure/Names/db-prod'),
    FIRST: item('Infrastructure/Names/1st key'),
    CYRILLIC: item('Infrastructure/Names/Пароль'),
    SHADOWED: item('Infrastructure/Names/shadowed'),
    NOTHING: item('Infrastructure/Empty/nothing'),
    SPACED: item('Mail/spaced'),
    LINK: Object.values(vault).find((one) => one?.shortcutTo).id,
    VAULT: vault.id,
    FOLDER: vault.Databases.id,
    MAIL: Mail.id,
    UNKNOWN: '0123456789abcdef01234567',
  };
}

/** Ours masks what a command prints to no terminal, which is a row of the table; to compare the rest, it does not. */
const unmasked = ([command, ...rest]) =>
  command === 'exec' ? ['exec', '--mask', 'never', ...rest] : [command, ...rest];

/** Both tools, each with a server of its own: `run(row)` gives what each did. */
export async function bothTools(t, file) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-official-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const link = path.join(folder, 'passwork-cli');
  fs.symlinkSync(bin, link);
  const sides = await Promise.all(
    [link, file].map(async (program, i) => ({ ...(await world(t, WORLD, CONTENTS)), program, isOurs: i === 0 })),
  );
  const names = idsOf(sides[0].server);
  return async ({ args, env: more, input, isMasked }) =>
    Promise.all(
      sides.map(async ({ server, host, program, isOurs, env }) => {
        server.reset(); // new tokens too
        const PASSWORK_HOST = new URL(host).origin;
        const given = { ...env, ...server.env, PASSWORK_HOST, NO_PROXY: '*', ...more };
        const words = { ...names, HOST: PASSWORK_HOST, TOKEN: server.env.PASSWORK_TOKEN, KEY: server.masterKey };
        const filled = args.map((word) => word.replace(/\{(\w+)\}/g, (all, name) => words[name] ?? all));
        const [first, ...rest] = filled;
        const seen = isOurs
          ? await passwork(given, isMasked ? filled : unmasked(filled), { input, file: program })
          : await passwork(given, rest, { input, node: program, file: first });
        return { ...seen, state: server.contents(), words };
      }),
    );
}
