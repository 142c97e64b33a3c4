// Saves a file, again and again, until it is killed; with `--half` it kills itself when half of the bytes are written.
import fs from 'node:fs';
import { attachmentOf } from '../support/attachment.mjs';

const [target, size, how] = process.argv.slice(2);
const files = await Promise.all(['A', 'B'].map((letter) => attachmentOf(Buffer.alloc(Number(size), letter))));
if (how === '--half') {
  const { writeFileSync } = fs;
  fs.writeFileSync = (to, bytes, ...more) => {
    writeFileSync(to, bytes.subarray(0, bytes.length / 2), ...more);
    process.kill(process.pid, 'SIGKILL');
  };
}
fs.writeSync(1, 'ready');
for (let i = 0; ; i++) files[i % 2].saveTo('', target);
