// A real Chromium: the one that is there, else Debian's.
import { answer } from '../build/run.mjs';
import { ensureDebianPackages } from '../lib/debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const find = () => {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const name of NAMES) {
    const place = answer(['sh', '-c', `command -v ${name}`]);
    if (place) return place;
  }
  return null;
};

/** @returns {Promise<string>} the path of its binary */
export async function ensureChromium() {
  const there = find();
  if (there) return there;
  try {
    await ensureDebianPackages(['chromium']);
  } catch (error) {
    throw new Error(`no Chromium: ${error.message} (or set CHROMIUM_PATH)`, { cause: error });
  }
  const place = find();
  if (!place) throw new Error('apt-get installed chromium, but it is not on PATH');
  return place;
}
