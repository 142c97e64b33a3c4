// Makes `import 'passwork-wasm'` in examples/ mean the built pkg/: the same link that
// `npm install` in examples/ would make for its "passwork-wasm": "file:../pkg".
import { existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const link = `${root}examples/node_modules/passwork-wasm`;
const target = '../../pkg';

export function linkPackage() {
  if (!existsSync(`${root}pkg/package.json`)) throw new Error('pkg/ is not built yet: npm run build');
  const there = lstatSync(link, { throwIfNoEntry: false });
  if (there?.isSymbolicLink() && readlinkSync(link).replace(/[\\/]$/, '') === target) return;
  if (there) rmSync(link, { recursive: true });
  mkdirSync(`${root}examples/node_modules`, { recursive: true });
  // 'junction' needs no special rights on Windows, but an absolute target.
  const windows = process.platform === 'win32';
  symlinkSync(windows ? `${root}pkg` : target, link, windows ? 'junction' : 'dir');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) linkPackage();
