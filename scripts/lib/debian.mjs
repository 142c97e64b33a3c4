// Packages of the system, as root or by a password-less sudo.
import { answer, run } from './process.mjs';
import { say } from './script.mjs';

/** Installs Debian packages, or says how to do it by hand. */
export async function ensureDebianPackages(packages) {
  const names = packages.join(' ');
  if (!answer(['sh', '-c', 'command -v apt-get']))
    throw new Error(`not here: ${names}, and no apt-get to install them`);
  const root = process.getuid() === 0;
  if (!root && answer(['sudo', '-n', 'true']) === null) throw new Error(`not here: apt-get install ${names}`);
  say(`apt-get install ${names} (a minute, once)`);
  const apt = [...(root ? [] : ['sudo', '-n']), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await run('apt-update', [...apt, ...wait, 'update', '-qq']);
  await run(`apt-${packages[0]}`, [...apt, ...wait, 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
}
