// What the original is called: as a package, by its files, and by those who use it.

/** A path in an `import` or a page: `'class'`, `'script'` or `'inside'` of the original, `'own'` of the program, else `undefined`. */
export function moduleOf(path) {
  if (/(?:^|[\\/])passwork-web-api(?:\.min)?\.js(?:[?#]|$)/.test(path)) return 'script';
  if (/(?:^|[\\/])passwork-api(?:\.js)?$/.test(path) || path === 'passwork-js') return 'class';
  if (/(?:^|[\\/])passwork-js[@\\/]/.test(path)) return 'inside';
  return /^(?:[./~#]|@\/)/.test(path) ? 'own' : undefined;
}

/** The names under which clients are mostly kept. */
export const soundsLikeClient = (name) => /^[_$#]*passwork[a-z]*\d*$/i.test(name);
