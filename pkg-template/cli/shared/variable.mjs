// Environment variables as systems have them.

/** Names by which variables are the same: on Windows, whatever their case. */
export const variableKeys = (platform) => (platform === 'win32' ? (name) => name.toUpperCase() : (name) => name);

/**
 * Why a value cannot be that of a variable; `undefined` where it can. On Linux name, `=`, value and a NUL have 128 kB; Windows counts in
 * characters.
 */
export function unfitForVariable(name, value, platform) {
  if (value.includes('\0')) return 'has a NUL character, which no variable can have';
  const fits =
    platform === 'win32'
      ? name.length + value.length + 2 <= 32_767
      : Buffer.byteLength(name) + Buffer.byteLength(value) + 2 <= 128 * 1024;
  return fits ? undefined : 'is too long for a variable: 128 kB with the name, on Windows 32,767 letters';
}
