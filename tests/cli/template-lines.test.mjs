// What a place is depends on the lines above it: quotes, here-documents, texts and lists that go over lines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotesInJson } from '../../pkg-template/cli/template/json-quotes.mjs';
import { PLACE } from '../../pkg-template/cli/template/line-quotes.mjs';
import { quotesInShell } from '../../pkg-template/cli/template/shell-quotes.mjs';
import { quotesInYaml } from '../../pkg-template/cli/template/yaml-quotes.mjs';

/** Of each @ its quote, or a piece of the reason that is wanted. */
function check(quotesIn, rows) {
  for (const [text, ...wanted] of rows) {
    const told = quotesIn(text.replaceAll('@', PLACE));
    assert.equal(told.length, wanted.length, text);
    told.forEach(({ quote, reason }, i) => {
      if (wanted[i] instanceof RegExp) assert.match(String(reason), wanted[i], text);
      else assert.deepEqual([quote, reason], [wanted[i], undefined], text);
    });
  }
}

test('shell', () => {
  check(quotesInShell, [
    ['psql -c "\nALTER {{ @ }};\n"\np @', /the " of line 1 is open/, ''],
    ["sh -c '\necho @\n' @\np '@'", /the ' of line 1/, /the ' of line 1/, "'"],
    ['echo "abc \\\n @ \\\ndef" @', /the " of line 1/, /the " of line 1/],
    ['echo @ "@', /not closed/, /not closed/],
    ['docker \\\n -e A=@ \\\n -e "B=@"', '', '"'],
    ['cat <<END-OF-FILE\n@\nEND-OF-FILE\np @', /here-document of line 1/, ''],
    ['cat <<A <<B\nA\n@\nB\np @', /here-document/, ''],
    ['cat <<"A B"\n@\nA B\np @', /here-document/, ''],
    ['cat << !\n@\n!\np @', /here-document/, ''],
    ['cat <<E\\OF\n@\nEOF\np @', /here-document/, ''],
    ['cat <<-X\n\tY\n\tX\np @', ''],
    ['cat <<X\n"\'\nX\np @', ''],
    ['cat <<X\n$(x\nX\np @', /line 3 has an expansion that a here-document cuts/],
    ['cat <<`x`\n@', /line 1 has a << whose word cannot be read/],
    ['cat <<$(x)\n@', /cannot be read/],
    ['x=$(cat <<X)\n@\nX', /begins in parentheses/],
    ['D="$(cd "$(dirname "$0")" && pwd)"\np @', ''],
    ['x="$(case a in a) p;; esac)"\np @', /line 1 has a case/],
    [`p "\${x:-it's}"\np @`, /a ' in an expansion/],
    ["p $'it\\'s' @", /behind a backslash in \$'/],
    ['p $((1<<2)) @\np @', '', ''],
    ['((x=1<<2))\np @', /a << in arithmetic/],
    [`p $((@)) a[@]=1 \${x:@} \${x:-@}`, /arithmetic/, /arithmetic/, /expansion/, ''],
    ['p a \\\n#@', '#'],
    ['p a\\\n#@', ''],
    ['case x in\na) p @;;\nesac\n(p "@")', '', '"'],
    ['x:\n  <<: *y\n  - p @', ''],
    [`${'(\n'.repeat(1000)}@`, /more open parentheses/],
    ['p `\n@\n`\np @', /the ` of line 1/, ''],
  ]);
});

test('yaml', () => {
  check(quotesInYaml, [
    ['db: {name: "my\n  @\n  db", p: @}\nb: @', /the " of line 1/, /the " of line 1/, ''],
    ["a: 'my\n\n  @'\nb: @", /the ' of line 1/, ''],
    ['a: "x \\\n @"', /the " of line 1/],
    ['a: some text\n  @\nb: @', /part of a text/, ''],
    ['- some text\n  - @\n- @', /part of a text/, ''],
    ['a:\n    text\n\n  @', /part of a text/],
    ['a: {\n  b: @,\n  "c":"x]", d: [@\n, @]}\ne: x, @', '', '', '', /part of a text/],
    ['a: {b: text\n  @}', /part of a text/],
    ['a: |\n  x\n @\nb: @', /in a block/, ''],
    ['- |\n  @\n- @', /in a block/, ''],
    ['|\n@\n---\n@', /in a block/, ''],
    ['%YAML 1.2\n---\n- @', ''],
    ['a:\n{{- if .x }}\n  - @\n{{- end }}\nb: @', '', ''],
    ['a: # "\n  b: @\n  # c: "\n  d: @', '', ''],
    ['\ta: "@"\r\nb: @\r\n', '"', ''],
  ]);
});

test('json', () => {
  check(quotesInJson, [
    ['a = `x @`;\nb = @', /template literal/, ''],
    ['a = `x\n @\n`, @;\nb = @', /the ` of line 1/, /the ` of line 1/, ''],
    [`a = \`\${f({}, \`x\`)}\`, @`, ''],
    ['a = "x \\\n @"\nb = @', /the " of line 1/, ''],
    ["// don't\nb = @", ''],
    ['// a lone `\nb = @', /line 1 has a ` in a comment/],
    ['x = /`/;\nb = @', /line 1 has a ` behind/],
    ["/* don't */ x = `it's\nb = @", /a ` in quotes/],
    ['{"a": "a lone `",\n"b": @}', ''],
    ['allow: /api/*\nb: @', ''],
  ]);
});
