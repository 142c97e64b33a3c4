// A real Chromium: the one that is there, else Debian's.
import { answer, run, say } from '../build/run.mjs';

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
  if (!answer(['sh', '-c', 'command -v apt-get'])) {
    throw new Error('no Chromium here, and no apt-get to install it with: set CHROMIUM_PATH');
  }
  const root = process.getuid() === 0;
  if (!root && answer(['sudo', '-n', 'true']) === null) {
    throw new Error('no Chromium here: apt-get install chromium, or set CHROMIUM_PATH');
  }
  say('apt-get install chromium (a minute, once)');
  const apt = [...(root ? [] : ['sudo', '-n']), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await run('apt-update', [...apt, ...wait, 'update', '-qq']);
  await run('apt-chromium', [...apt, ...wait, 'install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  const place = find();
  if (!place) throw new Error('apt-get installed chromium, but it is not on PATH');
  return place;
}
