// The files below some paths that may use the original. Folders of others and links are left out; nothing is held but names.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { reasonOf } from '../shared/index.mjs';

/** What is installed, and what versions are kept in. */
const OTHERS = /^(?:node_modules|\.git|\.hg|\.svn)$/;
const KINDS = [
  ['manifest', /^package\.json$/],
  ['lock', /^(?:(?:package-|pnpm-|yarn\.|bun\.)lock|npm-shrinkwrap)(?:\.json|\.yaml)?$/],
  ['program', /\.[cm]?[jt]sx?$/i],
  ['markup', /\.(?:x?html?|vue|svelte)$/i],
];
const kindOf = (name) => KINDS.find(([, names]) => names.test(name))?.[0];

const MIB = 1024 * 1024;
/** Larger files are made by programs; lists of packages may be large. */
const mostOf = (kind) => (kind === 'lock' ? 64 * MIB : MIB);

/**
 * Every file to look at, `{file, kind}`, below paths that are there. `leftOut(file, reason)` is told of folders that cannot be listed.
 *
 * @param {string[]} paths Each a file or a folder.
 */
export function* filesBelow(paths, leftOut) {
  const left = [...new Set(paths)].reverse();
  while (left.length) {
    const place = left.pop();
    try {
      const inner = [];
      // A script without an ending, which somebody names, is one, and so is a pipe.
      if (!statSync(place).isDirectory()) yield { file: place, kind: kindOf(basename(place)) ?? 'program' };
      else {
        for (const entry of readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
          const file = join(place, entry.name);
          const kind = entry.isFile() && kindOf(entry.name);
          if (kind) yield { file, kind };
          else if (entry.isDirectory() && !OTHERS.test(entry.name)) inner.push(file);
        }
      }
      left.push(...inner.reverse());
    } catch (error) {
      leftOut(place, reasonOf(error));
    }
  }
}

/** The bytes of a text, or the reason why there are none. */
export function bytesOf({ file, kind }) {
  try {
    const most = mostOf(kind);
    const tooLarge = `larger than ${most / MIB} MiB`;
    if (statSync(file).size > most) return tooLarge;
    const bytes = readFileSync(file);
    if (bytes.length > most) return tooLarge; // a pipe
    return bytes.includes(0) ? 'it is no text' : bytes;
  } catch (error) {
    return reasonOf(error);
  }
}
