// How many requests each client takes for the same work; ours never more. docs/performance.md has the times.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileSize, manyWorld, operations } from './operations.mjs';
import { scene } from './scene.mjs';

test('ours takes as many requests as it says, and never more than theirs', async (t) => {
  const at = await scene(t, manyWorld);
  const { access: token, refresh: refreshToken } = at.world.tokens;
  const file = path.join(at.scratch, 'file');
  fs.writeFileSync(file, Buffer.alloc(fileSize / 16, 'text'));
  const context = { ...at, token, refreshToken, masterPassword: at.world.masterPassword, file };
  const count = async (work) => {
    const before = at.server.log.length;
    await work(context);
    return at.server.log.length - before;
  };
  for (const { name, requests, long, ours, theirs } of operations) {
    await t.test(name, async () => {
      // Keys of vaults are asked for once in a session: the second time counts.
      if (!long) await ours(context);
      const counts = [await count(ours), long ? requests[1] : await count(theirs)];
      assert.deepEqual(counts, requests);
      assert.ok(counts[0] <= counts[1]);
    });
  }
});

test('docs/performance.md has a row for each, with these numbers', () => {
  const document = fs.readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8');
  const rows = document.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  for (const { name, requests } of operations) {
    const [row] = rows.filter(([, cell]) => cell?.startsWith(name));
    assert.deepEqual(row?.slice(2, 4).map(Number), requests, name);
  }
});
