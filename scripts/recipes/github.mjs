// What is for GitHub, looked at by zizmor: what it knows of mistakes that give secrets away.
import fs from 'node:fs';
import path from 'node:path';
import { blocks } from '../../tests/cli/support/recipes.mjs';
import { example } from '../../tests/integrations/support/examples.mjs';
import { at } from '../build/project.mjs';
import { answer, run } from '../lib/process.mjs';
import { Unavailable } from '../lib/unavailable.mjs';

const folder = at('target', 'recipes', 'github');
const requirements = at('tests', 'recipes', 'requirements.txt');
const environment = path.join(folder, 'python');
const zizmor = path.join(environment, 'bin', 'zizmor');

export async function checkGithub() {
  const [, wanted] = /^zizmor==(.*)$/m.exec(fs.readFileSync(requirements, 'utf8'));
  if (!answer([zizmor, '--version'])?.includes(wanted)) await install();
  const workflows = path.join(folder, '.github', 'workflows');
  fs.mkdirSync(workflows, { recursive: true });
  const files = [
    ['deploy.yml', blocks.find(({ name }) => name === 'github').code],
    ['publish.yml', example('github-action')],
  ].map(([name, text]) => {
    fs.writeFileSync(path.join(workflows, name), text);
    return path.join(workflows, name);
  });
  files.push(at('integrations', 'github-action', 'action.yml'), at('.github'));
  await run('zizmor', [zizmor, '--offline', '--no-progress', '--persona', 'pedantic', ...files]);
  return `zizmor ${wanted} finds nothing in the recipe, the action, its example and the workflows of this repository`;
}

async function install() {
  fs.mkdirSync(folder, { recursive: true });
  if (!answer(['python3', '--version'])) throw new Unavailable('no Python');
  try {
    await run('recipes-venv', ['python3', '-m', 'venv', environment]);
    const pip = [path.join(environment, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--no-input'];
    await run('recipes-pip', [...pip, '--disable-pip-version-check', '--retries', '2', '--requirement', requirements]);
  } catch (error) {
    throw new Unavailable(`zizmor cannot be had: ${error.message}`);
  }
}
