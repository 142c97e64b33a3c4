// The first part that is read: what makes the reading of the others cheaper stands before them.
import { useCompileCache } from './compile-cache.mjs';

/** Carries out the command line of this process. */
export async function start(version) {
  useCompileCache();
  const { start: carryOut } = await import('../main/index.mjs');
  return carryOut(version);
}
