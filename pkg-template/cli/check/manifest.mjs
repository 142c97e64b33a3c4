// package.json: which line names the original. Versions are never shown: an address may hold a password.

/**
 * Every dependency on the original, or on ours in its place: `{name, at, from, to, value, isOurs}`. `from` and `to` are the
 * place of the version's text. What is a peer is for others to install.
 */
export function dependenciesIn(text) {
  const whole = JSON.parse(text.replace(/^\ufeff/, ''));
  const found = [];
  // Versions have no braces, and what stands elsewhere under such a name is not what was parsed.
  for (const section of text.matchAll(/"((?:dev|optional)?dependencies)"\s*:\s*\{([^{}]*)\}/gi)) {
    const start = section.index + section[0].length - section[2].length - 1;
    for (const { index, 0: pair, 1: name, 2: value } of section[2].matchAll(/"([^"\\]+)"\s*:\s*"([^"\\]*)"/g)) {
      const isNamed = name === 'passwork-js' || /^npm:passwork-(?:js|wasm)(?:@|$)/.test(value);
      if (!isNamed || whole[section[1]]?.[name] !== value) continue;
      const to = start + index + pair.length - 1;
      found.push({
        name,
        value,
        at: start + index,
        from: to - value.length,
        to,
        isOurs: /^npm:passwork-wasm(?:@|$)/.test(value),
      });
    }
  }
  return found;
}
