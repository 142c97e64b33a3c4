// The situations, and what of the secrets stands in the engine's memory before and after each of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows4, rows7 } from './rows.mjs';
import { generation4 } from './secrets.mjs';
import { generations7 } from './secrets-7.mjs';

/**
 * @param {string} where `Node`, or a browser
 * @param {(t: object) => Promise<(text: string) => Promise<string>>} open a new process or page with the package, in which
 *   `inside.mjs` answers; ends with the test
 */
export function heapTests(where, open, options = {}) {
  for (const [title, row] of Object.entries(rows4)) heapTest(`${where}: ${title}`, generation4, row, open, options);
  for (const [title, { pair = 'new', inNode = false, ...row }] of Object.entries(rows7)) {
    if (inNode && where !== 'Node') continue; // in pages the engine does the same in another row
    heapTest(`${where}, Passwork 7: ${title}`, generations7[pair], row, open, options);
  }
}

function heapTest(title, generation, row, open, options) {
  const { name, controls = [], outcome, fault, left = [], ...more } = row;
  test(title, { timeout: 60_000, ...options }, async (t) => {
    const server = await generation.start();
    t.after(() => server.close());
    if (fault) server.addFault(fault);
    const host = await open(t);
    const ask = async (command, values) => JSON.parse(await host(JSON.stringify({ command, ...values })));
    let shown; // secrets that the client has made and handed out
    const find = async () => {
      const [engines, found] = await ask('scan', { secrets: generation.secretsOf(server, shown ?? {}) });
      assert.equal(engines, 1);
      return found;
    };
    const given = { url: server.url, ...generation.given, ...more };
    shown = await ask('begin', { name, given, secrets: generation.secretsOf(server, {}) });
    const before = await find();
    const missing = controls.filter((control) => !before.includes(control));
    assert.deepEqual(missing, [], `controls among ${before.join(', ') || 'nothing'}`);
    if (!controls.length) assert.deepEqual(before, []);
    assert.deepEqual(await ask('end'), outcome);
    assert.deepEqual(await find(), left);
  });
}
