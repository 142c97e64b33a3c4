// Real browsers: those that are there, else Debian's.
import { ensureDebianPackages } from '../lib/debian.mjs';
import { answer } from '../lib/process.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FIREFOX = ['firefox', 'firefox-esr'];

const find = (variable, names) => {
  if (process.env[variable]) return process.env[variable];
  for (const name of names) {
    const place = answer(['sh', '-c', `command -v ${name}`]);
    if (place) return place;
  }
  return null;
};

async function ensure(variable, names, debian) {
  const there = find(variable, names);
  if (there) return there;
  try {
    await ensureDebianPackages([debian]);
  } catch (error) {
    throw new Error(`no ${debian}: ${error.message} (or set ${variable})`, { cause: error });
  }
  const place = find(variable, names);
  if (!place) throw new Error(`apt-get installed ${debian}, but it is not on PATH`);
  return place;
}

/** @returns {Promise<string>} the path of a Chromium */
export const ensureChromium = () => ensure('CHROMIUM_PATH', CHROMIUM, 'chromium');

/** @returns {Promise<string>} the path of a Firefox */
export const ensureFirefox = () => ensure('PASSWORK_FIREFOX', FIREFOX, 'firefox-esr');
