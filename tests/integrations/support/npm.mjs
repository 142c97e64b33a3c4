// npm for the steps of the action: one that notes how it was called and gives the package under test, and a registry for the real one.
import fs from 'node:fs';
import path from 'node:path';
import { npm, run } from '../../../scripts/lib/process.mjs';
import { bin } from '../../cli/support/cli.mjs';
import { folder, manifest } from '../../node/support/installed.mjs';
import { startRegistry } from './registry.mjs';

const FAKE = `#!/bin/sh
{ for word in "$@"; do printf '%s\\n' "$word"; done; } > "$NPM_CALLED.words"
env | cut -d= -f1 > "$NPM_CALLED.names"
pwd > "$NPM_CALLED.folder"
[ -z "$NPM_FAILS" ] || { echo 'npm says no'; exit 1; }
echo 'added 1 package'
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/node_modules/.bin"
ln -s '${bin}' "$2/node_modules/.bin/passwork"
`;

/** Puts it into a folder for PATH; `called()`: its words, the names of its variables, its folder; nothing if it was not called. */
export function fakeNpm(home) {
  const place = path.join(home, 'npm');
  fs.mkdirSync(place);
  fs.writeFileSync(path.join(place, 'npm'), FAKE, { mode: 0o755 });
  const file = path.join(home, 'called');
  const lines = (name) => fs.readFileSync(`${file}.${name}`, 'utf8').trimEnd().split('\n');
  const called = () =>
    fs.existsSync(`${file}.words`)
      ? { words: lines('words'), names: lines('names'), folder: lines('folder')[0] }
      : undefined;
  return { place, env: { NPM_CALLED: file }, called };
}

/** A registry of this computer that has the package under test, and nothing else. `asked`: what was asked of it. */
export async function registry(t, home) {
  await run('integrations-pack', npm('pack', folder, '--ignore-scripts', '--pack-destination', home));
  const tarball = path.join(home, `passwork-wasm-${manifest.version}.tgz`);
  const { address, asked, close } = await startRegistry(tarball, manifest);
  t.after(close);
  return { address, asked };
}
