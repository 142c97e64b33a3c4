// Where the command line keeps its files, by platform.
import os from 'node:os';
import path from 'node:path';

const NAME = 'passwork-wasm';

/** An absolute path from the environment, or what stands in its place: relative ones are ignored, as the XDG rules say. */
const given = (env, name, otherwise) => (env[name] && path.isAbsolute(env[name]) ? env[name] : otherwise());

/** The home of the user. With an empty HOME it would be the working folder, from which nothing is read. */
const homeOf = (home) => (path.isAbsolute(home) ? home : os.userInfo().homedir);

/** Folders of configuration, state and cache. */
export function foldersOf({ env = process.env, platform = process.platform, home = os.homedir } = {}) {
  const below = (...parts) => path.join(homeOf(home()), ...parts);
  if (platform === 'win32') {
    const roaming = given(env, 'APPDATA', () => below('AppData', 'Roaming'));
    const local = given(env, 'LOCALAPPDATA', () => below('AppData', 'Local'));
    return {
      config: path.join(roaming, NAME),
      state: path.join(local, NAME, 'state'),
      cache: path.join(local, NAME, 'cache'),
    };
  }
  if (platform === 'darwin') {
    const support = below('Library', 'Application Support', NAME);
    return { config: support, state: path.join(support, 'state'), cache: below('Library', 'Caches', NAME) };
  }
  const xdg = (name, ...otherwise) =>
    path.join(
      given(env, name, () => below(...otherwise)),
      NAME,
    );
  return {
    config: xdg('XDG_CONFIG_HOME', '.config'),
    state: xdg('XDG_STATE_HOME', '.local', 'state'),
    cache: xdg('XDG_CACHE_HOME', '.cache'),
  };
}
