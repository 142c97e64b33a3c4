// What the scripts have in common: one line a step, the whole output only when something goes wrong.
import { CommandError } from './process.mjs';

export const say = (text) => console.log(`==> ${text}`);

/** Runs the main function of a script; an error becomes its output, its message and exit code 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    if (error instanceof CommandError && error.output && !error.shown) console.error(error.output.trimEnd());
    console.error(`error: ${error instanceof CommandError ? error.message : (error.stack ?? error)}`);
    process.exitCode = 1;
  }
}

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
