// package.json: which line names the original. Versions are never shown: an address may hold a password.
import { membersOf } from './shapes.mjs';
import { tokensOf } from './tokens.mjs';

/**
 * `{lines, overrides}`. A line is a dependency on the original, or on ours in its place: `{name, at, from, to, value, isOurs}`, where `from`
 * and `to` are the place of the version's text. What is a peer is for others to install. `overrides` are places that name the original and
 * decide over such lines.
 */
export function dependenciesIn(text) {
  JSON.parse(text.replace(/^\ufeff/, ''));
  const tokens = tokensOf(text);
  const { type, value, at } = tokens;
  const found = new Map();
  const overrides = [];
  // Of members with one name, the last counts.
  const sections = new Map(value[0] === '{' ? membersOf(tokens, 0).map((one) => [one.key, one]) : []);
  for (const [section, { from, to }] of sections) {
    if (/^(?:dev|optional)?dependencies$/i.test(section) && value[from] === '{') {
      for (const one of membersOf(tokens, from)) lineIn(section, one);
    } else if (/^(?:overrides|resolutions|pnpm)$/.test(section)) {
      for (let i = from; i < to; i++) {
        if (type[i] === 'text' && value[i + 1] === ':' && /(?:^|[/>])passwork-js(?:@|$)/.test(value[i]))
          overrides.push(at[i]);
      }
    }
  }
  return { lines: [...found.values()], overrides };

  function lineIn(section, { key: name, from: i, at: first }) {
    const version = value[i];
    if (type[i] !== 'text' || !(name === 'passwork-js' || /^npm:passwork-(?:js|wasm)(?:@|$)/.test(version))) return;
    const from = at[i] + 1;
    const isOurs = /^npm:passwork-wasm(?:@|$)/.test(version);
    found.set(`${section} ${name}`, { name, value: version, at: at[first], from, to: from + version.length, isOurs });
  }
}
