// The same vaults on both generations of servers, with and without client-side encryption, for references.
import { startServer as start4 } from '../../conformance/server.mjs';
import { World as World4 } from '../../conformance/world.mjs';
import { startServer as start7 } from '../../conformance-7/server.mjs';
import { CSE, idOf, World as World7 } from '../../conformance-7/world.mjs';
import { Passwork } from './client.mjs';

export const SECRET = 'JBSWY3DPEHPK3PXP';
export const BYTES = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
const PEM = '\ufeff-----BEGIN KEY-----\nключ\n-----END KEY-----\n';
const COMPOSED = 'Caf\u00e9';
const field = (name, value, type = 'text') => ({ name, value, type });

/** Vaults, folders and items by names of their own; `at`: where it lies. */
export const CONTENTS = {
  vaults: { infra: 'Infra structure', mail: 'Mail', twin: 'Twin', twin2: 'Twin', dash: '-', cafe: COMPOSED },
  folders: {
    databases: { name: 'Databases', at: ['infra'] },
    eu: { name: 'E/U?', at: ['infra', 'databases'] },
    same: { name: 'Same', at: ['infra'] },
    same2: { name: 'Same', at: ['infra'] },
    empty: { name: 'Empty', at: ['infra'] },
  },
  items: {
    top: {
      name: 'Top',
      at: ['infra'],
      login: 'root',
      url: 'https://example.org/',
      description: 'Line one\nLine two',
      tags: ['prod', 'тег'],
      password: 'S3cret of top',
      custom: [
        field('Extra', 'bob the builder'),
        field('2FA', SECRET, 'totp'),
        field('login', 'custom login'),
        field('twice', 'one'),
        field('twice', 'two'),
        field('key.pem', 'not the file'),
        field('empty', ''),
        field(COMPOSED, 'composed'),
      ],
      files: {
        'key.pem': Buffer.from(PEM),
        'all.bin': BYTES,
        'code.txt': Buffer.from(SECRET),
        'none.txt': Buffer.alloc(0),
      },
    },
    orders: { name: 'orders', at: ['infra', 'databases'], login: 'app', password: 'S3cret of orders' },
    deep: { name: 'a%b#c', at: ['infra', 'databases', 'eu'], login: '', password: '' },
    dup: { name: 'dup', at: ['infra', 'databases'], password: 'S3cret of dup' },
    dup2: { name: 'dup', at: ['infra', 'databases'], password: 'S3cret of dup two' },
    mailer: { name: 'postmaster', at: ['mail'], password: 'S3cret of mail', custom: [field('2FA', SECRET, 'totp')] },
    dashed: { name: '.', at: ['dash'], password: 'S3cret of dot' },
    cafe: { name: COMPOSED, at: ['cafe'], password: 'S3cret of café' },
  },
  shortcuts: { link: { target: 'mailer', at: ['infra', 'same2'] }, link2: { target: 'mailer', at: ['infra'] } },
};

const whole = (item) => ({
  login: '',
  password: 'x',
  url: '',
  description: '',
  tags: [],
  custom: [],
  files: {},
  ...item,
});
const placed = ([vault, ...folders]) => ({ vault, folder: folders.at(-1) ?? null });
const filed = (files, name) =>
  Object.entries(files).map(([title, bytes], n) => ({ id: `file ${name} ${n}`, title, name: title, bytes }));

/** Ids of API v4: not the names, which would be found too. */
const id4 = (name) => name && `id of ${name}`.replaceAll(' ', '-');

function world4(contents, isSealed) {
  const sealed = { mode: 'master', masterPassword: 'Master pass of references' };
  const world = new World4('references', isSealed ? sealed : {});
  const there = (at) => {
    const { vault, folder } = placed(at);
    return { vault: id4(vault), folder: id4(folder) };
  };
  for (const [name, title] of Object.entries(contents.vaults)) world.vault({ id: id4(name), name: title });
  for (const [name, { name: title, at }] of Object.entries(contents.folders)) {
    const { vault, folder } = there(at);
    world.folder({ id: id4(name), name: title, vault, parent: folder });
  }
  for (const [name, item] of Object.entries(contents.items)) {
    const { files, custom, at, ...rest } = whole(item);
    const attachments = filed(files, name).map((file) => ({ ...file, id: id4(file.id) }));
    const lists = { custom: custom.length ? custom : null, attachments: attachments.length ? attachments : null };
    world.password({ ...rest, ...lists, id: id4(name), ...there(at) });
  }
  for (const [name, { target, at }] of Object.entries(contents.shortcuts))
    world.shortcut({ id: id4(name), target: id4(target), ...there(at) });
  return world;
}

function world7(contents, isSealed) {
  const world = new World7({ name: 'references', ...(isSealed ? { cse: CSE.new } : {}) });
  for (const [name, title] of Object.entries(contents.vaults)) world.vault(name, { title });
  for (const [name, { name: title, at }] of Object.entries(contents.folders)) {
    const { vault, folder } = placed(at);
    world.folder(name, { title, vault, parent: folder });
  }
  for (const [name, item] of Object.entries(contents.items)) {
    const { files, custom, at, name: title, ...rest } = whole(item);
    const list = filed(files, name);
    world.item(name, { ...rest, ...placed(at), title, customs: custom, ...(list.length ? { files: list } : {}) });
  }
  for (const [name, { target, at }] of Object.entries(contents.shortcuts))
    world.shortcut(name, { target, ...placed(at) });
  return world;
}

export const SCENES = [4, 7].flatMap((generation) =>
  [true, false].map((isSealed) => ({
    name: `${generation === 4 ? 'API v4' : 'Passwork 7'}, ${isSealed ? 'sealed' : 'plain'}`,
    generation,
    isSealed,
  })),
);

export const SEALED = SCENES.filter(({ isSealed }) => isSealed);

/** What a server of either generation was asked since its `from`th request, without addresses of the API and parameters. */
export const linesOf = (server, from) =>
  server.log.slice(from).map((e) => `${e.method} ${(e.path ?? e.url).replace(/^\/api\/v\d/, '').replace(/\?.*/, '')}`);

/**
 * A client that is logged in, and its server. `id`: the id of something by its name here; `another`: a second client, with these
 * options.
 */
export async function scene(t, { generation, isSealed }, contents = CONTENTS) {
  const world = (generation === 4 ? world4 : world7)(contents, isSealed);
  const server = await (generation === 4 ? start4 : start7)({ world });
  t.after(() => server.close());
  const another = async (more, masterPassword = world.masterPassword ?? null) => {
    const host = generation === 4 ? { host: server.url } : { host: server.origin, apiVersion: 7 };
    const client = new Passwork({ ...host, ...more });
    const pair = generation === 4 ? world.apiKey : { token: world.tokens.access, refreshToken: world.tokens.refresh };
    await client.login(pair, masterPassword);
    return client;
  };
  return { client: await another(), another, server, world, id: generation === 4 ? id4 : idOf };
}

export { COMPOSED, PEM };
