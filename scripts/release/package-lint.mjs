// The published package.json and types, as publint and "are the types wrong" see them.
import { at } from '../build/project.mjs';
import { run } from '../lib/process.mjs';

const MINUTES = 60_000;
const tool = (...file) => [process.execPath, at('node_modules', ...file)];

export async function lintPackage(tarball) {
  const options = { timeout: 10 * MINUTES };
  await run('publint', [...tool('publint', 'src', 'cli.js'), 'run', tarball, '--strict'], options);
  const attw = tool('@arethetypeswrong', 'cli', 'dist', 'index.js');
  await run('attw', [...attw, tarball, '--no-definitely-typed', '--no-emoji', '--format', 'ascii'], options);
  return 'publint --strict and attw find nothing';
}
