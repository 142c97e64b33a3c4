// Readers of formats, each written from the rules that its consumer documents, for tests on machines that lack the
// consumer.

/**
 * The package dotenv: NAME=VALUE, or with `export`; a value in one of three quotes may have several lines, and a
 * backslash keeps a quote from ending it; where the text as a whole fits no such reading, the next shorter one is
 * taken. In double quotes \n and \r are line ends.
 */
export function dotenvRead(text) {
  const values = {};
  const rest = text.replace(/\r\n?/g, '\n');
  const quoted = (q) => `${q}(?:\\\\${q}|[^${q}])*${q}`;
  const value = ["'", '"', '`'].map(quoted).join('|');
  const line = new RegExp(
    `^[^\\S\\n]*(?:export\\s+)?(?<name>[\\w.-]+)[^\\S\\n]*=[^\\S\\n]*(?<value>${value}|[^#\\n]*)[^\\S\\n]*(?:#[^\\n]*)?$`,
    'gm',
  );
  for (const { groups } of rest.matchAll(line)) {
    const trimmed = groups.value.trim();
    const [first] = trimmed;
    const isQuoted = /^(['"`]).*\1$/s.test(trimmed);
    const inner = isQuoted ? trimmed.slice(1, -1) : trimmed;
    values[groups.name] = first === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner;
  }
  return values;
}

/**
 * `docker run --env-file`: a line each; the value is what stands behind the first `=`. A CR at the end belongs to the
 * line end.
 */
export function dockerRead(text) {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, '').trimStart());
  return Object.fromEntries(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** The runner of GitHub Actions: NAME=VALUE in a line, or NAME<<END, lines, END. */
export function githubRead(text) {
  const values = {};
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const heredoc = /^([^=]+?)<<(.+)$/.exec(lines[i]);
    if (heredoc) {
      const end = lines.indexOf(heredoc[2], i + 1);
      if (end < 0) throw new Error('no end');
      values[heredoc[1]] = lines.slice(i + 1, end).join('\n');
      i = end;
    } else if (lines[i] !== '') {
      values[lines[i].slice(0, lines[i].indexOf('='))] = lines[i].slice(lines[i].indexOf('=') + 1);
    }
  }
  return values;
}

const SINGLE = "'\u2018\u2019\u201a\u201b";
const DOUBLE = '"\u201c\u201d\u201e';

/**
 * PowerShell, a line at a time: `$env:NAME = 'text'`, two quotes for one; or `"text"` with escapes behind a backtick.
 */
export function powershellRead(text) {
  const values = {};
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const [, name, literal] = /^\$env:(\w+) = (.*)$/su.exec(line);
    const quotes = SINGLE.includes(literal[0]) ? SINGLE : DOUBLE;
    let value = '';
    let i = 1;
    for (; i < literal.length; i++) {
      const c = literal[i];
      if (quotes.includes(c)) {
        if (!quotes.includes(literal[i + 1] ?? '\0')) break;
        i++;
        value += c;
      } else if (quotes === DOUBLE && c === '`') {
        i++;
        value += { n: '\n', r: '\r' }[literal[i]] ?? literal[i];
      } else if (quotes === DOUBLE && c === '$') throw new Error('an expansion');
      else value += c;
    }
    if (i !== literal.length - 1) throw new Error(`something behind the text: ${literal.slice(i)}`);
    values[name] = value;
  }
  return values;
}

/** A Secret of Kubernetes: mappings of one line each, indented by two spaces. */
export function secretRead(text) {
  const root = {};
  let into = root;
  for (const line of text.trimEnd().split('\n')) {
    const [, indent, key, value] = /^( {0,2})("[^"]+"|[A-Za-z]+):(?: (.+))?$/.exec(line);
    const plain = (word) => (word?.startsWith('"') ? JSON.parse(word) : word);
    if (indent === '') into = root;
    into[plain(key)] = value === undefined ? {} : plain(value);
    if (value === undefined) into = root[plain(key)];
  }
  if (root.apiVersion !== 'v1' || root.kind !== 'Secret') throw new Error('no Secret');
  const values = Object.entries(root.data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString()]);
  return { name: root.metadata.name, type: root.type, values: Object.fromEntries(values) };
}
