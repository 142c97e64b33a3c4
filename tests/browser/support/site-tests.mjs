// The site of the documents (`npm run docs`), by HTTP below a path and as files, in one browser.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { makeSite } from './site.mjs';
import { BROWSERS, NARROW } from './site-browsers.mjs';
import { WORDS } from './site-words.mjs';

/** Hosts to which links may lead: where a name of the platform, or another product, is explained. Nothing is loaded from there. */
const ELSEWHERE =
  /^https:\/\/(developer\.mozilla\.org|www\.typescriptlang\.org|semver\.org|n8n\.io|docs\.n8n\.io|passwork\.pro|www\.npmjs\.com)\//;

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * `nested-interactive` is off: a group of typedoc's menu is a <summary> with a link in it, as are headings of its lists. Both can be
 * reached by Tab and told apart by a screen reader, and no style can part them.
 */
const ALL = { resultTypes: ['violations'], rules: { 'nested-interactive': { enabled: false } } };

/** A page of each kind that typedoc makes of declarations; all others of its kind have the same markup. */
const KINDS = [
  'index.html',
  'modules.html',
  'modules/passwork-wasm_testing.html',
  'classes/passwork-wasm.Passwork.html',
  'functions/passwork-wasm.fileTokenStore.html',
  'interfaces/passwork-wasm.ItemEntry.html',
  'interfaces/passwork-wasm_testing.TestServer.html',
  'types/passwork-wasm.ReferenceValue.html',
];

/** What a colour can spoil, and a browser: how it computes colours, and what it makes of a heading. */
const OF_COLOURS = { resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block', 'heading-order'] };

/** Guides with code of every language, and with tables and links. */
const COLOURED = ['ci', 'loading', 'migration', 'examples-web', 'i-want'].map((name) => `guides/${name}.html`);

/** @param {string} name of a browser */
export function siteTests(name) {
  let site;
  const guides = () => site.pages.filter((page) => page.startsWith('guides/'));

  before(async () => {
    site = await makeSite();
  });

  after(() => site?.close());

  test('the site has its pages, and no text of a guide beside them', () => {
    for (const page of [...KINDS, 'guides/i-want.html', 'guides/cli.html']) assert.ok(site.pages.includes(page), page);
    assert.ok(site.pages.length > 150);
    assert.deepEqual(
      [...site.files].filter((name) => /\.(md|mjs|rs|json)$/.test(name)),
      [],
    );
  });

  /** A browser for one test, and that nothing was asked of elsewhere and nothing went wrong in the page. */
  const browse = async (t) => {
    const browser = await BROWSERS[name]();
    t.after(() => browser.close());
    return {
      ...browser,
      async harmless() {
        const asked = await browser.asked();
        assert.ok(asked.length, 'control: requests are seen');
        assert.deepEqual(
          asked.filter((address) => !site.isOurs(address) && !/^(data|blob):/.test(address)),
          [],
        );
        assert.deepEqual(await browser.problems(), []);
        assert.deepEqual(site.missed, []);
      },
    };
  };

  test(`${name}: every link and anchor leads somewhere, and no page is wider than ${NARROW} px`, async (t) => {
    const browser = await browse(t);
    const seen = new Map();
    for (const page of name === 'Chromium' ? site.pages : [...KINDS, ...guides()])
      seen.set(page, await browser.narrow(site.served(page), site.frame));
    const wrong = [];
    let inner = 0;
    for (const [page, { links, width, window, title }] of seen) {
      assert.equal(window, NARROW, `${page}: control`);
      if (width > NARROW) wrong.push(`${page} is ${width} px wide`);
      if (!title) wrong.push(`${page} has no title`);
      for (const link of new Set(links)) {
        const target = site.nameOf(link);
        const anchor = decodeURIComponent(new URL(link).hash.slice(1));
        if (!target) {
          if (!ELSEWHERE.test(link)) wrong.push(`${page}: ${link}`);
        } else if (!site.files.has(target)) wrong.push(`${page}: ${link} is not there`);
        else if (anchor && seen.has(target) && !seen.get(target).ids.includes(anchor))
          wrong.push(`${page}: ${link} has no such anchor`);
        inner += 1;
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(inner > 200 * seen.size, 'control: links are seen, those of the menu too');
    await browser.harmless();
  });

  test(`${name}: as files, the search finds what people look for`, async (t) => {
    const browser = await browse(t);
    await browser.go(site.opened('guides/cli.html'));
    const missing = [];
    for (const [word, wanted] of Object.entries(WORDS)) {
      const found = await browser.evaluate(search, word);
      assert.ok(
        found.length <= 10 && found.every((address) => site.files.has(site.nameOf(address))),
        `${word}: ${found}`,
      );
      const names = found.map(
        (address) => site.nameOf(address).replace(/^\w+\/(passwork-wasm\.)?|\.html$/g, '') + new URL(address).hash,
      );
      if (!names.some((each) => wanted.includes(each))) missing.push({ word, names });
    }
    assert.deepEqual(missing, []);
    assert.deepEqual(await browser.evaluate(search, 'xyzzyplugh'), [], 'control');
    await browser.harmless();
  });

  for (const scheme of ['light', 'dark']) {
    test(`${name}: contrast, headings and all else that axe sees: ${scheme}`, async (t) => {
      const browser = await browse(t);
      await browser.scheme(scheme);
      // The markup is the same in both browsers and schemes: all rules once, then what may differ.
      const whole = name === 'Chromium' && scheme === 'light';
      const rules = whole ? ALL : OF_COLOURS;
      const pages = [...KINDS, ...(whole ? guides() : COLOURED)];
      for (const page of pages) {
        await browser.go(site.served(page));
        assert.equal(await browser.evaluate(isDark), scheme === 'dark', 'control');
        await browser.run(axe);
        assert.deepEqual(await browser.evaluate(violations, rules), [], page);
      }
      await browser.evaluate(spoil);
      const spoilt = await browser.evaluate(violations, rules);
      for (const rule of ['color-contrast', 'heading-order'])
        assert.ok(
          spoilt.some((one) => one.startsWith(rule)),
          `control: ${rule}`,
        );
      await browser.harmless();
    });
  }
}

// ---------------------------------------------------------------- in the page

/** Types a word into the search; the addresses of what it lists. */
async function search(word) {
  const field = document.querySelector('#tsd-search-input');
  const results = document.querySelector('#tsd-search-results');
  const status = document.querySelector('#tsd-search-status');
  if (!document.querySelector('#tsd-search').open) document.querySelector('#tsd-search-trigger').click();
  results.replaceChildren();
  status.replaceChildren();
  field.value = word;
  for (let tries = 0; tries < 100; tries += 1) {
    // The first word may come before the index is read; then nothing happens.
    if (tries % 40 === 0) field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const links = [...results.querySelectorAll('a')].map(({ href }) => href);
    if (links.length || status.textContent.includes(word)) return links;
  }
  throw new Error(`no answer for ${word}`);
}

function isDark() {
  const [red] = getComputedStyle(document.body).backgroundColor.match(/\d+/g);
  return Number(red) < 128;
}

async function violations(options) {
  const found = (await window.axe.run(document, options)).violations;
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  );
}

/** Two faults that axe must see. */
function spoil() {
  const text = document.createElement('p');
  text.textContent = 'hardly seen';
  text.style.cssText = 'color: #808080; background: #888888';
  const heading = document.createElement('h6');
  heading.textContent = 'out of order';
  document.querySelector('.col-content').prepend(text);
  document.querySelector('.col-content').append(heading);
}
