// Where the command line keeps its files, by platform.
import os from 'node:os';
import path from 'node:path';

const NAME = 'passwork-wasm';

export const NO_HOME = 'this user has no home: set HOME';

/**
 * The home of the user, `undefined` where nobody tells: in a container with whatever user and an empty environment. With an empty HOME it
 * would be the working folder, from which nothing is read.
 */
function homeOf(homes) {
  for (const ask of homes) {
    try {
      const home = ask();
      if (path.isAbsolute(home)) return home;
    } catch {} // no entry for this user
  }
  return undefined;
}

/** Folders of configuration, state and cache; `undefined` for one that has no place. */
export function foldersOf({
  env = process.env,
  platform = process.platform,
  home = os.homedir,
  user = os.userInfo,
} = {}) {
  const root = homeOf([home, () => user().homedir]);
  const within = (folder, ...parts) => folder && path.join(folder, ...parts);
  const below = (...parts) => within(root, ...parts);
  /** An absolute path from the environment, or what stands in its place: relative ones are ignored, as the XDG rules say. */
  const given = (name, ...otherwise) => (env[name] && path.isAbsolute(env[name]) ? env[name] : below(...otherwise));
  if (platform === 'win32') {
    const local = given('LOCALAPPDATA', 'AppData', 'Local');
    return {
      config: within(given('APPDATA', 'AppData', 'Roaming'), NAME),
      state: within(local, NAME, 'state'),
      cache: within(local, NAME, 'cache'),
    };
  }
  if (platform === 'darwin') {
    const support = below('Library', 'Application Support', NAME);
    return { config: support, state: within(support, 'state'), cache: below('Library', 'Caches', NAME) };
  }
  return {
    config: within(given('XDG_CONFIG_HOME', '.config'), NAME),
    state: within(given('XDG_STATE_HOME', '.local', 'state'), NAME),
    cache: within(given('XDG_CACHE_HOME', '.cache'), NAME),
  };
}
