// Bundlers, without configuration: the fixture is built and its output executed, programs from an empty folder.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execute, start } from '../lib/process.mjs';
import { chromium, runPage } from './browsers.mjs';
import { POLICY } from './host.mjs';
import { runProgram } from './programs.mjs';
import { binary, tool, toolVersion } from './tools.mjs';

const BUILD = 300_000; // milliseconds

/** Runs a bundler; what it printed. */
async function build(command, cwd, env = {}) {
  const how = { cwd, env: { NODE_ENV: undefined, ...env }, group: true, timeout: BUILD };
  return (await execute(command, how)).output;
}

const byNode = (name, ...parts) => [process.execPath, tool(name, ...parts)];
const esbuildBinary = () => tool('esbuild', 'bin', 'esbuild');

/** Runs a bundle, alone in an empty folder far from any node_modules. */
async function runAlone(ticket, bundle, command = [process.execPath]) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-bundle-'));
  try {
    if (fs.statSync(bundle).isDirectory()) fs.cpSync(bundle, folder, { recursive: true });
    else fs.copyFileSync(bundle, path.join(folder, path.basename(bundle)));
    const main = fs.statSync(bundle).isDirectory()
      ? fs.readdirSync(folder).find((n) => /^index\.[cm]?js$/.test(n))
      : path.basename(bundle);
    return await runProgram(ticket, [...command, main], { cwd: folder });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A bundle carries the engine once, also if both kinds of entry are in it. */
function oneEngine(matrix, bundle) {
  const text = fs.readFileSync(bundle, 'utf8');
  const engine = fs.readFileSync(path.join(matrix.folder, 'engine.js'), 'utf8');
  const base64 = /[A-Za-z0-9+/=]{1000,}/.exec(engine);
  if (!base64) throw new Error('engine.js carries no text of the engine');
  const copies = text.split(base64[0].slice(500, 700)).length - 1;
  if (copies !== 1) throw new Error(`${path.basename(bundle)} carries the engine ${copies} times`);
}

const script = (name, module = false) => ({
  html: `<script ${module ? 'type="module" ' : ''}src="/${name}"></script>`,
});

/** Opens what a bundler made in Chromium, under a strict policy. */
async function openPage(matrix, ticket, mounts, more = '', policy = POLICY) {
  const origin = await matrix.host.site(mounts, { 'content-security-policy': policy });
  return runPage(ticket, await chromium(), `${origin}/${ticket.query}${more}`);
}

const vite = {
  name: 'Vite',
  fast: true,
  async run(matrix) {
    matrix.version(toolVersion('vite'));
    const project = matrix.make('vite', 'bundlers/page', ['src']);
    const command = byNode('vite', 'bin', 'vite.js');
    const dist = path.join(project, 'dist');
    await matrix.form('build (page)', async (ticket) => {
      await build([...command, 'build'], project);
      return openPage(matrix, ticket, { '/': dist });
    });
    await matrix.form('build (worker)', (ticket) => openPage(matrix, ticket, { '/': dist }, '&worker'));
    const server = start([...command, '--port', '0', '--host', '127.0.0.1'], { cwd: project, group: true });
    try {
      for (const [label, more] of [
        ['dev server (page)', ''],
        ['dev server (worker)', '&worker'],
      ]) {
        await matrix.form(label, async (ticket) => {
          const [address] = await server.says(/http:\/\/127\.0\.0\.1:\d+\//);
          return runPage(ticket, await chromium(), address + ticket.query + more);
        });
      }
    } finally {
      await server.end();
    }
  },
};

const webpack = {
  name: 'webpack 5',
  fast: true,
  async run(matrix) {
    matrix.version(toolVersion('webpack'));
    const command = [...byNode('webpack-cli', 'bin', 'cli.js'), '--mode', 'production'];
    const page = matrix.make('webpack-web', 'bundlers/page', ['src']);
    const web = { '/': path.join(page, 'dist'), '/index.html': script('main.js') };
    await matrix.form('web (page)', async (ticket) => {
      await build(command, page);
      return openPage(matrix, ticket, web);
    });
    await matrix.form('web (worker)', (ticket) => openPage(matrix, ticket, web, '&worker'));
    const program = matrix.make('webpack-node', 'bundlers/program');
    for (const [label, entry] of [
      ['node (require)', './index.cjs'],
      ['node (import and require)', './index.mjs'],
    ]) {
      await matrix.form(label, async (ticket) => {
        await build([...command, '--target', 'node', '--entry', entry], program);
        oneEngine(matrix, path.join(program, 'dist', 'main.js'));
        return runAlone(ticket, path.join(program, 'dist', 'main.js'));
      });
    }
  },
};

const rollup = {
  name: 'Rollup',
  fast: true,
  async run(matrix) {
    matrix.version(toolVersion('rollup'));
    // Its resolver plugin is needed for any package.
    const command = [
      ...byNode('rollup', 'dist', 'bin', 'rollup'),
      '--plugin',
      '@rollup/plugin-node-resolve',
      '--failAfterWarnings',
    ];
    const page = matrix.make('rollup-web', 'bundlers/page', ['src']);
    for (const format of ['es', 'iife']) {
      await matrix.form(`web (${format})`, async (ticket) => {
        const out = path.join(page, `dist-${format}`);
        const file = path.join(out, 'main.js');
        await build([...command, '--input', 'src/page.js', '--format', format, '--file', file], page);
        oneEngine(matrix, file);
        return openPage(matrix, ticket, { '/': out, '/index.html': script('main.js', format === 'es') });
      });
    }
    const program = matrix.make('rollup-node', 'bundlers/program');
    for (const [format, file] of [
      ['cjs', 'bundle.cjs'],
      ['es', 'bundle.mjs'],
    ]) {
      await matrix.form(`node (${format})`, async (ticket) => {
        await build([...command, '--input', 'plain.mjs', '--format', format, '--file', file], program);
        return runAlone(ticket, path.join(program, file));
      });
    }
  },
};

const esbuild = {
  name: 'esbuild',
  fast: true,
  async run(matrix) {
    matrix.version(toolVersion('esbuild'));
    const command = [esbuildBinary(), '--bundle', '--log-level=warning'];
    const page = matrix.make('esbuild-web', 'bundlers/page', ['src']);
    for (const [format, more] of [
      ['iife', ['--minify']],
      ['esm', ['--format=esm']],
    ]) {
      await matrix.form(`browser (${format})`, async (ticket) => {
        const out = path.join(page, `dist-${format}`);
        await quietly([...command, 'src/page.js', `--outfile=${out}/main.js`, ...more], page);
        oneEngine(matrix, path.join(out, 'main.js'));
        return openPage(matrix, ticket, { '/': out, '/index.html': script('main.js', format === 'esm') });
      });
    }
    const program = matrix.make('esbuild-node', 'bundlers/program');
    for (const [label, entry, file, more] of [
      ['node (cjs)', 'index.cjs', 'bundle.cjs', []],
      ['node (esm)', 'plain.mjs', 'bundle.mjs', ['--format=esm']],
      ['node (import and require)', 'index.mjs', 'both.cjs', []],
    ]) {
      await matrix.form(label, async (ticket) => {
        await quietly([...command, entry, '--platform=node', `--outfile=${file}`, ...more], program);
        oneEngine(matrix, path.join(program, file));
        return runAlone(ticket, path.join(program, file));
      });
    }
  },
};

/** Warnings about the package are failures too. */
async function quietly(command, cwd) {
  const output = await build(command, cwd);
  if (output.trim()) throw new Error(`warnings:\n${output}`);
}

const parcel = {
  name: 'Parcel',
  async run(matrix) {
    matrix.version(toolVersion('parcel'));
    const project = matrix.make('parcel', 'bundlers/page', ['src']);
    const dist = { '/': path.join(project, 'dist') };
    // Parcel writes an import map into the page.
    const policy = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'");
    await matrix.form('page', async (ticket) => {
      await build([...byNode('parcel', 'lib', 'bin.js'), 'build', 'index.html', '--no-cache'], project);
      return openPage(matrix, ticket, dist, '', policy);
    });
    await matrix.form('worker', (ticket) => openPage(matrix, ticket, dist, '&worker', policy));
  },
};

const ncc = {
  name: '@vercel/ncc',
  fast: true,
  async run(matrix) {
    matrix.version(toolVersion('@vercel/ncc'));
    const program = matrix.make('ncc', 'bundlers/program');
    for (const [label, entry] of [
      ['require', 'index.cjs'],
      ['import and require', 'index.mjs'],
    ]) {
      await matrix.form(label, async (ticket) => {
        const out = path.join(program, `dist-${path.extname(entry).slice(1)}`);
        await build(
          [...byNode('@vercel/ncc', 'dist', 'ncc', 'cli.js'), 'build', entry, '--out', out, '--no-cache'],
          program,
        );
        return runAlone(ticket, out);
      });
    }
  },
};

const next = {
  name: 'Next.js',
  async run(matrix) {
    matrix.version(toolVersion('next'));
    const project = matrix.make('next', 'bundlers/next');
    const env = { NEXT_TELEMETRY_DISABLED: '1' };
    const command = byNode('next', 'dist', 'bin', 'next');
    let server;
    const address = async () => {
      if (!server) {
        await build([...command, 'build'], project, env);
        const serve = [...command, 'start', '--port', '0', '--hostname', '127.0.0.1'];
        server = start(serve, { cwd: project, env, group: true });
      }
      const [, port] = await server.says(/http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/);
      return `http://127.0.0.1:${port}`;
    };
    try {
      for (const [label, route] of [
        ['server component', '/'],
        ['route handler', '/api'],
      ]) {
        await matrix.form(label, async (ticket) => {
          const origin = await address();
          const asked = fetch(origin + route + ticket.query).then((r) => r.text());
          asked.catch(() => {});
          return ticket.result(server.died('before it reported'));
        });
      }
      await matrix.form('client component', async (ticket) =>
        runPage(ticket, await chromium(), `${await address()}/client${ticket.query}`),
      );
    } finally {
      await server?.end();
    }
  },
};

const bunBuild = {
  name: 'bun build',
  async run(matrix) {
    const { place, version } = binary(tool('@oven', 'bun-linux-x64', 'bin', 'bun'), '--version');
    matrix.version(version);
    const page = matrix.make('bun-web', 'bundlers/page', ['src']);
    await matrix.form('browser', async (ticket) => {
      const out = path.join(page, 'dist');
      await build([place, 'build', 'src/page.js', '--target=browser', `--outdir=${out}`], page);
      return openPage(matrix, ticket, { '/': out, '/index.html': script('page.js', true) });
    });
    const program = matrix.make('bun-node', 'bundlers/program');
    await matrix.form('node', async (ticket) => {
      await build([place, 'build', 'plain.mjs', '--target=node', '--outfile=bundle.mjs'], program);
      return runAlone(ticket, path.join(program, 'bundle.mjs'));
    });
  },
};

export const bundlers = [vite, webpack, rollup, esbuild, parcel, next, ncc, bunBuild];
