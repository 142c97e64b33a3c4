// The official Python client of Passwork 7 in a virtual environment of this project: made once, under target/.
import fs from 'node:fs';
import path from 'node:path';
import { at } from '../build/project.mjs';
import { hashOfFile } from '../lib/hash-of-file.mjs';
import { answer, CommandError, run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { Unavailable } from '../lib/unavailable.mjs';

const requirements = at('tests', 'interop-7', 'requirements.txt');
const environment = at('target', 'interop-7', 'python');
const python = path.join(
  environment,
  ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
);

const VERSION = 'import sys; print("%d.%d.%d" % sys.version_info[:3] if sys.version_info >= (3, 10) else "")';
/** What pip says where it reaches no registry. */
const UNREACHABLE = /\(from versions: none\)|Connection ?Error|Failed to establish|Temporary failure|timed out/i;

function findPython() {
  for (const name of [process.env.PYTHON, 'python3', 'python'].filter(Boolean)) {
    const version = answer([name, '-c', VERSION]);
    if (version) return { name, version };
  }
  throw new Unavailable('no Python 3.10 or later');
}

/**
 * @returns {Promise<string>} a Python that has the official client
 * @throws {Unavailable} with the reason
 */
export async function ensurePython() {
  const stamp = path.join(environment, 'made-for');
  const wanted = hashOfFile(requirements);
  const made = fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted;
  if (made && answer([python, '-c', 'import passwork_client; print(1)'])) return python;

  const { name, version } = findPython();
  say(`a virtual environment of Python ${version} with the official client of Passwork 7 (a minute, once)`);
  fs.rmSync(environment, { recursive: true, force: true });
  try {
    await run('python-venv', [name, '-m', 'venv', environment]);
  } catch (error) {
    throw error instanceof CommandError ? new Unavailable(`Python ${version} makes no virtual environment`) : error;
  }
  if (!answer([python, '-m', 'pip', '--version'])) throw new Unavailable(`Python ${version} has no pip`);
  try {
    const quiet = ['--quiet', '--disable-pip-version-check', '--no-input', '--retries', '2'];
    await run('python-pip', [python, '-m', 'pip', 'install', ...quiet, '--no-deps', '--requirement', requirements]);
  } catch (error) {
    if (UNREACHABLE.test(error.output ?? '')) throw new Unavailable('pip reaches no registry of packages');
    throw error;
  }
  await run('python-pip-check', [python, '-m', 'pip', 'check']);
  fs.writeFileSync(stamp, wanted);
  return python;
}
