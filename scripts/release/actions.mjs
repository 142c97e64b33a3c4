// What the workflows of this repository take from others: an action is pinned by its hash, with its tag beside it, or it is refused. A tag
// alone can be moved by whoever owns the action.
import fs from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../build/once.mjs';
import { at } from '../build/project.mjs';

const PINNED = /^[\w./-]+@[0-9a-f]{40} +# +v?\d[\w.-]*$/;

/** What a key `uses` is followed by in its line, in any of YAML's ways to write it; a comment is none. */
const USES = /^(?!\s*#).*(?:^|[\s{,])["']?uses["']?\s*:\s*(.*?)\s*$/;

/** The lines of a workflow that take an action which is not pinned, or from which it cannot be seen. */
export function unpinned(text) {
  const lines = text.split('\n').map((line, i) => [i + 1, USES.exec(line)?.[1]]);
  return lines
    .filter(([, used]) => used !== undefined && !PINNED.test(used) && !used.startsWith('./'))
    .map(([line]) => line);
}

/** `file:line` of every such line in the workflows and actions of this repository. */
export function unpinnedHere() {
  const files = [at('.github'), at('integrations')].flatMap(filesBelow).filter((file) => /\.ya?ml$/.test(file));
  return files.flatMap((file) =>
    unpinned(fs.readFileSync(file, 'utf8')).map((line) => `${path.relative(at(), file)}:${line}`),
  );
}
