#!/usr/bin/env node
// The bill of materials of the package, beside the tarball.
import path from 'node:path';
import { build } from './build/index.mjs';
import { root } from './build/project.mjs';
import { commandLine } from './lib/arguments.mjs';
import { main, say } from './lib/script.mjs';
import { billFile, writeBill } from './release/bill.mjs';

const USAGE = `Usage: npm run sbom -- [--verbose]

  --verbose   show all output

Builds the package and writes target/npm/sbom.cdx.json (CycloneDX 1.5).`;

commandLine(USAGE, { options: { verbose: { type: 'boolean' } } });
await main(async () => {
  const { tarball } = await build();
  const parts = await writeBill(tarball);
  say(`${path.relative(root, billFile)}: ${parts} parts`);
});
