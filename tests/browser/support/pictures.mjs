// Pictures for the README: made by the tests, written only with PASSWORK_PICTURES=1 (they differ a little on each machine).
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

export const wanted = process.env.PASSWORK_PICTURES === '1';

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

export function savePicture(name, bytes) {
  if (!wanted) return;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(folder + name, bytes);
}

/** Several pictures ({ data, width, height }) side by side on one ground. */
export async function saveTogether(context, name, pictures, ground) {
  if (!wanted) return;
  const page = await context.newPage();
  const images = pictures.map(({ data, width }) => `<img width="${width}" src="data:image/png;base64,${data}">`);
  await page.setContent(`<style>
    body { margin: 0 }
    div { display: inline-flex; align-items: start; gap: 24px; padding: 28px; background: ${ground} }
    img { display: block; border-radius: 12px; box-shadow: 0 1px 3px rgb(0 0 0 / 20%), 0 10px 34px rgb(0 0 0 / 22%) }
  </style><div>${images.join('')}</div>`);
  await page.setViewportSize({ width: 1300, height: 800 });
  savePicture(name, await page.locator('div').screenshot());
  await page.close();
}

const looked = fileURLToPath(new URL('../../../target/pictures-7/', import.meta.url));

/** Pictures to look at by hand, light and dark, not for the README; likewise only where they are wanted. */
async function inBoth(name, take) {
  if (!wanted) return;
  fs.mkdirSync(looked, { recursive: true });
  for (const scheme of ['light', 'dark']) fs.writeFileSync(`${looked}${name}-${scheme}.png`, await take(scheme));
}

/** Of a page. */
export const keepPicture = async (name, page) => {
  await inBoth(name, async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(300); // colours fade
    return page.screenshot();
  });
};

/** Of a page in Firefox (firefox.mjs). */
export const keepFirefox = async (name, firefox) => {
  await inBoth(name, async (scheme) => {
    const override = (value) => Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', value);
    await firefox.inBrowser(override, scheme === 'dark' ? 0 : 1);
    await new Promise((resolve) => setTimeout(resolve, 400)); // colours fade
    return firefox.screenshot();
  });
};

/** Of a popup (extension.mjs). */
export const keepPopup = async (name, popup) => {
  await inBoth(name, async (scheme) => {
    await popup.colours(scheme);
    return Buffer.from((await popup.picture()).data, 'base64');
  });
};
