// What of a server's answers gets into the report: statuses, codes and names of members. Never a value: they are somebody's data.

/** A word of a server that cannot be anything but a name: no id, no text. */
const isName = (text) =>
  typeof text === 'string' && /^[A-Za-z][A-Za-z0-9_.-]{0,39}$/.test(text) && !/^[0-9a-f-]{16,}$/i.test(text);
export const nameOr = (text, other) => (isName(text) ? text : other);

const MEMBERS = 40;

/** The form of a value, without the value: `{id, name, inbox: {id, access}}`. */
export function formOf(value, depth = 3) {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length && depth ? `[${formOf(value[0], depth - 1)}]` : '[]';
  if (typeof value !== 'object') return { string: 'text', boolean: 'true or false' }[typeof value] ?? typeof value;
  if (!depth) return '{…}';
  const members = Object.keys(value).map((name) => {
    const inner = value[name];
    const nested = inner !== null && typeof inner === 'object' ? `: ${formOf(inner, depth - 1)}` : '';
    return `${nameOr(name, '…')}${nested}`;
  });
  const shown = [...new Set(members)];
  return `{${shown.slice(0, MEMBERS).join(', ')}${shown.length > MEMBERS ? ', …' : ''}}`;
}

/** Why something was not done, in a few words: status and code of a refusal, or the kind of the error. */
export function reasonOf({ status, code, field, kind }) {
  if (typeof status !== 'number') return nameOr(kind, 'error');
  const words = [String(status), nameOr(code, ''), nameOr(field, '') && `(${nameOr(field, '')})`];
  return words.filter(Boolean).join(' ') + (kind === 'notApi' ? ', not JSON' : '');
}

/** The lines of one guess, as they are found. */
export class Findings {
  lines = [];
  #add = (outcome) => (text) => {
    this.lines.push({ outcome, text });
  };
  /** It is as was guessed. */
  confirmed = this.#add('confirmed');
  /** The server answered, but did something else than was guessed. */
  otherwise = this.#add('otherwise');
  /** An observation where nothing was guessed. */
  seen = this.#add('seen');
  refused(text, result) {
    this.lines.push({ outcome: 'refused', text: `${text}: ${reasonOf(result)}` });
  }
  notTried(text, why) {
    this.lines.push({ outcome: 'not tried', text: text ? `${text}: ${why}` : why });
  }
}

/** The report, as text that can be pasted into an issue. `secrets`: what must not stand in it, whatever happened. */
export function render({ facts, guesses, stopped, left }, secrets) {
  const lines = ['## Probe of a Passwork 7 server', '', facts.join(' · '), ''];
  for (const { number, title, lines: found } of guesses) {
    lines.push(`${number}. **${title}**`);
    for (const { outcome, text } of found) lines.push(`   - ${outcome}: ${text}`);
  }
  if (stopped) lines.push('', `Ended early: ${stopped}.`);
  lines.push('', left.length ? `Left behind: ${left.length} scratch vaults.` : 'Left behind: nothing.');
  let text = lines.join('\n');
  for (const secret of secrets.filter((one) => one?.length > 3)) text = text.replaceAll(secret, '…');
  return text;
}
