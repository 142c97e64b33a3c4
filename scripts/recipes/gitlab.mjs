// The recipe for GitLab, run by gitlab-ci-local in a shell, with a server for tests in the place of Passwork.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { blocks } from '../../tests/cli/support/recipes.mjs';
import { at } from '../build/project.mjs';
import { ensureDebianPackages } from '../lib/debian.mjs';
import { answer, npm, run } from '../lib/process.mjs';
import { Unavailable } from '../test/python.mjs';

const PASSWORD = 'canary-of-the-recipe';
const TELLING = '#!/bin/sh\nprintf %s "$DB_PASSWORD" > "$RECIPE_LOG"\necho "the log shows $DB_PASSWORD"\n';
const TEMPLATE = 'password: {{ pw://Infrastructure/Databases/orders/password | yaml }}\n';

const tools = at('target', 'recipes', 'gitlab');
const tool = (...parts) => path.join(tools, 'node_modules', ...parts);

export async function runGitlab(tarball) {
  await ensureTools();
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-gitlab-')));
  const server = testServer();
  try {
    const host = new URL(await server.listen()).origin;
    const env = { PATH: `${tool('node22', 'bin')}:${process.env.PATH}`, HOME: folder };
    await makeProject(folder, tarball, env);
    const log = path.join(folder, 'told');
    const variables = { ...server.env, PASSWORK_HOST: host, RECIPE_LOG: log };
    const given = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
    const program = [tool('node22', 'bin', 'node'), tool('gitlab-ci-local', 'dist', 'index.js')];
    const { output } = await run('gitlab-ci-local', [...program, ...given, 'deploy'], { cwd: folder, env });
    if (fs.readFileSync(log, 'utf8') !== PASSWORD) throw new Error('the command was not given the secret');
    if (output.includes(PASSWORD) || !output.includes('the log shows ***')) throw new Error('the log is not masked');
    if (fs.existsSync(path.join(folder, 'config.yml'))) throw new Error('the file is still there');
    return 'run by gitlab-ci-local: the command has the secret, the log does not';
  } finally {
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function ensureTools() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Unavailable('only on Linux x64');
  try {
    if (!answer(['rsync', '--version'])) await ensureDebianPackages(['rsync']);
    fs.mkdirSync(tools, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) {
      fs.copyFileSync(at('tests', 'recipes', name), path.join(tools, name));
    }
    await run('recipes-tools', npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'), {
      cwd: tools,
    });
  } catch (error) {
    throw new Unavailable(error.message);
  }
}

function testServer() {
  const { createTestServer } = createRequire(import.meta.url)(at('pkg', 'testing.js'));
  const contents = { Infrastructure: { Databases: { orders: { login: 'app', password: PASSWORD } } } };
  return createTestServer({ generation: 7, contents });
}

/** A repository that has the package as a development dependency, and what the recipe runs. */
async function makeProject(folder, tarball, env) {
  const write = (name, text) => fs.writeFileSync(path.join(folder, name), text, { mode: 0o755 });
  const { code } = blocks.find(({ name }) => name === 'gitlab');
  write('.gitlab-ci.yml', code.replace(/^ *image: .*\n/m, '')); // no container, but the shell of this machine
  write('migrate', TELLING);
  write('config.yml.tpl', TEMPLATE);
  fs.copyFileSync(tarball, path.join(folder, 'passwork-wasm.tgz'));
  const devDependencies = { 'passwork-wasm': 'file:passwork-wasm.tgz' };
  write('package.json', JSON.stringify({ name: 'recipe', private: true, devDependencies }));
  await run('recipes-lock', npm('install', '--package-lock-only', '--offline', '--no-audit'), { cwd: folder, env });
  const git = ['git', '-c', 'user.name=recipe', '-c', 'user.email=recipe@example.org'];
  for (const words of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-q', '-m', 'recipe'],
  ]) {
    await run('recipes-git', [...git, ...words], { cwd: folder, env });
  }
}
