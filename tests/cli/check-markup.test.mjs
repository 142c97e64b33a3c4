// `passwork check` in pages and components: which scripts it sees, and which texts are none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderOf, reportOf } from './support/check.mjs';

const SCRIPT = "import P from 'passwork-js';\nnew P(host).getVaults();";

/** Where the only call is found in a file, `line:column`, or nothing. */
async function callIn(t, name, text) {
  const { report, stderr } = await reportOf(folderOf(t, { [name]: text }));
  assert.equal(stderr, '');
  return report.methods.flatMap(({ places }) => places.map(({ line, column }) => `${line}:${column}`)).join();
}

/** Where it is in the text, counted by lines. */
function placeIn(text) {
  const before = text.slice(0, text.indexOf('getVaults')).split('\n');
  return `${before.length}:${before.at(-1).length + 1}`;
}

const SEEN = {
  'a.vue': `<template>\n  <textarea v-model="note" />\n</template>\n<script setup>\n${SCRIPT}\n</script>`,
  'b.vue': `<template><title-bar/><style-guide /><textarea-autosize v-model="x"/></template>\n<script>\n${SCRIPT}</script>`,
  'c.vue': `<script src="./part.js" />\n<template><p>it's</p></template>\n<script setup lang="ts" generic="T extends A<string>">\n${SCRIPT}</script>`,
  'd.vue': `<template><textarea :value="a > b" /></template><script-loader></script-loader><script>\n${SCRIPT}</script>`,
  'a.svelte': `<textarea bind:value={x} />\n<STYLE/>\n<script context="module">\n${SCRIPT}</script>`,
  'a.html': `<p>an open <textarea> hides nothing\n<script type=module>\n${SCRIPT}</script>`,
  'b.html': `<style></style-x></style><!--><script type="text/javascript; charset=utf-8">\n${SCRIPT}</script>`,
  'c.html': `<!-- a --!><script data-type="x" type='module'>\n${SCRIPT}</script>`,
  'd.html': `<title>a</title\n><script>\n${SCRIPT}`,
  'a.xhtml': `<title/><textarea name="a"/><script>\n${SCRIPT}</script>`,
};

for (const [name, text] of Object.entries(SEEN)) {
  test(`a script is seen behind ${JSON.stringify(text.slice(0, text.indexOf(SCRIPT)))}`, async (t) => {
    assert.equal(await callIn(t, name, text), placeIn(text));
  });
}

const HIDDEN = {
  'a.html': `<textarea><script>\n${SCRIPT}</script></textarea>`,
  'b.html': `<title lang="a/"><script>\n${SCRIPT}</script></title >`,
  'c.html': `<!-- <script>\n${SCRIPT}</script> -->`,
  'd.html': `<script type="application/json; charset=utf-8">\n${SCRIPT}</script>`,
  'e.vue': `<style>/* <script>\n${SCRIPT}</script> */</style>`,
  'f.vue': `<template><script-loader>\n${SCRIPT}</script-loader></template>`,
};

for (const [name, text] of Object.entries(HIDDEN)) {
  test(`a trap: no script in ${JSON.stringify(text.slice(0, text.indexOf(SCRIPT)))}`, async (t) => {
    assert.equal(await callIn(t, name, text), '');
  });
}

test("the original's file in a path with spaces, behind another member that ends in src", async (t) => {
  const text = `<script data-src="x.js" src="my js/passwork-web-api.js"></script>\n<script>passwork(h).getVaults()</script>`;
  const { report } = await reportOf(folderOf(t, { 'a.html': text }));
  assert.deepEqual(
    report.uses.map(({ kind, line, possibly }) => [kind, line, possibly]),
    [
      ['script', 1, false],
      ['global', 2, false],
    ],
  );
});
