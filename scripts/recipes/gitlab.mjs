// The recipe for GitLab of docs/ci.md, run in a repository that has the package as a development dependency.
import fs from 'node:fs';
import path from 'node:path';
import { blocks } from '../../tests/cli/support/recipes.mjs';
import { npm, run } from '../lib/process.mjs';
import { withProject } from './gitlab-project.mjs';

const TEMPLATE = 'password: {{ pw://Infrastructure/Databases/orders/password | yaml }}\n';

export const runGitlab = (tarball) =>
  withProject(async ({ folder, env, write, jobRuns }) => {
    write('.gitlab-ci.yml', blocks.find(({ name }) => name === 'gitlab').code);
    write('config.yml.tpl', TEMPLATE);
    fs.copyFileSync(tarball, path.join(folder, 'passwork-wasm.tgz'));
    const devDependencies = { 'passwork-wasm': 'file:passwork-wasm.tgz' };
    write('package.json', JSON.stringify({ name: 'recipe', private: true, devDependencies }));
    const lock = npm('install', '--package-lock-only', '--offline', '--no-audit');
    await run('recipes-lock', lock, { cwd: folder, env });
    await jobRuns('deploy');
    if (fs.existsSync(path.join(folder, 'config.yml'))) throw new Error('the file is still there');
    return 'run by gitlab-ci-local: the command has the secret, the log does not';
  });
