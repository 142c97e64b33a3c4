// Random templates with hostile values, read by what reads them in life: a value stays what it is, or its place is refused.
// The oracle is the template with a plain word in each place, as it is, run or read by the same program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { parse } from 'yaml';
import { filtered } from '../../pkg-template/cli/template/filters.mjs';
import { quotesInJson } from '../../pkg-template/cli/template/json-quotes.mjs';
import { PLACE as P } from '../../pkg-template/cli/template/line-quotes.mjs';
import { quotesInShell } from '../../pkg-template/cli/template/shell-quotes.mjs';
import { quotesInYaml } from '../../pkg-template/cli/template/yaml-quotes.mjs';
import { missing } from './support/programs.mjs';

const QUOTES = { json: quotesInJson, yaml: quotesInYaml, shell: quotesInShell };

/** A generator of numbers below `n`, the same for the same seed. */
function numbers(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** `{plain, filled, count}`: a template with words in its places, and with the value in those that are not refused. */
function filledBoth(template, filter, value) {
  const told = QUOTES[filter](template);
  assert.equal(told.length, template.split(P).length - 1, 'each place is told once');
  const texts = told.map(({ quote, reason }) => {
    if (reason) return undefined;
    try {
      return filtered(value, { filter, quote });
    } catch {
      return undefined; // the filter refuses it
    }
  });
  let i = 0;
  const filled = template.replaceAll(P, () => texts[i++] ?? `WORD${i}`);
  i = 0;
  const isFilled = texts.map((text) => text !== undefined);
  const count = isFilled.filter(Boolean).length;
  const plain = template.replaceAll(P, () => `WORD${++i}`);
  return { plain, filled, count, isFilled };
}

/** In a text, or in all keys and texts of a value. */
const withValue = (data, value) => {
  if (typeof data === 'string') return data.replace(/WORD\d+/g, () => value);
  if (Array.isArray(data)) return data.map((one) => withValue(one, value));
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map((entry) => entry.map((part) => withValue(part, value))));
};

const templateOf = (parts, random, most) =>
  Array.from({ length: 1 + random(most) }, () => parts[random(parts.length)]).join('\n');

/** Refused places keep their word in both. */
const expectedOf = ({ plain, isFilled }) =>
  plain.replace(/WORD(\d+)/g, (word, n) => (isFilled[n - 1] ? word : `W_${n}`));
const seenOf = ({ filled }) => filled.replace(/WORD(\d+)/g, 'W_$1');

const ROUNDS = 300;

const SHELL = [
  `p ${P}`,
  `p "a ${P} b" ${P}`,
  `p 'a ${P} b'`,
  `p x${P}y`,
  `X=${P}; p "$X"`,
  `Y="$(p "$X" | cat)"; p "$Y"`,
  `p "$(p "x")" ${P}`,
  `p "$(p ${P})"`,
  'p "$(',
  `p 'y')" ${P}`,
  'p "',
  '"',
  "p '",
  "'",
  `v: ${P}`,
  `p ${P} \\`,
  `p "abc \\`,
  ` ${P} \\`,
  'def"',
  'cat <<EOF',
  'EOF',
  'cat <<END-OF-FILE',
  'END-OF-FILE',
  'cat <<A <<B',
  'A',
  'B',
  'cat <<"A B"',
  'A B',
  "cat <<-'X'",
  '\tX',
  'cat << !',
  '!',
  'cat <<E\\',
  'x=$(cat <<EOF',
  ')',
  `# don't ${P}`,
  `p a#b ${P} # it's`,
  `p it\\'s ${P}`,
  `p $'it\\'s' ${P}`,
  `p $'a' ${P}`,
  `p \`p a\` ${P}`,
  `p \`p ${P}\``,
  'p `',
  '`',
  `p $((1<<2)) ${P}`,
  `p $((${P}))`,
  'i=$((1',
  '))',
  `a[${P}]=1`,
  `p "\${Y#"y"}" ${P}`,
  `p "\${X:-it's}" ${P}`,
  `p \${Z:-${P}}`,
  `p "\${Z:-${P}}"`,
  `p \${Z:${P}}`,
  'case x in',
  `x) p ${P};;`,
  'esac',
  `p "$(case x in x) p y;; esac)" ${P}`,
  `(p ${P}`,
  `p $${P} "$${P}"`,
  `p \\${P}`,
  `p a \\\n#${P}`,
  `$(p \\\n'a')#b ${P}`,
];
const SHELL_VALUES = [
  `$(touch RUN);x\`touch RUN\`"; touch RUN; #'`,
  `'; touch RUN; '`,
  `"; touch RUN; "`,
  'a[$(touch RUN)]',
  '\ntouch RUN\nEOF\ntouch RUN\n',
  `}"; touch RUN; "\${x:-`,
  ')) ; touch RUN; #',
];

for (const shell of ['bash', 'sh', 'zsh']) {
  test(`shell: nothing of a value is run, and it is the value: ${shell}`, { skip: missing(shell) }, () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-random-'));
    const run = (script) => {
      const file = path.join(folder, 'script');
      fs.writeFileSync(file, `p() { printf '[%s]' "$@"; }\n${script}\n`);
      const env = { PATH: process.env.PATH, LC_ALL: 'C' };
      return spawnSync(shell, [file], { cwd: folder, env, encoding: 'utf8', input: '', timeout: 20_000 });
    };
    try {
      const random = numbers(15);
      let compared = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const value = SHELL_VALUES[random(SHELL_VALUES.length)];
        const both = filledBoth(templateOf(SHELL, random, 5), 'shell', value);
        if (!both.count) continue;
        const seen = run(seenOf(both));
        assert.ok(!fs.existsSync(path.join(folder, 'RUN')), `it was run:\n${seenOf(both)}`);
        const wanted = run(expectedOf(both));
        if (wanted.status !== 0 || wanted.stderr || /RUN/.test(wanted.stdout)) continue;
        assert.equal(seen.stdout, withValue(wanted.stdout, value), seenOf(both));
        compared++;
      }
      assert.ok(compared > ROUNDS / 20, `${compared} compared`);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}

const YAML = [
  `a${P}: 1`,
  `${P}: 1`,
  `a: ${P}`,
  `b: "x ${P} y"`,
  `c: 'x ${P} y'`,
  `d: [${P}, x, "${P}"]`,
  `e: {name: ${P}, other: x}`,
  'f: {name: "my',
  `  ${P}`,
  '  db", port: 1}',
  "g: 'my",
  `  ${P} x', port: 1}`,
  'h: {name: foo',
  `  , x: ${P}}`,
  `  ${P}}`,
  'i:',
  `  j: ${P}`,
  `  - ${P}`,
  '  - k: some text',
  `    ${P}`,
  'l: some text',
  'm: |',
  `n: >- # it's`,
  '---',
  `o: {"p":"]", "q":${P}}`,
  `{"r": "it's", s: ${P}}`,
  `t: don't # "${P}`,
  'u: [',
  `  ${P},`,
  ']',
  `v: !!str ${P}`,
  `w: &a ${P}`,
  'x: "y \\',
  '"',
  "'",
  '',
  '# a comment',
  `  # ${P}`,
  `z: x, ${P}`,
  `- - ${P}`,
];
const YAML_VALUES = [
  ', admin: true, z: ',
  '\nadmin: true\n',
  `", admin: true, z: "`,
  `', admin: true, z: '`,
  ' # x',
  '}]: - |\n\u0085\u2028',
  'plain',
];

test('yaml: a value changes nothing but its own text', () => {
  const random = numbers(4);
  let compared = 0;
  let loud = 0;
  for (let round = 0; round < 10 * ROUNDS; round++) {
    const value = YAML_VALUES[random(YAML_VALUES.length)];
    const both = filledBoth(templateOf(YAML, random, 6), 'yaml', value);
    if (!both.count) continue;
    const read = (text) => parse(text, { logLevel: 'error', uniqueKeys: false });
    let wanted;
    let seen;
    try {
      wanted = read(expectedOf(both));
      seen = read(seenOf(both));
    } catch {
      // Neither is YAML; or a text without quotes went on in the next line, which one in quotes cannot: no reader takes it.
      if (wanted !== undefined) loud++;
      continue;
    }
    assert.deepEqual(seen, withValue(wanted, value), seenOf(both));
    compared++;
  }
  assert.ok(compared > ROUNDS, `${compared} compared`);
  assert.ok(loud < compared / 10, `${loud} of ${compared}`);
});

const SCRIPT = [
  `p(${P});`,
  `p("a ${P}", ${P});`,
  `p('a ${P}');`,
  `p(\`a\`, ${P});`,
  `p(\`a ${P}\`);`,
  'p(`a',
  `  ${P}`,
  '`);',
  `\`, ${P});`,
  `p(\`\${1 + \`x\`} ${P}\`);`,
  `p(\`\${[{ x: 1 }, `,
  `  ${P}] }\`);`,
  `// don't use \` ${P}`,
  `/* it's ${P} */ p(\`a`,
  `/* don't */ p(\`it's`,
  '/* a `',
  '*/',
  `p("it's \`" + ${P});`,
  `p(String(1).replace(/\`/g, 'x'));`,
  `p(String(1).replace(/'/g, "") + \`abc'`,
  `p("a \\`,
  ` ${P}");`,
  `p({ a: ${P}, "b": "${P}" });`,
  `p(4 / 2, ${P});`,
  `p("http://x", ${P});`,
];
const SCRIPT_VALUES = [`\${run()}`, '`+run()+`', '"+run()+"', "'+run()+'", '*/ run() /*', '\nrun()\n', '\u2028run()'];

test('json: nothing of a value is run, and it is the value, in JavaScript', () => {
  const random = numbers(7);
  let compared = 0;
  const read = (script) => {
    const seen = [];
    let runs = 0;
    const context = { p: (...all) => seen.push(all), run: () => runs++ };
    for (let i = 1; i < 20; i++) context[`WORD${i}`] = context[`W_${i}`] = `WORD${i}`;
    for (let i = 1; i < 20; i++) context[`W_${i}`] = `W_${i}`;
    try {
      vm.runInNewContext(script, context, { timeout: 1000 });
    } catch {
      return { isWrong: true, runs };
    }
    return { seen: JSON.parse(JSON.stringify(seen)), runs };
  };
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const value = SCRIPT_VALUES[random(SCRIPT_VALUES.length)];
    const both = filledBoth(templateOf(SCRIPT, random, 5), 'json', value);
    if (!both.count) continue;
    const seen = read(seenOf(both));
    assert.equal(seen.runs, 0, `it was run:\n${seenOf(both)}`);
    const wanted = read(expectedOf(both));
    if (wanted.isWrong) continue;
    assert.deepEqual(seen.seen, withValue(wanted.seen, value), seenOf(both));
    compared++;
  }
  assert.ok(compared > ROUNDS / 4, `${compared} compared`);
});
