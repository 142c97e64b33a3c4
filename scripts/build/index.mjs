// The whole build, for the scripts that need the package: `const { pkg, tarball } = await build()`.

import { buildBundles } from './bundle.mjs';
import { checkLicenses } from './licenses.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { assemblePackage, packTarball } from './pack-template.mjs';
import { checkVersions, pkg } from './project.mjs';
import { ensureToolchain } from './toolchain.mjs';
import { buildWasm } from './wasm.mjs';

export { installPackage } from './install.mjs';

/** Makes pkg/ and the tarball of it, from whatever is there already. */
export async function build() {
  checkVersions();
  await ensureNodeModules();
  await ensureToolchain();
  await buildWasm();
  await buildBundles();
  await checkLicenses();
  assemblePackage();
  return { pkg, tarball: await packTarball() };
}
