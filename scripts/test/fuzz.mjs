// Runs tests/fuzz for so many seconds, with a seed that it prints.
import { hostCargo } from '../build/toolchain.mjs';
import { CommandError, run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { cargoCounts } from './counts.mjs';

/** Twice as many cases in the same time, for most of a minute of compiling more. */
const OPTIMIZED = ['--config', 'profile.dev.package.passwork-wasm.opt-level=1'];

/** The counts of its tests. Another seed each time, unless one is given; the panics of an input being made smaller are not told. */
export async function fuzz(seconds, { seed = `${Date.now()}`, only = [], optimized = false, show } = {}) {
  say(`fuzzing for ${seconds} s, seed ${seed}`);
  const env = {
    PASSWORK_FUZZ_SECONDS: `${seconds}`,
    PASSWORK_FUZZ_SEED: seed,
    RUST_BACKTRACE: '0',
    CARGO_TERM_COLOR: 'never',
  };
  const command = hostCargo(
    'test',
    '--locked',
    ...(optimized ? OPTIMIZED : []),
    '--test',
    'fuzz',
    '--',
    '--nocapture',
    ...only,
  );
  const { code, output } = await run('fuzz', command, { env, show, allowFailure: true });
  const counts = cargoCounts(output);
  if (code !== 0 && !counts.failed) throw new CommandError(`exit code ${code}`, output, code);
  if (!counts.passed && !counts.failed) throw new CommandError('no test ran', output, code);
  return counts.failed ? { ...counts, output } : counts;
}
