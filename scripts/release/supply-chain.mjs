// What is asked of the crates, and of the modules of npm, that are taken from others.
import { at, root } from '../build/project.mjs';
import { ensureProgram } from '../build/toolchain.mjs';
import { CommandError, npm, run } from '../lib/process.mjs';
import { Unavailable } from '../lib/unavailable.mjs';
import { MANIFESTS } from '../licenses/parts.mjs';

const TOOLS = at('tools', 'Cargo.toml');

async function deny(name, manifest, checks) {
  const cargoDeny = await ensureProgram('cargo-deny');
  const how = ['--manifest-path', manifest, '--config', at('deny.toml'), '--locked', '--color', 'never'];
  await run(name, [cargoDeny, ...how, 'check', '--allow', 'unmatched-skip', ...checks], { cwd: root });
}

/** Licences, sources, bans of what is compiled in (deny.toml); of the tool that makes the glue, where it comes from. */
export async function checkCrates() {
  for (const manifest of MANIFESTS) await deny('cargo-deny', manifest, ['bans', 'licenses', 'sources']);
  await deny('cargo-deny-tools', TOOLS, ['sources']);
}

/** Known faults of crates: the database is a repository of its own. */
export async function checkAdvisories() {
  for (const manifest of [...MANIFESTS, TOOLS])
    await online('the database of advisories', () => deny('advisories', manifest, ['advisories']));
}

/** Whether the modules of npm are signed by the registry that they come from. */
export const checkSignatures = () =>
  online('npm audit signatures', () => run('audit', npm('audit', 'signatures', '--fetch-retries=0'), { cwd: root }));

/** A failure of the network is told as what was not run. */
async function online(name, body) {
  try {
    return await body();
  } catch (error) {
    if (error instanceof CommandError && OFFLINE.test(error.output))
      throw new Unavailable(`${name} cannot be reached from here`);
    throw error;
  }
}

const OFFLINE = /npm error network|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|failed to fetch advisory database/;
