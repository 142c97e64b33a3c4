// `passwork check` over many files and over long ones: time and memory of all, and of a tenth. Part of `npm run bench -- cli`.
import fs from 'node:fs';
import path from 'node:path';
import { median } from './jobs/measure.mjs';
import { number, table } from './lib/table.mjs';

const FILES = 20_000;
const LINES = 19_000;
/** Seconds, and how many times the memory, for the files, or the time, for the lines, of a tenth. */
const LIMIT = { seconds: 10, memory: 2, time: 10 };
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

/** One file with a call in each of its lines, in forms that are looked up elsewhere in the file. */
const LONG = {
  'fields of a name': ['const c=[];', 'passwork.addPassword({password:p,custom:c});\n'],
  '.catch': ['', 'passwork.getVaults().catch((e)=>0)\n'],
  'try and catch': ['', 'try{passwork.getVaults()}catch(e){}\n'],
};

/**
 * @param {{bin: string, home: string, timed: (command: string[], env: object) => Promise<{ms: number, stdout: string}>}} what The
 *   program, a folder for what is made, and what runs a program.
 */
export async function checked({ bin, home, timed }) {
  const hook = path.join(home, 'memory.cjs');
  const memory = path.join(home, 'memory.txt');
  const report = JSON.stringify(memory);
  fs.writeFileSync(
    hook,
    `process.on('exit', () => require('fs').writeFileSync(${report}, String(process.resourceUsage().maxRSS)));`,
  );
  /** Medians over a place in which so many calls are found. */
  async function measured(place, calls) {
    const all = [];
    for (let round = 0; round < ROUNDS; round++) {
      const command = [process.execPath, '--require', hook, bin, 'check', '--json', place];
      const { ms, stdout } = await timed(command, { PATH: process.env.PATH, HOME: home });
      const found = JSON.parse(stdout).methods[0].places.length;
      if (found !== calls) throw new Error(`check: ${found} calls in ${place}`);
      all.push({ seconds: ms / 1000, mib: Number(fs.readFileSync(memory, 'utf8')) / 1024 });
    }
    return { seconds: median(all.map(({ seconds }) => seconds)), mib: median(all.map(({ mib }) => mib)) };
  }
  const row = (name, few, many, isMet) => [
    name,
    `${number(few.seconds)} s, ${number(few.mib)} MiB`,
    `${number(many.seconds)} s, ${number(many.mib)} MiB`,
    isMet ? 'yes' : 'NO',
  ];
  const [few, many] = await inTurn([FILES / 10, FILES], (count) => {
    const folder = path.join(home, `files-${count}`);
    written(folder, count);
    return measured(folder, count / 20);
  });
  const isMet = many.seconds <= LIMIT.seconds && many.mib <= few.mib * LIMIT.memory;
  const rows = [row(`${number(FILES)} files`, few, many, isMet)];
  for (const [name, [before, line]] of Object.entries(LONG)) {
    const [few, many] = await inTurn([LINES / 10, LINES], (count) => {
      const file = path.join(home, `long-${count}.js`);
      fs.writeFileSync(file, `const Passwork = require('passwork-js');\n${before}${line.repeat(count)}`);
      return measured(file, count);
    });
    rows.push(row(`${number(LINES)} lines, ${name}`, few, many, many.seconds <= few.seconds * LIMIT.time));
  }
  const limits = `limits: ${LIMIT.seconds} s and ${LIMIT.memory} times the memory of a tenth; for lines ${LIMIT.time} times its time`;
  return `${table(['check', 'a tenth', 'all', 'met'], rows)}\n${limits}`;
}

async function inTurn(list, work) {
  const results = [];
  for (const one of list) results.push(await work(one));
  return results;
}
