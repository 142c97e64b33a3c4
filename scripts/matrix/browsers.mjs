// Three engines. What a page has to say it reports by itself, so a browser has only to open an address: no driver.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { answer, start } from '../lib/process.mjs';
import { Unavailable } from '../lib/unavailable.mjs';
import { ensureChromium } from '../test/browsers.mjs';
import { debianBrowser } from './tools.mjs';

const isRoot = process.getuid?.() === 0;

const versionOf = (place) => /\d+(\.\d+)+/.exec(answer([place, '--version']) ?? '')?.[0] ?? 'unknown';

const onPath = (name) => answer(['sh', '-c', `command -v ${name}`]);

/** Opens an address in a browser of its own with an empty profile; `open` gives the running program. */
const opener = (command) => (url) => {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-browser-'));
  const { args, env } = command(profile, url);
  const child = start(args, { env, group: true });
  return {
    ...child,
    async end() {
      await child.end();
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
};

export async function chromium() {
  let place;
  try {
    place = await ensureChromium();
  } catch (error) {
    throw new Unavailable(error.message);
  }
  const flags = [
    '--headless=new',
    '--no-first-run',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-extensions',
  ];
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--enable-logging=stderr',
  ];
  return {
    version: versionOf(place),
    open: opener((profile, url) => ({
      args: [place, ...flags, ...quiet, ...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${profile}`, url],
    })),
  };
}

const FIREFOX = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'devtools.console.stdout.content': true,
  'extensions.systemAddon.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
};

export async function firefox() {
  const found = await debianBrowser(() => {
    const place = onPath('firefox-esr') ?? onPath('firefox');
    return place && { place, version: versionOf(place) };
  }, ['firefox-esr']);
  return {
    version: found.version,
    open: opener((profile, url) => {
      const prefs = Object.entries(FIREFOX).map(
        ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`,
      );
      fs.writeFileSync(path.join(profile, 'user.js'), prefs.join('\n'));
      return {
        args: [found.place, '--headless', '--no-remote', '--profile', profile, url],
        env: { MOZ_CRASHREPORTER_DISABLE: '1', HOME: profile },
      };
    }),
  };
}

const miniBrowser = () => {
  const lib = '/usr/lib';
  if (!fs.existsSync(lib)) return null;
  for (const arch of fs.readdirSync(lib).filter((name) => name.includes('linux-gnu'))) {
    for (const api of ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0']) {
      const place = path.join(lib, arch, api, 'MiniBrowser');
      if (fs.existsSync(place)) return place;
    }
  }
  return null;
};

export async function webkit() {
  const found = await debianBrowser(() => {
    const place = miniBrowser();
    const version = /\d+(\.\d+)+/.exec(answer(['dpkg-query', '-W', 'webkit2gtk-driver']) ?? '')?.[0];
    return place && onPath('xvfb-run') && onPath('xauth') ? { place, version: version ?? 'unknown' } : null;
  }, ['webkit2gtk-driver', 'xvfb', 'xauth']);
  return {
    version: found.version,
    open: opener((profile, url) => ({
      args: ['xvfb-run', '-a', found.place, url],
      env: {
        HOME: profile,
        XDG_CACHE_HOME: profile,
        XDG_CONFIG_HOME: profile,
        XDG_DATA_HOME: profile,
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        ...(isRoot && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
      },
    })),
  };
}

/** A page that makes a round trip. */
export async function runPage(ticket, browser, url) {
  const child = browser.open(url);
  try {
    return await ticket.result(child.died('before the page reported'));
  } catch (error) {
    const lines = child
      .output()
      .split('\n')
      .filter((line) => /console|error/i.test(line) && !/dbus|gcm|gpu|vaapi/i.test(line));
    if (lines.length) error.message += `\n${lines.slice(-10).join('\n')}`;
    throw error;
  } finally {
    await child.end();
  }
}
