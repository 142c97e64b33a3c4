// The published package.json and types, as publint and "are the types wrong" see them.
import { nodeBin, run } from '../lib/process.mjs';

const MINUTES = 60_000;

export async function lintPackage(tarball) {
  const options = { timeout: 10 * MINUTES };
  await run('publint', [...nodeBin('publint', 'src', 'cli.js'), 'run', tarball, '--strict'], options);
  const attw = nodeBin('@arethetypeswrong', 'cli', 'dist', 'index.js');
  await run('attw', [...attw, tarball, '--no-definitely-typed', '--no-emoji', '--format', 'ascii'], options);
  return 'publint --strict and attw find nothing';
}
