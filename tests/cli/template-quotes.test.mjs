// Filters of `inject` in their places: what the text is when the language reads it, and the places that are refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filtered } from '../../pkg-template/cli/template/filters.mjs';
import { quotesInJson } from '../../pkg-template/cli/template/json-quotes.mjs';
import { PLACE } from '../../pkg-template/cli/template/line-quotes.mjs';
import { quotesInShell } from '../../pkg-template/cli/template/shell-quotes.mjs';
import { quotesInYaml } from '../../pkg-template/cli/template/yaml-quotes.mjs';
import { execute, missing } from './support/programs.mjs';

const QUOTES = { json: quotesInJson, yaml: quotesInYaml, shell: quotesInShell };
const P = PLACE;

/** A line with its places filled by a value; throws where one is refused. */
function fill(line, filter, value) {
  const places = QUOTES[filter](line);
  assert.equal(places.length, line.split(P).length - 1, 'each place is told once');
  const refused = places.find(({ reason }) => reason);
  if (refused) throw new Error(refused.reason);
  let i = 0;
  return line.replaceAll(P, () => filtered(value, { filter, quote: places[i++].quote }));
}

const VALUES = [
  'plain',
  '',
  `it's "both" \\ \\n`,
  '$(echo RUN) `echo RUN` $HOME !!',
  `'$(echo RUN)'"$(echo RUN)"`,
  "'\necho RUN\n\"\necho RUN\n#'",
  '(echo RUN)',
  '{IFS}$(echo RUN)',
  '}) ; echo RUN',
  'key: value # comment',
  ' - [a, {b}] *x &y !z',
  '\u0085\u2028\ufeff\u007f\u0001\t😀',
];

test('json: alone, in a text, and in JavaScript', () => {
  for (const value of VALUES) {
    assert.equal(JSON.parse(fill(P, 'json', value)), value);
    assert.deepEqual(JSON.parse(fill(`{"a": "x${P}\\"${P}", "b": ${P}}`, 'json', value)), {
      a: `x${value}"${value}`,
      b: value,
    });
    assert.equal(new Function(`return '"${fill(`'${P}'`, 'json', value).slice(1, -1)}'`)(), `"${value}`);
  }
  assert.throws(() => fill(`"\\${P}"`, 'json', 'n'), /behind a backslash/);
  assert.throws(() => fill(`"open ${P}`, 'json', 'x'), /not closed/);
});

test('yaml: whole values and quoted texts; a part of a plain text is refused', () => {
  for (const value of VALUES) {
    for (const line of [
      `${P}`,
      `a: ${P}`,
      `- ${P}`,
      `? ${P}`,
      `- - a: ${P} # it's`,
      `a: !!str ${P}`,
      `[${P}, x]`,
      `{a: ${P}}`,
    ]) {
      const text = fill(line, 'yaml', value);
      const literal = /"(?:[^"\\]|\\.)*"/.exec(text)[0];
      assert.equal(JSON.parse(literal), value, line);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: YAML takes none of them
      assert.doesNotMatch(literal, /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/);
    }
    assert.equal(JSON.parse(fill(`a: "x ${P}"`, 'yaml', value).slice(3)), `x ${value}`);
  }
  assert.equal(fill(`a: 'x ''${P}'`, 'yaml', "it's"), "a: 'x ''it''s'");
  assert.equal(fill(`don't: ${P}`, 'yaml', 'x'), `don't: "x"`);
  assert.throws(() => fill(`a: '${P}'`, 'yaml', 'a\nb'), /cannot hold line ends/);
  for (const line of [
    `a: x ${P}`,
    `a: ${P} x`,
    `url: http://${P}`,
    `a: x, ${P}`,
    `a - ${P}`,
    `it's ${P}`,
    `a: ${P}${P}`,
  ]) {
    assert.throws(() => fill(line, 'yaml', 'x'), /part of a text without quotes/, line);
  }
  assert.throws(() => fill(`a: "open ${P}`, 'yaml', 'x'), /not closed/);
  assert.throws(() => fill(`a: "\\${P}"`, 'yaml', 'x'), /behind a backslash/);
  const block = `a:\n  b: |\n    ${P}\n\n      ${P}\n  c: ${P}\nd: > # text\n  ${P}\n`;
  assert.deepEqual(
    quotesInYaml(block).map(({ reason }) => /in a block/.test(reason)),
    [true, true, false, true],
  );
});

test('shell: a word is the value, in any quotes, and nothing of it is run', { skip: missing('sh') }, async () => {
  for (const shell of ['bash', 'dash', 'zsh'].filter((name) => !missing(name))) {
    const lines = [
      `p ${P}`,
      `p "${P}"`,
      `p '${P}'`,
      `p "\${X}"${P}"$(true)${P}"`,
      `p "<"'${P}'">" # it's`,
      `p $(p "${P}"; true)`,
    ];
    const script = VALUES.flatMap((value) => lines.map((line) => fill(line, 'shell', value))).join('\n');
    const wanted = VALUES.flatMap((value) => {
      // $(…) cuts line ends off, and the last is split into words
      return [value, value, value, value + value, `<${value}>`, null];
    });
    const env = { PATH: process.env.PATH };
    const { stdout, stderr } = await execute(shell, ['-c', `p() { printf '%s\\0' "$1"; }\n${script}`], env);
    const texts = stdout.split('\0').slice(0, -1);
    assert.equal(stderr.includes('RUN'), false);
    assert.equal(texts.length, wanted.length, stderr);
    wanted.forEach((text, i) => {
      if (text !== null) assert.equal(texts[i], text, `${shell}: ${lines[i % lines.length]}`);
    });
  }
  for (const [line, words] of [
    [`\\${P}`, /backslash/],
    [`"\\${P}"`, /backslash/],
    [`$${P}`, /behind a \$/],
    [`"$${P}"`, /behind a \$/],
    [`\`x ${P}\``, /backticks/],
    [`$'${P}'`, /behind \$'/],
    [`"$(x ${P})"`, /an expansion/],
    [`"\${x:-${P}}"`, /an expansion/],
    [`"\`x ${P}\`"`, /an expansion/],
    [`"open ${P}`, /not closed/],
    [`it's ${P}`, /not closed/],
  ]) {
    assert.throws(() => fill(line, 'shell', 'x'), words, line);
  }
  assert.equal(fill(`# don't ${P}`, 'shell', 'x'), "# don't 'x'");
  assert.throws(() => fill(`# ${P}`, 'shell', 'x\nrm'), /comment/);
  assert.throws(() => fill(P, 'shell', 'a\0'), /NUL/);
  const text = `cat <<EOF\n${P}\nEOF\n${P}\n  cat <<-"END" | x\n${P}\n\tEND\nd $((1<<N)) ${P}\ne <<<w ${P}\n${P}\n`;
  assert.deepEqual(
    quotesInShell(text).map(({ reason }) => /here-document/.test(reason)),
    [true, false, true, false, false, false],
  );
});

test('url and base64 are the same in every place', () => {
  for (const value of VALUES) {
    const url = filtered(value, { filter: 'url' });
    assert.match(url, /^[A-Za-z0-9%._~-]*$/);
    assert.equal(decodeURIComponent(url), value);
    assert.equal(Buffer.from(filtered(value, { filter: 'base64' }), 'base64').toString(), value);
  }
});
