// The name of a file on this machine, of the name that somebody gave it in Passwork.
import { CliError, EXIT } from '../shared/index.mjs';

/** Names that mean a device on Windows, whatever stands after the dot, and before it in blanks. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?$/i;

/**
 * The last component of a name: it never leads out of a folder. Fails where none is left that can be a file's.
 *
 * @param {string} [platform] As in `process.platform`.
 */
export function fileNameOf(name, platform = process.platform) {
  const last = String(name).split(/[/\\]/).at(-1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no name has them
  const isBad = last === '' || last === '.' || last === '..' || /[\u0000-\u001f\u007f]/.test(last);
  const isBadOnWindows = platform === 'win32' && (/[<>:"|?*]|[. ]$/.test(last) || DEVICE.test(last));
  if (!isBad && !isBadOnWindows && Buffer.byteLength(last) <= 255) return last;
  throw new CliError(EXIT.usage, 'its name can be none here: fetch it by its id, with -o FILE', { kind: 'fileName' });
}
