// A project whose jobs are run by gitlab-ci-local in a shell, with a server for tests in the place of Passwork.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { ensureLocked } from '../build/node-modules.mjs';
import { at } from '../build/project.mjs';
import { ensureDebianPackages } from '../lib/debian.mjs';
import { answer, CommandError, run } from '../lib/process.mjs';
import { Unavailable } from '../lib/unavailable.mjs';

const TELLING = '#!/bin/sh\nprintf %s "$DB_PASSWORD" > "$RECIPE_LOG"\necho "the log shows $DB_PASSWORD"\n';

/** `npm run` tells what it starts which settings it has itself; those of the user who runs the jobs are meant. */
const WITHOUT_NPM = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^npm_/i.test(name))
    .map((name) => [name, undefined]),
);

const tools = at('target', 'recipes', 'gitlab');
const tool = (...parts) => path.join(tools, 'node_modules', ...parts);

/**
 * What `body` is given: `folder` of the project, `home` of the user who runs the jobs, `host` of the server, `env`, `write(name, text)`;
 * `jobRuns(name)`: commits what was written, runs the job, and throws unless `./migrate` had the secret in its environment and the
 * log had it not; `jobFails(name, pattern)`: throws unless the job fails with such an output, and `./migrate` was not started.
 */
export async function withProject(body) {
  await ensureTools();
  const place = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-gitlab-')));
  const [folder, home] = ['project', 'home'].map((name) => path.join(place, name));
  for (const each of [folder, home]) fs.mkdirSync(each);
  const password = 'canary-of-the-recipe';
  const { createTestServer } = createRequire(import.meta.url)(at('pkg', 'testing.js'));
  const contents = { Infrastructure: { Databases: { orders: { login: 'app', password } } } };
  const server = createTestServer({ generation: 7, contents });
  try {
    const host = new URL(await server.listen()).origin;
    const env = { ...WITHOUT_NPM, PATH: `${tool('node22', 'bin')}:${process.env.PATH}`, HOME: home };
    const write = (name, text) => {
      const file = path.join(folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text, { mode: 0o755 });
    };
    write('migrate', TELLING);
    const told = path.join(place, 'told');
    const job = async (name) => {
      await commit(folder, env);
      fs.rmSync(told, { force: true });
      const variables = { ...server.env, PASSWORK_HOST: host, RECIPE_LOG: told };
      const given = Object.entries(variables).flatMap(([key, value]) => ['--variable', `${key}=${value}`]);
      const program = [tool('node22', 'bin', 'node'), tool('gitlab-ci-local', 'dist', 'index.js')];
      const words = [...given, '--force-shell-executor', name];
      const options = { cwd: folder, env, allowFailure: true };
      return run(`gitlab-ci-local-${name}`, [...program, ...words], options);
    };
    const jobRuns = async (name) => {
      const { code, output } = await job(name);
      if (code !== 0) throw new CommandError(`${name} failed: exit code ${code}`, output, code);
      if (fs.readFileSync(told, 'utf8') !== password) throw new Error('the command was not given the secret');
      if (output.includes(password) || !output.includes('the log shows ***')) throw new Error('the log is not masked');
    };
    const jobFails = async (name, pattern) => {
      const { code, output } = await job(name);
      if (code === 0 || !pattern.test(output)) throw new CommandError(`${name} did not fail as it must`, output, code);
      if (fs.existsSync(told)) throw new Error('the command was started');
    };
    return await body({ folder, home, host, env, write, jobRuns, jobFails });
  } finally {
    await server.close();
    fs.rmSync(place, { recursive: true, force: true });
  }
}

async function ensureTools() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Unavailable('only on Linux x64');
  try {
    if (!answer(['rsync', '--version'])) await ensureDebianPackages(['rsync']);
    const what = 'gitlab-ci-local into target/recipes';
    const flags = ['--prefer-offline'];
    await ensureLocked({ name: 'recipes-tools', what, source: at('tests', 'recipes'), folder: tools, flags });
  } catch (error) {
    throw new Unavailable(error.message);
  }
}

async function commit(folder, env) {
  const git = ['git', '-c', 'user.name=recipe', '-c', 'user.email=recipe@example.org'];
  for (const words of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    ['commit', '-q', '-m', 'recipe', '--allow-empty'],
  ]) {
    await run('recipes-git', [...git, ...words], { cwd: folder, env });
  }
}
