// What the declarations say in words: no `any`, a `@throws` on whatever throws, and examples that compile.
import { stop } from './stop.mjs';

const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

/** Files that say `any` somewhere. */
const loose = ({ files }) =>
  [...files].filter(([, text]) => /\bany\b/.test(withoutComments(text))).map(([name]) => name);

/** A comment and the function, method or constructor that it stands before. */
const FUNCTION =
  /^( *)\/\*\*\n((?:\1 \*(?!\/).*\n)+)\1 \*\/\n\1((?:export declare function )?\w*\(|(?:static )?\w+\??: (?:(?:<[^(]*>)?\(|\{$))/gm;

/** Functions of the client and of its results; whoever has none, knows nothing of what it may throw. Exported functions throw anywhere. */
const THROWING = /^types\/(client|attachment|password|custom-field|read-only)\.d\.ts$/;

/** Those of them that do not say `@throws {PassworkError}`, and how many there are. */
export function silent(files) {
  const found = [];
  let all = 0;
  for (const [file, text] of files) {
    for (const [, , comment, start] of text.matchAll(FUNCTION)) {
      if (!THROWING.test(file) && !start.startsWith('export')) continue;
      all += 1;
      if (!/^ *\* @throws \{PassworkError\}/m.test(comment))
        found.push(`${file}: ${start} ${comment.split('\n')[0].trim()}`);
    }
  }
  return { all, found };
}

/** The checks that need no compiler. */
export function documentation(pack, report) {
  const any = loose(pack);
  report.add('no `any` in the declarations', !any.length, any.join(', '));
  const { all, found } = silent(pack.files);
  const enough = all > 110; // 106 methods, overloads, constructors, helpers
  report.add(`@throws on ${all} functions`, enough && !found.length, found.join('\n') || `only ${all} functions found`);
}

/** All `ts` blocks of the documentation comments as one module, each in a function of its own. */
export function examplesOf({ files }) {
  const text = [...files.values()].join('\n');
  const blocks = [...text.matchAll(/^ *\* ```ts\n([\s\S]*?)^ *\* ```$/gm)].map((m) => m[1].replace(/^ *\* ?/gm, ''));
  if (blocks.length < 20) stop(`only ${blocks.length} examples found`);
  const imports = new Set([
    "import Passwork, { fileTokenStore, formatReference, parseReference, PassworkError, type Password, type ReadOnlyPassword, type ServerObject } from 'passwork-wasm';",
  ]);
  const bodies = blocks.map((block) =>
    block.replace(/^import .*\n/gm, (line) => {
      if (!/passwork-wasm/.test(line)) imports.add(line.trim());
      return '';
    }),
  );
  const functions = bodies.map((body) => `async () => {\n${body}},`).join('\n');
  return `${[...imports].join('\n')}\nexport const all = [\n${functions}\n];\nexport { PassworkError, Passwork };\n`;
}
