// Where the package runs as it is, from the installed tarball.
import fs from 'node:fs';
import path from 'node:path';
import { at } from '../build/project.mjs';
import { CommandError, execute, start } from '../lib/process.mjs';
import { Unavailable } from '../lib/unavailable.mjs';
import { nodeCounts } from '../test/counts.mjs';
import { chromium, firefox, runPage, webkit } from './browsers.mjs';
import { roundTrip, testsBy } from './command-line.mjs';
import { POLICY } from './host.mjs';
import { runProgram } from './programs.mjs';
import { overAnExpiry } from './shared-client.mjs';
import { binary, tool, toolVersion } from './tools.mjs';

const MINUTE = 60_000;

/** The three ways to load it where there are modules of both kinds. */
const PROGRAMS = {
  require: 'require.cjs',
  import: 'import.mjs',
  'both in place of passwork-js': 'drop-in.mjs',
};

async function programs(name, { make, form, host }, command, { undici = false } = {}) {
  const project = make(name, 'programs');
  for (const [label, file] of Object.entries(PROGRAMS)) {
    await form(label, (ticket) => runProgram(ticket, [...command, file], { cwd: project }));
  }
  const label = 'HTTPS with an own authority';
  const byHttps = async (ticket) => {
    // Refused and explained without the variable, used with it.
    await execute([...command, 'refused.mjs'], { cwd: project, env: ticket.env, group: true, timeout: MINUTE });
    const env = { NODE_EXTRA_CA_CERTS: host.authority };
    return runProgram(ticket, [...command, 'import.mjs'], { cwd: project, env });
  };
  await form(label, byHttps, { https: true });
  if (!undici) return;
  const byUndici = (ticket) => runProgram(ticket, [...command, 'undici.mjs'], { cwd: project });
  await form("client certificate by undici's fetch", byUndici, { clientCertificate: true });
}

/** What differs between the versions of Node is tested in each: which client sends, kept connections, contexts. */
const OF_NODE = ['clients', 'connections', 'contexts', 'node-http'];

async function testsOfNode({ form, folder }, program) {
  const files = OF_NODE.map((name) => at('tests', 'node', `${name}.test.mjs`));
  await form(`tests of ${OF_NODE.join(', ')}`, async () => {
    const how = { env: { PASSWORK_PACKAGE: folder }, group: true, timeout: 10 * MINUTE };
    const { output, code } = await execute([program, '--test', '--test-reporter=spec', ...files], how);
    const { passed, failed } = nodeCounts(output);
    if (failed) throw new CommandError(`${failed} failed`, output, code);
    return passed;
  });
}

const node = (major) => ({
  name: `Node ${major}`,
  async run(matrix) {
    const { place, version } = binary(tool(`node${major}`, 'bin', 'node'), '--version');
    matrix.version(version);
    await programs(`node${major}`, matrix, [place], { undici: true });
    await testsOfNode(matrix, place);
    await matrix.form('tests of the command line', () => testsBy(place, matrix.folder));
  },
});

const thisNode = {
  name: `Node ${process.versions.node.split('.')[0]}`,
  fast: 'only',
  async run(matrix) {
    matrix.version(process.versions.node);
    await programs('node', matrix, [process.execPath], { undici: true });
  },
};

const bun = {
  name: 'Bun',
  async run(matrix) {
    const { place, version } = binary(tool('@oven', 'bun-linux-x64', 'bin', 'bun'), '--version');
    matrix.version(version);
    await programs('bun', matrix, [place, 'run']);
    const project = matrix.make('bun-command-line', 'programs');
    const file = path.join('node_modules', 'passwork-wasm', 'cli', 'passwork.js');
    const { folder } = matrix;
    await matrix.form('command line', () => roundTrip([place, 'run', file], { folder, cwd: project }));
    await matrix.form('command line as one file', async () => {
      const one = matrix.make('bun-one-file', 'programs');
      const build = [place, 'build', '--compile', file, '--outfile', path.join(one, 'passwork')];
      await execute(build, { cwd: project, group: true, timeout: MINUTE });
      fs.rmSync(path.join(one, 'node_modules'), { recursive: true });
      return roundTrip([path.join(one, 'passwork')], { folder, cwd: one });
    });
  },
};

export const denoBinary = () => binary(tool('@deno', 'linux-x64-glibc', 'deno'), '--version');

const deno = {
  name: 'Deno',
  async run(matrix) {
    const { place, version } = denoBinary();
    matrix.version(version);
    await programs('deno', matrix, [place, 'run', '--allow-net', '--allow-env', '--allow-read', '--no-prompt']);
    const project = matrix.make('deno-command-line', 'programs');
    const command = [place, 'run', '--allow-all', path.join('node_modules', 'passwork-wasm', 'cli', 'passwork.js')];
    await matrix.form('command line', () => roundTrip(command, { folder: matrix.folder, cwd: project }));
  },
};

/** Wrangler and Miniflare want a newer Node than the package. */
export const newNode = () => binary(tool('node24', 'bin', 'node'), '--version').place;

const workerd = {
  name: 'workerd',
  async run({ make, form, version }) {
    version(
      toolVersion('workerd')
        .split('.')[1]
        .replace(/^(\d{4})(\d\d)/, '$1-$2-'),
    );
    const project = make('workerd', 'bundlers/worker', ['src']);
    const program = newNode();
    const settings = ['--name', 'fixture', '--compatibility-date', '2026-01-01'];
    const wrangler = [
      program,
      tool('wrangler', 'bin', 'wrangler.js'),
      'deploy',
      'src/index.js',
      '--dry-run',
      '--outdir',
      'dist',
    ];
    const serve = async (date, use) => {
      const script = at('scripts', 'matrix', 'serve-worker.mjs');
      const server = start([program, script, path.join(project, 'dist'), tool('miniflare'), date], {
        cwd: project,
        group: true,
      });
      try {
        const [, address] = await server.says(/ready: (\S+)/);
        return await use(address, server);
      } catch (error) {
        error.message += `\n${server.output()}`;
        throw error;
      } finally {
        await server.end();
      }
    };
    await form('Worker by Wrangler', async (ticket) => {
      const env = { WRANGLER_SEND_METRICS: 'false', CI: 'true' };
      await execute([...wrangler, ...settings], { cwd: project, env, group: true, timeout: 5 * MINUTE });
      return serve('2026-01-01', (address, server) => {
        const answered = fetch(address + ticket.query).then((r) => r.text());
        answered.catch(() => {});
        return ticket.result(server.died('before the worker reported'));
      });
    });
    for (const date of ['2023-01-01', '2024-09-01', '2026-11-01']) {
      await form(`one client for 8 requests over an expiry, as of ${date}`, () => serve(date, overAnExpiry));
    }
  },
};

const electron = {
  name: 'Electron',
  async run() {
    throw new Unavailable(
      'could not be had for the test: installing it downloads the program from outside of the package registries',
    );
  },
};

const suiteFile = at('tests', 'matrix', 'suite.js');
const pages = at('tests', 'matrix', 'pages');
const startBy = (what, script) =>
  `<script src="/suite.js"></script><script src="/pages/start.js" data-start="${what}" data-script="${script}"></script>`;

const PAGES = {
  'page (module)': '<script src="/suite.js"></script><script type="module" src="/pages/module.mjs"></script>',
  'page (script tag)':
    '<script src="/suite.js"></script><script src="/passwork/web/dist/passwork-web-api.js"></script><script src="/pages/classic.js"></script>',
  'worker (module)': startBy('worker', '/pages/module.mjs'),
  'worker (classic)': startBy('worker', '/pages/worker.js'),
  'service worker (module)': startBy('service worker', '/pages/service-worker.mjs'),
  'service worker (classic)': startBy('service worker', '/pages/service-worker.js'),
};

const browser = (name, ensure, fast) => ({
  name,
  fast,
  async run({ folder, host, form, version }) {
    const found = await ensure();
    version(found.version);
    const mounts = { '/passwork/': folder, '/pages/': pages, '/suite.js': suiteFile };
    const address = (label) => `/pages/page/${Object.keys(PAGES).indexOf(label)}`;
    for (const [label, html] of Object.entries(PAGES)) mounts[address(label)] = { html };
    const origin = await host.site(mounts, { 'content-security-policy': POLICY });
    for (const label of Object.keys(PAGES)) {
      await form(label, (ticket) => runPage(ticket, found, origin + address(label) + ticket.query));
    }
  },
});

export const runtimes = [
  thisNode,
  node(20),
  node(22),
  node(24),
  node(26),
  bun,
  deno,
  workerd,
  browser('Chromium', chromium, true),
  browser('Firefox', firefox),
  browser('WebKitGTK', webkit),
  electron,
];
