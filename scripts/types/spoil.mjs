// Do the tests notice? The declarations are made worse on purpose, one way at a time.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './compile.mjs';
import { silent } from './documentation.mjs';
import { EVERYWHERE, MODES } from './modes.mjs';
import { stop, tests } from './stop.mjs';
import { ways } from './ways.mjs';

/** Dots too may read from an index signature, so that a slip of the pen shows that there is one. */
const [{ extension, options }] = MODES;
const MODE = { extension, options: { ...options, noPropertyAccessFromIndexSignature: false }, files: EVERYWHERE };

const linesOf = (file) => readFileSync(join(tests, file), 'utf8').split('\n');

/** `{ file, line, text }` of each error in a test, `file` as it is called in tests/types. */
const errorsIn = (output) =>
  [...output.matchAll(/^([\w./-]+)\.m(ts)\((\d+),\d+\): error (.*)$/gm)].map(([, name, ending, line, text]) => ({
    file: `${name}.${ending}`,
    line: Number(line),
    text,
  }));

const methodOf = (line) => /Equal<Passwork\['(\w+)'\]/.exec(line)?.[1];

/** Methods whose line in methods.ts fits, and those of them for which no error stands there. */
function methodsIn(errors, wanted) {
  const lines = linesOf('methods.ts');
  const seen = new Set(errors.filter(({ file }) => file === 'methods.ts').map(({ line }) => methodOf(lines[line - 1])));
  const all = lines.filter((line) => methodOf(line) && wanted.test(line)).map(methodOf);
  return { all, left: all.filter((name) => !seen.has(name)) };
}

/** Lines of a test that must not compile, as far as their comment fits, and those of them that still do not. */
function slipsIn(errors, file, wanted) {
  const isUnused = (each) => each.file === file && each.text.startsWith('TS2578');
  const unused = new Set(errors.filter(isUnused).map(({ line }) => line));
  const all = linesOf(file).flatMap((line, i) => (/@ts-expect-error/.test(line) && wanted.test(line) ? [i + 1] : []));
  return { all, left: all.filter((line) => !unused.has(line)).map((line) => `${file}:${line}`) };
}

/** What must have been seen, by the words of a way. */
const SEEN = {
  methods: (errors) => methodsIn(errors, /./),
  'methods with ids': (errors) => methodsIn(errors, /: (readonly )?\w+Id\b/),
  'results.ts': (errors) => slipsIn(errors, 'results.ts', /no such member/),
  'ids.ts': (errors) => slipsIn(errors, 'ids.ts', /./),
};

export function spoil(compiler, pack, report) {
  console.log('Spoilt on purpose:');
  const methods = linesOf('methods.ts').map(methodOf).filter(Boolean);
  for (const { name, change, noticed } of ways(pack, methods)) {
    const { ok, output } = compile(compiler, MODE, pack, { change });
    if (/^node_modules/m.test(output)) stop(`self test: ${name}: the change itself does not compile\n${output}`);
    const errors = errorsIn(output);
    if (ok || !errors.length) report.add(name, false, ok ? 'no test noticed' : output);
    else if (!noticed) report.add(`${name}: noticed`, true);
    else {
      const { all, left } = SEEN[noticed](errors);
      const times = `noticed ${all.length - left.length} times of ${all.length}`;
      report.add(`${name}: ${times}`, all.length > 10 && !left.length, left.join(' '));
    }
  }
  withoutThrows(pack, report);
}

/** Takes one `@throws` away at a time. */
function withoutThrows({ files }, report) {
  let taken = 0;
  let noticed = 0;
  for (const [file, text] of files) {
    for (const { index } of text.matchAll(/^ *\* @throws \{PassworkError\}\n/gm)) {
      const end = text.indexOf('\n', index) + 1;
      taken += 1;
      noticed += silent(new Map([[file, text.slice(0, index) + text.slice(end)]])).found.length;
    }
  }
  report.add(`a @throws less: noticed ${noticed} times of ${taken}`, taken > 90 && noticed === taken);
}
