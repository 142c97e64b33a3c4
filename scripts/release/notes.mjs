// The notes of a release: the entry of the changelog, and what one needs to see that a tarball is the one of its commit.
import fs from 'node:fs';
import path from 'node:path';
import { work } from '../build/project.mjs';
import { compilerName } from '../build/toolchain.mjs';
import { engineFile, wasmFile } from '../build/wasm.mjs';
import { hashOfFile } from '../lib/hash-of-file.mjs';

export const notesFile = path.join(work, 'release-notes.md');

export function notesOf(entry, { version, commit, tarball, engine, module, compiler }) {
  return `# ${version}

${entry}

## Verify it

| | |
| --- | --- |
| commit | \`${commit}\` |
| SHA-256 of the tarball | \`${tarball}\` |
| SHA-256 of the engine, as \`diagnostics()\` shows it in Node, browsers, Bun and Deno | \`${engine}\` |
| the same of \`passwork.wasm\`, which Cloudflare Workers and the command line load | \`${module}\` |
| built with | ${compiler} |

\`npm pack passwork-wasm@${version}\` and, in a clone of the repository, \`npm run verify -- passwork-wasm-${version}.tgz\` build the commit from nothing and compare. \`npm audit signatures\` checks where the package on npm comes from.
`;
}

export function writeNotes(entry, { version, commit, tarball }) {
  const [engine, module] = [engineFile, wasmFile].map((file) => hashOfFile(file));
  fs.writeFileSync(
    notesFile,
    notesOf(entry, { version, commit, tarball: hashOfFile(tarball), engine, module, compiler: compilerName() }),
  );
}
