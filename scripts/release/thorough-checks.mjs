// What a release must hold, as far as the package has to be built to see it. A check gives what it saw, in words, or throws: an error for
// what is wrong, `Unavailable` for what could not be asked.
import path from 'node:path';
import { build } from '../build/index.mjs';
import { at, root } from '../build/project.mjs';
import { reportSizes } from '../build/sizes.mjs';
import { compilerName } from '../build/toolchain.mjs';
import { hashOfFile } from '../lib/hash-of-file.mjs';
import { npm, run } from '../lib/process.mjs';
import { writeBill } from './bill.mjs';
import { rebuiltDifferently } from './clean-clone.mjs';
import { commitOf } from './git.mjs';
import { refuse } from './outcomes.mjs';
import { lintPackage } from './package-lint.mjs';
import { checkAdvisories, checkCrates, checkSignatures } from './supply-chain.mjs';
import { nameDifferences, namesBelow, recorded, unpacked } from './tarball.mjs';

/** Each is given an object, in which the first leaves the path of the tarball. */
export const thoroughChecks = [
  {
    name: 'package',
    async body(context) {
      context.tarball = (await build()).tarball;
      return `${path.relative(root, context.tarball)}, SHA-256 ${hashOfFile(context.tarball)}`;
    },
  },
  {
    name: 'sizes',
    async body() {
      reportSizes();
      return 'within the budgets';
    },
  },
  {
    name: 'files',
    async body({ tarball }) {
      const found = await unpacked(tarball, namesBelow);
      refuse(
        'the tarball has other files than scripts/release/package-files.txt says',
        nameDifferences(found, recorded()),
      );
      return `${found.length}, all on record`;
    },
  },
  {
    name: 'licences',
    async body({ tarball }) {
      // The build has compared the notices with what is compiled in; that they travel with it is seen here.
      await unpacked(tarball, (folder) => {
        for (const name of ['LICENSE', 'THIRD_PARTY_LICENSES.txt']) {
          const [inside, here] = [path.join(folder, name), at(name)].map((file) => hashOfFile(file));
          if (inside !== here) throw new Error(`${name} of the tarball is not the one of this commit`);
        }
      });
      return 'the notices of all parts are in the tarball';
    },
  },
  { name: 'lint', body: async ({ tarball }) => lintPackage(tarball) },
  {
    name: 'crates',
    async body() {
      await checkCrates();
      return 'bans, licences and sources are as deny.toml says';
    },
  },
  {
    name: 'bill',
    body: async ({ tarball }) => `target/npm/sbom.cdx.json: ${await writeBill(tarball)} parts, valid CycloneDX 1.5`,
  },
  {
    name: 'rebuild',
    async body({ tarball }) {
      const commit = commitOf('HEAD');
      refuse('a clean clone builds another tarball', await rebuiltDifferently(tarball, commit));
      return `a clean clone builds the same bytes, with ${compilerName()}`;
    },
  },
  {
    name: 'publish',
    async body({ tarball }) {
      await run('publish', npm('publish', tarball, '--dry-run', '--ignore-scripts', '--access', 'public'));
      return 'npm would take it (--dry-run)';
    },
  },
  {
    name: 'advisories',
    async body() {
      await checkAdvisories();
      return 'no crate has one';
    },
  },
  {
    name: 'signatures',
    async body() {
      await checkSignatures();
      return 'the registry has signed every module';
    },
  },
];
