// The server for users' tests serves whatever the methods of the client ask for: none is answered with 501, and nothing that they
// send is beyond it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Passwork } from './support/client.mjs';
import { createTestServer, GENERATIONS, keysOf } from './support/testing.mjs';

/** What ends the session, or asks nobody. */
const OTHERS =
  /^(?:with|generation|close|log(?:in|out|inWithKey)|set(?:Tokens|Options|AuthOptions)|(?:listen|dispatch)Event)$/;

const contents = {
  V: { f: { i: { password: 'p', attachments: { a: 'x' } } }, w: { password: 'q' } },
  S: { s: { shortcutTo: 'V/w' } },
};

/** Arguments that fit one method or another. */
function argumentsOf({ vault, folder, item, shortcut }) {
  const file = new Uint8Array([1]);
  return [
    [],
    [vault, folder],
    [item, vault, null],
    [folder, vault],
    [shortcut, vault],
    [item, file, 'n'],
    [shortcut, file, 'n'],
    [item, { name: 'x', password: 'y' }],
    [shortcut, { password: 'z' }],
    [{ vaultId: vault, name: 'n', password: 'p' }],
    [[item]],
    [{ login: 'l', email: 'e@example.org', name: 'n', password: 'Passw0rd!x' }],
    ['pw://V/w/password'],
    ['GET', '/vaults'],
  ];
}

for (const generation of GENERATIONS) {
  test(`every method is served: ${generation}`, { timeout: 120_000 }, async () => {
    const wrong = new Set();
    const asked = new Set();
    const answered = new Set();
    const connected = async () => {
      const server = createTestServer({ generation, contents });
      const fetch = async (url, init) => {
        const response = await server.fetch(url, init);
        const place = new URL(url).pathname.replace(/[0-9a-f]{24}/g, ':id');
        asked.add(`${init.method} ${place}`);
        const body = await response.clone().text();
        const opened = body.startsWith('{"format"') ? atob(JSON.parse(body).content) : body;
        if (response.status === 501 || /test server/.test(opened)) wrong.add(`${init.method} ${place}: ${opened}`);
        return response;
      };
      const passwork = new Passwork({ host: server.host, fetch });
      await passwork.login(...keysOf(server));
      const { V, S } = server.contents({ ids: true });
      const ids = { vault: V.id, folder: V.f.id, item: V.f.i.id, shortcut: S.w.id };
      return { passwork, ids };
    };
    const names = Object.getOwnPropertyNames((await connected()).passwork).filter((name) => !OTHERS.test(name));
    for (const name of names) {
      const { passwork, ids } = await connected();
      for (const given of argumentsOf(ids)) {
        try {
          await passwork[name](...given);
          answered.add(name);
        } catch {} // most arguments fit other methods
      }
    }
    assert.deepEqual([...wrong], []);
    assert.ok(names.length > 90 && asked.size > 40, `control: ${names.length} methods, ${asked.size} addresses`);
    assert.ok(answered.size > 55, `control: ${answered.size} methods are answered`);
  });
}
