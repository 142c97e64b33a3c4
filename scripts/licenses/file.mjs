// THIRD_PARTY_LICENSES.txt: written, and read again.

const RULE = '='.repeat(80);
const LINE = '-'.repeat(80);

const HEAD = `Third-party notices of passwork-wasm

passwork-wasm itself is under the MIT licence: see LICENSE. The parts below are compiled into its engine, or bundled into
its modules. Each stands over the licence that it is used under; a part that must be used under several stands over each.

  crate   a crate of Rust, with its version; some are macros, whose output is compiled in
  std     a part of Rust's standard library
  npm     a module of JavaScript, with its version

Made by: npm run licenses
`;

const order = (a, b) => (a < b ? -1 : Number(a > b));

/** Without what differs between systems and means nothing. */
const tidy = (text) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');

/** Texts are compared by their words. */
export const words = (text) => text.replace(/\s+/g, ' ').trim();

/** @param {{kind: string, name: string, licence: string, text: string}[]} parts */
export function write(parts) {
  const groups = new Map();
  for (const { kind, name, licence, text } of parts) {
    const key = `${licence}\n${words(text)}`;
    const group = groups.get(key) ?? { licence, text: tidy(text), names: new Set() };
    groups.set(key, group);
    group.names.add(`${kind} ${name}`);
  }
  const sections = [...groups.values()].map(({ licence, text, names }) => {
    const sorted = [...names].sort(order);
    return {
      first: `${licence} ${sorted[0]}`,
      section: [RULE, licence, ...sorted.map((n) => `  ${n}`), LINE, '', text, ''],
    };
  });
  sections.sort((a, b) => order(a.first, b.first));
  return `${[HEAD, ...sections.flatMap(({ section }) => section)].join('\n').trimEnd()}\n`;
}

/** The parts again; throws for a section that has no text, or names no part. */
export function read(file) {
  const [, ...sections] = file.split(`\n${RULE}\n`);
  return sections.flatMap((section) => {
    const [head, ...rest] = section.split(`\n${LINE}\n`);
    const text = rest.join(`\n${LINE}\n`).trim();
    const [licence, ...names] = head.split('\n');
    if (!text || !names.length) throw new Error(`a section (${licence}) without ${text ? 'a part' : 'a text'}`);
    return names.map((line) => {
      const [, kind, name] = /^ {2}(\w+) (.+)$/.exec(line) ?? [];
      if (!name) throw new Error(`cannot read the line '${line}'`);
      return { kind, name, licence, text };
    });
  });
}
