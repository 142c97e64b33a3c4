// How many requests references take, and what becomes of them where some fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ITEMS, many, REFERENCES } from './support/references-many.mjs';
import { CONTENTS, linesOf, SCENES, SEALED, scene } from './support/references-scene.mjs';

const count = (lines, pattern) => lines.filter((line) => pattern.test(line)).length;

/** All of the many at once; `lines`: what the server was asked for that. */
async function allResolved(t, one) {
  const { client, server } = await scene(t, one, many);
  const from = server.log.length;
  const values = await client.resolveAll(REFERENCES);
  assert.deepEqual(
    values.map(({ value }) => value),
    REFERENCES.map((_, n) => `password ${n}`),
  );
  return { client, server, lines: linesOf(server, from) };
}

test('93 items in three vaults on Passwork 7: twelve requests, and one for each attachment', async (t) => {
  const { client, server, lines } = await allResolved(t, SEALED[1]);
  assert.equal(lines.length, 12, lines.join('\n'));
  assert.equal(count(lines, /^GET \/vaults$/) + count(lines, /^GET \/items$/) + count(lines, /^GET \/folders$/), 7);
  assert.equal(count(lines, /shortcuts\/search$/), 1);
  assert.equal(count(lines, /^POST \/batch$/), 4);
  const from = server.log.length;
  const [item] = REFERENCES;
  const of = (field) => item.replace(/password$/, field);
  const fields = [
    item,
    item,
    of('2FA?as=totp'),
    of('2FA'),
    of('login'),
    of('key.pem'),
    of('key.pem?as=bytes'),
    of('key.pem?as=base64'),
  ];
  const all = await client.with({ concurrency: 2 }).resolveAll(fields);
  assert.deepEqual(
    all.filter(({ error }) => error),
    [],
  );
  assert.deepEqual(
    all.map(({ reference }) => reference),
    fields,
  );
  assert.equal(linesOf(server, from).length, 1 + 2 + 1 + 1 + 1, 'vaults, one vault, its shortcuts, one item, one file');
});

test('93 items in three vaults on API v4: each list, each item, each vault once', async (t) => {
  const { client, server, lines } = await allResolved(t, SEALED[0]);
  assert.equal(new Set(lines).size, lines.length, 'nothing is asked for twice');
  const lists = 3 * 2 + 3 * 2; // folders on the way, and passwords at each place
  assert.equal(lines.length, 1 + lists + ITEMS + 3, lines.join('\n'));
  const from = server.log.length;
  await client.resolve(REFERENCES[1]);
  assert.equal(linesOf(server, from).length, 1 + 3 + 1 + 1);
});

test('no more in flight than the setting says', async (t) => {
  for (const one of SEALED) {
    const { another } = await scene(t, one, many);
    let [now, most] = [0, 0];
    const counting = async (url, init) => {
      now += 1;
      most = Math.max(most, now);
      try {
        const response = await fetch(url, init);
        const text = await response.text();
        return { status: response.status, headers: response.headers, text: async () => text };
      } finally {
        now -= 1;
      }
    };
    const client = await another({ fetch: counting });
    most = 0;
    const values = await client.with({ concurrency: 3 }).resolveAll(REFERENCES);
    assert.equal(values.filter(({ error }) => error).length, 0);
    assert.ok(most <= 3 && most > 1, `${most}`);
  }
});

const FAULTS = ['html200', 'json500', 'reset', 'truncated'];

for (const one of SCENES)
  test(`each request fails in each way: errors by entry, the others have their values: ${one.name}`, async (t) => {
    const references = [
      'pw://Infra structure/Top/password',
      'pw://Infra structure/Databases/orders/password',
      'pw://Infra structure/Top/key.pem?in=attachment',
      'pw://Mail/postmaster/password',
      'pw://Infra structure/postmaster/password',
      'nothing',
    ];
    const { client, server } = await scene(t, one, CONTENTS);
    const from = server.log.length;
    const well = await client.resolveAll(references);
    assert.deepEqual(
      well.map(({ error }) => error?.kind),
      [undefined, undefined, undefined, undefined, undefined, 'usage'],
    );
    const requests = new Set(linesOf(server, from));
    let partly = 0;
    for (const on of requests)
      for (const kind of FAULTS) {
        server.addFault({ on, kind });
        const all = await client.resolveAll(references);
        assert.equal(all.length, references.length);
        for (const [i, { value, error, reference }] of all.entries()) {
          assert.equal(reference, references[i]);
          if (error) assert.ok(['api', 'network', 'notApi', 'usage'].includes(error.kind), `${on}, ${kind}: ${error}`);
          else assert.deepEqual(value, well[i].value);
        }
        const failed = all.filter(({ error }) => error && error.kind !== 'usage').length;
        if (failed > 0 && failed < 5) partly += 1;
        // What was not used up.
        await client.resolveAll(references);
      }
    assert.ok(partly > 5, `${partly} of ${requests.size}`);
  });
