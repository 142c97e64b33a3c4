// Chromium and Firefox with the same few words, for the site of the documents.
import { openBrowser } from './browser.mjs';
import { openFirefox } from './firefox.mjs';

export const NARROW = 360;

/** In a page of the site: resolves once its menu is built, which is the last thing that it does. */
const ready = async (frame) => {
  const at = frame ? document.querySelector('iframe').contentWindow : window;
  for (let tries = 0; tries < 400; tries += 1) {
    if (at.app && at.document.querySelector('#tsd-nav-container a')) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the menu of ${at.location} was not built within ten seconds`);
};

/**
 * What a page is: addresses and anchors that it has, what it loaded, how wide it is and its window. `frame`: of the page in the frame.
 *
 * @returns {Promise<{links: string[], ids: string[], loaded: string[], width: number, window: number, title: string}>}
 */
const look = (frame) => {
  const at = frame ? document.querySelector('iframe').contentWindow : window;
  const all = (selector) => [...at.document.querySelectorAll(selector)];
  return {
    links: all('a[href]').map((link) => link.href),
    ids: all('[id]').map(({ id }) => id),
    // Of files, Firefox tells nothing but what the page names.
    loaded: [
      ...at.performance.getEntriesByType('resource').map(({ name }) => name),
      ...all('script[src], link[href], img[src]').map(({ src, href }) => src || href),
    ],
    width: at.document.documentElement.scrollWidth,
    window: at.innerWidth,
    title: at.document.title,
  };
};

async function chromium() {
  const browser = await openBrowser();
  const page = await browser.newPage();
  const problems = [];
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  const go = async (address, width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(address);
    await page.evaluate(ready, false);
  };
  return {
    go: (address) => go(address, 1280),
    async narrow(address) {
      await go(address, NARROW);
      return page.evaluate(look, false);
    },
    evaluate: (fn, ...args) => page.evaluate(`(${fn})(...${JSON.stringify(args)})`),
    run: (script) => page.evaluate(script),
    scheme: (colorScheme) => page.emulateMedia({ colorScheme }),
    asked: async () => asked,
    problems: async () => problems,
    close: () => browser.close(),
  };
}

async function firefox() {
  const browser = await openFirefox({ 'layout.css.prefers-color-scheme.content-override': 1 });
  const asked = [];
  return {
    async go(address) {
      await browser.go(address);
      await browser.evaluate(ready, false);
      asked.push(...(await browser.evaluate(look, false)).loaded);
    },
    // A window of Firefox cannot be so narrow, but a frame can, and a page in it goes by the width of the frame.
    async narrow(address, frame) {
      await browser.go(frame);
      await browser.evaluate(
        (src, width) =>
          new Promise((resolve) => {
            const place = document.body.appendChild(document.createElement('iframe'));
            Object.assign(place, { src, width, height: 800, frameBorder: 0, onload: () => resolve(true) });
          }),
        address,
        NARROW,
      );
      await browser.evaluate(ready, true);
      const seen = await browser.evaluate(look, true);
      asked.push(...seen.loaded);
      return seen;
    },
    evaluate: (fn, ...args) => browser.evaluate(fn, ...args),
    run: (script) => browser.evaluate(`(() => { ${script} })`),
    scheme: (name) =>
      browser.inBrowser(
        (value) => Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', value),
        name === 'dark' ? 0 : 1,
      ),
    asked: async () => asked,
    problems: () =>
      browser.inBrowser(() =>
        Services.console
          .getMessageArray()
          .filter((one) => one instanceof Ci.nsIScriptError && /^(http|file):/.test(one.sourceName))
          .map((one) => one.message),
      ),
    close: browser.close,
  };
}

export const BROWSERS = { Chromium: chromium, Firefox: firefox };
