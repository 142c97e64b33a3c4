// `passwork check` over many files: time and memory, a tenth of the files and all of them. Part of `npm run bench -- cli`.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { median } from './jobs/measure.mjs';
import { number, table } from './lib/table.mjs';

const FILES = 20_000;
const LIMIT = { seconds: 10, growth: 2 };
const ROUNDS = 3;

/** Of a hundred files five use the original, and ten have names that it might have, which makes them worth their tokens. */
function textOf(i) {
  const filler = `export function part${i}(list, x) {\n  return list.map((one) => one.value / x).filter(/a[b/]c/.test);\n}\n`;
  const body = filler.repeat(40); // 4 kB, as files of programs are
  if (i % 20 === 0)
    return `import P from 'passwork-js/src/passwork-api';\nconst p = new P(host);\n${body}p.getVault(${i});\n`;
  return i % 10 === 1 ? `${body}resetPassword(x);\n` : body;
}

function written(folder, count) {
  for (let i = 0; i < count; i++) {
    const place = path.join(folder, `part-${Math.floor(i / 200)}`);
    if (i % 200 === 0) fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(path.join(place, `file-${i}.js`), textOf(i));
  }
}

/** @param {{bin: string, home: string}} what The program, and a folder for what is made. */
export function checked({ bin, home }) {
  const hook = path.join(home, 'memory.cjs');
  const memory = path.join(home, 'memory.txt');
  const report = JSON.stringify(memory);
  fs.writeFileSync(
    hook,
    `process.on('exit', () => require('fs').writeFileSync(${report}, String(process.resourceUsage().maxRSS)));`,
  );
  const run = (folder) => {
    const start = performance.now();
    const { status, stdout } = spawnSync(process.execPath, ['--require', hook, bin, 'check', '--json', folder], {
      env: { PATH: process.env.PATH, HOME: home },
      maxBuffer: 1 << 28,
    });
    const { files, methods } = JSON.parse(stdout);
    if (status !== 0 || methods[0].places.length !== files / 20) throw new Error(`check: ${status}, ${files} files`);
    return { seconds: (performance.now() - start) / 1000, mib: Number(fs.readFileSync(memory, 'utf8')) / 1024 };
  };
  const results = [FILES / 10, FILES].map((count) => {
    const folder = path.join(home, `files-${count}`);
    written(folder, count);
    const all = Array.from({ length: ROUNDS }, () => run(folder));
    return { count, seconds: median(all.map((one) => one.seconds)), mib: median(all.map((one) => one.mib)) };
  });
  const [few, many] = results;
  const isMet = many.seconds <= LIMIT.seconds && many.mib <= few.mib * LIMIT.growth;
  const rows = results.map(({ count, seconds, mib }) => [
    `check, ${number(count)} files`,
    `${number(seconds)} s`,
    `${number(mib)} MiB`,
  ]);
  const limit = `limit: ${LIMIT.seconds} s, and ${LIMIT.growth} times the memory of a tenth: ${isMet ? 'met' : 'NOT MET'}`;
  return `${table(['command', 'median', 'memory'], rows)}\n${limit}`;
}
