// The frameworks of tests/servers/package.json in target/servers, for the programs of docs/servers.md.
import { ensureLocked } from '../build/node-modules.mjs';
import { at } from '../build/project.mjs';

/** Their folder, when they are there. */
export async function ensureFrameworks() {
  const folder = at('target', 'servers');
  const what = 'frameworks for servers (42 MB) into target/servers';
  await ensureLocked({ name: 'frameworks', what, source: at('tests', 'servers'), folder });
  return folder;
}
