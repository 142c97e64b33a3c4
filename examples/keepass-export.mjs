// Everything you can read in Passwork, as one encrypted KeePass file.
//   KEEPASS_PASSWORD='…' node examples/keepass-export.mjs [FILE] [--inbox]
// --inbox also opens what others sent to you (which marks it as seen).
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import Passwork from 'passwork-wasm';
import { differences, KeePassWriter } from './keepass/kdbx.mjs';
import { walk } from './keepass/walk.mjs';
import { settings } from './support/settings.mjs';

const {
  values: { inbox },
  positionals: [file = defaultName()],
} = parseArgs({ allowPositionals: true, options: { inbox: { type: 'boolean', default: false } } });
const { HOST, API_KEY, USER_MASTER_PASS, sandbox } = await settings();
const filePassword = process.env.KEEPASS_PASSWORD || (sandbox ? 'sandbox' : undefined);
if (!filePassword) {
  console.error('Please set KEEPASS_PASSWORD: the new file is encrypted with it');
  process.exit(2);
}

const problems = [];
const { writer, count } = await exportAll();

// wx: never over an existing file. 0600: for nobody else on this computer.
await writeFile(file, Buffer.from(await writer.save()), { flag: 'wx', mode: 0o600 });
console.log(`Wrote ${file}: ${count.passwords} passwords, ${count.customs} custom fields, ${count.files} files`);

const wrong = await differences(await readFile(file), filePassword, writer.written);
console.log(
  wrong.length === 0
    ? `Opened it again: all ${writer.written.size} entries are there, complete`
    : `Opened it again, and found differences:\n  ${wrong.join('\n  ')}`,
);
if (sandbox && !process.env.KEEPASS_PASSWORD)
  console.log(`(Its password is "${filePassword}", as this is the sandbox.)`);

if (problems.length) {
  console.error(`\nNot in the file, because it could not be read:`);
  for (const { where, error } of problems) console.error(`  ${where}: ${error.message}`);
}
if (problems.length || wrong.length) process.exitCode = 1;

async function exportAll() {
  const keepass = new KeePassWriter(filePassword);
  const seen = { passwords: 0, customs: 0, files: 0 };
  const progress = progressLine();
  const records = [];

  const passwork = new Passwork(HOST);
  await passwork.login(API_KEY, USER_MASTER_PASS);
  try {
    let here = '';
    await walk(passwork, {
      inbox,
      onPlace: (place) => {
        here = place;
        progress(here, seen.passwords);
      },
      onRecord: (record) => {
        records.push(record);
        seen.passwords += 1;
        seen.customs += record.customs.length;
        seen.files += record.files.length;
        progress(here, seen.passwords);
      },
      onProblem: (problem) => problems.push(problem),
    });
  } finally {
    await passwork.logout();
    progress.end();
  }
  for (const record of records) await keepass.add(record);
  return { writer: keepass, count: seen };
}

/** On a terminal one line that changes; elsewhere (a log) one line for each place. */
function progressLine() {
  const { stdout } = process;
  let last;
  const show = (place, n) => {
    if (stdout.isTTY) stdout.write(`\r\x1b[K${n} passwords   ${place}`.slice(0, (stdout.columns ?? 80) + 4));
    else if (place !== last) console.log(`Reading ${place}`);
    last = place;
  };
  show.end = () => stdout.isTTY && stdout.write('\r\x1b[K');
  return show;
}

function defaultName() {
  return `passwork-${new Date().toISOString().slice(0, 19).replace(/:/g, '-')}.kdbx`;
}
