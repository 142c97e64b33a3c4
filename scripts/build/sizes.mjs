// What the package weighs, and the budgets that it must keep.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { tarball } from './pack-template.mjs';
import { pkg } from './project.mjs';
import { wasmFile } from './wasm.mjs';

/**
 * Bytes: gzip, file. The script is what pages download: room for what makes it safe, and no more. The tarball grows by the
 * notices of what is compiled in, which have to travel along. (For the script 145,000 was meant; what was tried to come down
 * to that is in docs/size.md.)
 */
const BUDGETS = { script: 165_000, tarball: 620_000 };

const gzip = (bytes) => zlib.gzipSync(bytes, { level: 9 }).length;
const number = (n) => n.toLocaleString('en-US').padStart(9);

/** Prints the table; throws over a budget. */
export function reportSizes() {
  const row = (name, file, budget) => {
    const bytes = fs.readFileSync(file);
    return { name, raw: bytes.length, gzip: file.endsWith('.tgz') ? undefined : gzip(bytes), budget };
  };
  const rows = [
    row('passwork.wasm', wasmFile),
    row('engine.js', path.join(pkg, 'engine.js')),
    row('passwork.js', path.join(pkg, 'passwork.js')),
    row('web/dist/passwork-web-api.js', path.join(pkg, 'web', 'dist', 'passwork-web-api.js'), BUDGETS.script),
    row('tarball', tarball, BUDGETS.tarball),
  ];
  console.log(`${'bytes'.padEnd(30)}${'raw'.padStart(9)} ${'gzip'.padStart(9)} ${'budget'.padStart(9)}`);
  for (const { name, raw, gzip, budget } of rows) {
    console.log(`${name.padEnd(30)}${number(raw)} ${number(gzip ?? '-')} ${budget ? number(budget) : ''}`.trimEnd());
  }
  const over = rows.filter((r) => r.budget && (r.gzip ?? r.raw) > r.budget);
  if (over.length) throw new Error(`over budget: ${over.map((r) => r.name).join(', ')}`);
}
