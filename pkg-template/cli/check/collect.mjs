// One file at a time: what it has of the original goes into the findings, and nothing else of it is kept.
import { usage } from '../shared/index.mjs';
import { differencesOf } from './differences.mjs';
import { dependenciesIn } from './manifest.mjs';
import { scriptsIn } from './markup.mjs';
import { OWN } from './methods.mjs';
import { moduleOf } from './names.mjs';
import { programOf } from './program.mjs';
import { startSteps } from './steps.mjs';
import { linesOf } from './tokens.mjs';

const IN_LOCK = /(?:^|[^\w-])passwork-js(?=[@"':/\s])/m;

/** More findings are for nobody to read, and for no memory to hold. */
const MOST = 20_000;

export function collector(leftOut) {
  const all = { files: 0, uses: [], calls: [], found: [], manifests: [] };
  const use = (one) => all.uses.push({ sure: true, ...one });

  function program(file, text, options, isWeak) {
    const made = programOf(text, options);
    const { tokens, uses, calls, clients } = made;
    if (!uses.length && !calls.length && !clients.length) return;
    const place = linesOf(text);
    for (const { kind, at, sure } of uses) use({ kind, file, ...place(tokens.at[at]), sure });
    // Where names are all there is, it counts only if the original is used somewhere.
    const isAll = isWeak && !uses.length && !clients.length && calls.every((call) => call.isWeak);
    for (const { name, at, sure, isWeak: isOne } of calls) {
      all.calls.push({ method: name, file, ...place(tokens.at[at]), sure, isWeak: isAll || isOne });
    }
    for (const { at, ...one } of differencesOf(made)) {
      all.found.push({ ...one, file, ...place(at), isWeak: isAll });
    }
  }

  const LOOKS = {
    lock(file, text) {
      const match = IN_LOCK.exec(text);
      if (match) use({ kind: 'lock', file, ...linesOf(text)(match.index + 1), isOurs: text.includes('passwork-wasm') });
    },
    manifest(file, text) {
      const place = linesOf(text);
      const { lines, overrides } = dependenciesIn(text);
      for (const at of overrides) use({ kind: 'override', file, ...place(at) });
      for (const one of lines) {
        const line = { ...one, file, ...place(one.at) };
        all.manifests.push(line);
        use({ kind: 'manifest', file, line: line.line, column: line.column, isOurs: one.isOurs });
      }
    },
    markup(file, text) {
      const { code, sources, jsx } = scriptsIn(text);
      const place = linesOf(text);
      for (const at of sources) use({ kind: 'script', file, ...place(at) });
      program(file, code, { jsx, isPage: sources.length > 0 }, !sources.length);
    },
    program: (file, text) => program(file, text, { jsx: !/ts$/i.test(file) }, true),
  };

  return {
    add({ file, kind }, bytes) {
      all.files++;
      // A file of the original itself, copied to where it is used.
      if (/^[cs]/.test(moduleOf(file))) return use({ kind: 'copy', file, line: 1, column: 1 });
      const narrow = bytes.latin1Slice();
      if (!OWN.test(narrow)) return undefined;
      startSteps();
      try {
        LOOKS[kind](file, kind === 'lock' ? narrow : bytes.toString());
      } catch (error) {
        // No JSON, thousands of brackets in each other, or a text of a million pieces.
        leftOut(file, error.reason ?? `it cannot be read (${error.name})`);
      }
      if (all.calls.length + all.found.length > MOST) throw usage('too much is found: name fewer files');
      return undefined;
    },
    result() {
      const isUsed = all.uses.some(({ sure }) => sure);
      const counts = ({ isWeak }) => isUsed || !isWeak;
      return { ...all, calls: all.calls.filter(counts), found: all.found.filter(counts) };
    },
  };
}
