// Compatible mode. Called as `passwork-cli`, the name of the official tool, the command line does as that one does where ours is
// stricter: the handlers see `context.isCompatible` (`read/get.mjs`, `exec/exec.mjs`, `variables/collect.mjs`). The name comes by a link that the user makes; Node leaves links in
// `process.argv[1]` as they are. The .cmd files of Windows name the file itself, so there a variable says it.
import path from 'node:path';

const NAME = 'passwork-cli';

/**
 * Whether the command line was called as `passwork-cli`. `argv0` is that of a program of one file.
 *
 * @param {{argv: string[], argv0: string, env: Record<string, string | undefined>}} process
 */
export function isCompatible({ argv, argv0, env }) {
  return env.PASSWORK_COMPATIBLE === '1' || [argv[1], argv0].some((file) => typeof file === 'string' && isNamed(file));
}

/** Both separators count: on Windows either may stand there. */
const isNamed = (file) =>
  path.win32
    .basename(file)
    .replace(/\.(?:[cm]?js|cmd|exe)$/i, '')
    .toLowerCase() === NAME;
