// References: what each of them gives, on both generations of servers, with and without client-side encryption.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { folder } from './support/installed.mjs';
import { BYTES, COMPOSED, CONTENTS, PEM, SCENES, SECRET, scene } from './support/references-scene.mjs';

const { PassworkError, formatReference, parseReference } = createRequire(import.meta.url)(folder);

const DECOMPOSED = COMPOSED.normalize('NFD');
const text = (value) => ({ value });
const usage = (words) => ({ kind: 'usage', words });
const missing = (words) => ({ kind: 'usage', reason: 'referenceNotFound', words });
const ambiguous = (words, candidates) => ({ kind: 'usage', reason: 'ambiguousReference', words, candidates });
const CODE = { code: true };

/** `id`: the id of something in the scene. */
const rows = (id) => [
  // members
  ['pw://Infra structure/Top/password', text('S3cret of top')],
  ['pw://Infra%20structure/Top/password', text('S3cret of top')],
  ['pw://Infra structure/Top/login?in=item', text('root')],
  ['pw://Infra structure/Top/url', text('https://example.org/')],
  ['pw://Infra structure/Top/description', text('Line one\nLine two')],
  ['pw://Infra structure/Top/name', text('Top')],
  ['pw://Infra structure/Top/tags', text('prod,тег')],
  ['pw://Infra structure/Databases/orders/password', text('S3cret of orders')],
  ['pw://Infra structure/Databases/orders/login', text('app')],
  ['pw://Infra structure/Databases/orders/url', text('')],
  ['pw://Infra structure/Databases/orders/tags', text('')],
  ['pw://Infra structure/Databases/E%2FU%3F/a%25b%23c/password', text('')],
  ['pw://Infra structure/Databases/E%2FU%3F/a%25b%23c/login', text('')],
  ['pw://%2D/%2E/password', text('S3cret of dot')],
  // by ids
  [`pw://${id('infra')}/${id('top')}/password`, text('S3cret of top')],
  [`pw://Infra structure/${id('databases')}/${id('orders')}/login`, text('app')],
  [`pw://-/${id('orders')}/password`, text('S3cret of orders')],
  [`pw://-/${id('orders')}/password?as=base64`, text(Buffer.from('S3cret of orders').toString('base64'))],
  [`pw://-/${id('link')}/password`, text('S3cret of mail')],
  [`pw://${id('twin')}/x/password`, missing(/no item 'x' in 'Twin'/)],
  // Unicode
  [`pw://${COMPOSED}/${COMPOSED}/password`, text('S3cret of café')],
  [`pw://${DECOMPOSED}/${DECOMPOSED}/password`, text('S3cret of café')],
  [`pw://Infra structure/Top/${DECOMPOSED}`, text('composed')],
  // custom fields
  ['pw://Infra structure/Top/Extra', text('bob the builder')],
  ['pw://Infra structure/Top/Extra?in=custom', text('bob the builder')],
  ['pw://Infra structure/Top/empty', text('')],
  ['pw://Infra structure/Top/login?in=custom', text('custom login')],
  ['pw://Infra structure/Top/2FA', text(SECRET)],
  ['pw://Infra structure/Top/2FA?as=totp', CODE],
  ['pw://Mail/postmaster/2FA?as=totp', CODE],
  ['pw://Infra structure/Top/Extra?as=base64', text('Ym9iIHRoZSBidWlsZGVy')],
  ['pw://Infra structure/Top/Extra?as=bytes', text(Buffer.from('bob the builder'))],
  ['pw://Infra structure/Top/url?as=totp', { kind: 'totp' }],
  ['pw://Infra structure/Top/key.pem?in=custom', text('not the file')],
  // attachments
  ['pw://Infra structure/Top/key.pem?in=attachment', text(PEM)],
  ['pw://Infra structure/Top/all.bin?as=bytes', text(BYTES)],
  ['pw://Infra structure/Top/all.bin?as=base64', text(BYTES.toString('base64'))],
  ['pw://Infra structure/Top/all.bin', { kind: 'attachment', words: /UTF-8/ }],
  ['pw://Infra structure/Top/none.txt', text('')],
  ['pw://Infra structure/Top/none.txt?as=bytes', text(Buffer.alloc(0))],
  ['pw://Infra structure/Top/code.txt?as=totp&in=attachment', CODE],
  ['pw://Infra structure/Top/code.txt?in=attachment&as=text', text(SECRET)],
  // shortcuts
  ['pw://Infra structure/postmaster/password', text('S3cret of mail')],
  [`pw://Infra structure/${id('same2')}/postmaster/2FA?as=totp`, CODE],
  [`pw://Infra structure/${id('link2')}/name`, text('postmaster')],
  // several things
  [
    'pw://Twin/x/password',
    ambiguous(/2 things are named 'Twin'/, [
      [id('twin'), 'Twin'],
      [id('twin2'), 'Twin'],
    ]),
  ],
  [
    'pw://Infra structure/Same/x/password',
    ambiguous(/'Same' in 'Infra structure'/, [
      [id('same'), 'Infra structure/Same'],
      [id('same2'), 'Infra structure/Same'],
    ]),
  ],
  [
    'pw://Infra structure/Databases/dup/password',
    ambiguous(/'dup'/, [
      [id('dup'), 'Infra structure/Databases/dup'],
      [id('dup2'), 'Infra structure/Databases/dup'],
    ]),
  ],
  [
    'pw://Infra structure/Top/login',
    ambiguous(/2 fields are named 'login'.*in=item/, [
      [id('top'), 'Top/login?in=item'],
      [id('top'), 'Top/login?in=custom'],
    ]),
  ],
  ['pw://Infra structure/Top/twice', ambiguous(/another name/)],
  ['pw://Infra structure/Top/twice?in=custom', ambiguous(/another name/)],
  ['pw://Infra structure/Top/key.pem', ambiguous(/in=/)],
  // nothing, and what is there instead
  ['pw://Nowhere/x/password', missing(/no vault 'Nowhere'/)],
  ['pw://mail/postmaster/password', missing(/no vault 'mail'\. There is 'Mail'/)],
  ['pw://Mail /postmaster/password', missing(/There is 'Mail'/)],
  ['pw://Mali/postmaster/password', missing(/no vault 'Mali'/)],
  [
    'pw://Infra structure/databases/orders/password',
    missing(/no folder 'databases' in 'Infra structure'\. There is 'Databases'/),
  ],
  [
    'pw://Infra structure/Databases/order/password',
    missing(/no item 'order' in 'Infra structure\/Databases'\. There is 'orders'/),
  ],
  ['pw://Infra structure/Databases/nothing/password', missing(/no item 'nothing'/)],
  ['pw://Infra structure/Empty/x/password', missing(/no item 'x'/)],
  ['pw://Infra structure/orders/password', missing(/no item 'orders'/)],
  ['pw://Infra structure/Top/Password', missing(/'Top' has no field 'Password'\. There is 'password'/)],
  ['pw://Infra structure/Top/extra', missing(/There is 'Extra'/)],
  ['pw://Infra structure/Top/key.pm?in=attachment', missing(/There is 'key\.pem'/)],
  ['pw://Infra structure/Top/Extra?in=item', missing(/no field/)],
  ['pw://Infra structure/Top/password?in=attachment', missing(/no field/)],
  ['pw://Infra structure/Databases/orders/key.pem', missing(/no field/)],
  [`pw://-/${id('infra')}/password`, { kind: 'api', status: 404 }],
  ['pw://-/ffffffffffffffffffffffff/password', { kind: 'api', status: 404 }],
  // what is no reference
  ['', usage(/begins with pw:/)],
  ['https://example.org/', usage(/begins with pw:/)],
  ['pw://Mail/postmaster', usage(/position 20/)],
  ['pw://Mail//password', usage(/position 10/)],
  ['pw://Mail/../password', usage(/position 10/)],
  ['pw://Mail/postmaster/2FA#x', usage(/%23/)],
  ['pw://Mail/postmaster/2FA?as=json', usage(/as is/)],
  ['pw://Mail/postmaster/2FA?as=totp&as=totp', usage(/once/)],
  ['pw://Mail/postm%ster/password', usage(/%25/)],
  [`pw://${'n/'.repeat(64)}F`, usage(/64/)],
  [5, usage(/a text/)],
  [null, usage(/a text/)],
  [['pw://Mail/postmaster/password'], usage(/a text/)],
];

const CODES = 30_000;

/** The codes of now, and of the moment before. */
function codesOf(secret, now = Date.now()) {
  const { createHmac } = require_('node:crypto');
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  return [0, 1].map((back) => {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(now / CODES) - back));
    const digest = createHmac('sha1', key).update(counter).digest();
    const at = digest.at(-1) & 15;
    return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  });
}
const require_ = createRequire(import.meta.url);

function check(reference, { value, error }, wanted) {
  const shown = `${reference}: ${error ? `${error.kind}, ${error.message}` : value}`;
  if (wanted === CODE) {
    assert.ok(codesOf(SECRET).includes(value), shown);
    return;
  }
  if ('value' in wanted) {
    assert.equal(error, undefined, shown);
    if (typeof wanted.value === 'string') assert.equal(value, wanted.value, shown);
    else assert.ok(value instanceof Uint8Array && !Buffer.isBuffer(value) && wanted.value.equals(value), shown);
    return;
  }
  assert.ok(error instanceof PassworkError, shown);
  assert.deepEqual(
    [error.kind, error.reason, error.code],
    [wanted.kind, wanted.reason, wanted.kind === 'api' ? error.code : undefined],
    shown,
  );
  if (wanted.status) assert.equal(error.httpStatus, wanted.status, shown);
  if (wanted.words) assert.match(error.message, wanted.words);
  if (wanted.candidates) {
    const found = error.candidates.map(({ id, path }) => [id, path]);
    assert.deepEqual(found.toSorted(), wanted.candidates.toSorted(), shown);
  }
  assert.equal(
    Object.keys(error).some((name) => /reason|candidates/.test(name)),
    false,
  );
}

/** Every value in the scene: none is ever in an error. */
const VALUES = Object.values(CONTENTS.items).flatMap(({ password, custom = [] }) => [
  password,
  ...custom.map((c) => c.value),
]);

for (const one of SCENES) {
  test(`every reference of the table, alone and together: ${one.name}`, async (t) => {
    const { client, id } = await scene(t, one);
    const table = rows(id);
    assert.ok(table.length >= 80, `${table.length} rows`);
    const together = await client.resolveAll(table.map(([reference]) => reference));
    assert.equal(together.length, table.length);
    const { resolve } = client;
    for (const [i, [reference, wanted]] of table.entries()) {
      assert.deepEqual(`${together[i].reference}`, `${reference}`);
      check(reference, together[i], wanted);
      const alone = await resolve(reference).then(
        (value) => ({ value }),
        (error) => ({ error }),
      );
      check(reference, alone, wanted);
      for (const { error } of [together[i], alone]) {
        const words = `${error?.message} ${error?.stack} ${JSON.stringify(error)}`;
        for (const secret of VALUES)
          if (secret.length > 7) assert.ok(!words.includes(secret), `${reference}: ${words}`);
      }
    }
  });

  test(`a record: its keys, values only where there are some: ${one.name}`, async (t) => {
    const { client } = await scene(t, one);
    const record = {
      A: 'pw://Mail/postmaster/password',
      B: 'pw://Mail/nobody/password',
      __proto__x: 'pw://Mail/postmaster/name',
    };
    const { ok, values, errors } = await client.resolveAll(record);
    assert.deepEqual([ok, values], [false, { A: 'S3cret of mail', __proto__x: 'postmaster' }]);
    assert.deepEqual(Object.keys(errors), ['B']);
    assert.equal(errors.B.reason, 'referenceNotFound');
    assert.deepEqual(await client.resolveAll({}), { ok: true, values: {}, errors: {} });
    assert.deepEqual(await client.resolveAll([]), []);
    const odd = JSON.parse('{"__proto__": "pw://Mail/postmaster/name"}');
    const found = await client.resolveAll(odd);
    assert.deepEqual(Object.entries(found.values), [['__proto__', 'postmaster']]);
  });
}

test('what is no list or record of references rejects, and sends nothing', async (t) => {
  for (const one of [SCENES[0], SCENES[2]]) {
    const { client, server } = await scene(t, one);
    const before = server.log.length;
    const many = Array.from({ length: 10_001 }, () => 'pw://a/b/c');
    for (const odd of [
      undefined,
      null,
      'pw://Mail/postmaster/password',
      5,
      () => {},
      many,
      Object.fromEntries(many.map((r, i) => [i, r])),
    ])
      await assert.rejects(client.resolveAll(odd), { kind: 'usage' });
    const all = await client.resolveAll(['x', 'y']);
    assert.deepEqual(
      all.map(({ error }) => error.kind),
      ['usage', 'usage'],
    );
    await client.logout();
    const logout = server.log.length;
    await assert.rejects(client.resolveAll(['pw://Mail/postmaster/password']), {
      kind: 'usage',
      message: /no session/,
    });
    await assert.rejects(client.resolve('pw://Mail/postmaster/password'), { kind: 'usage' });
    assert.ok(server.log.length === logout && logout - before <= 1);
    await client.close();
    await assert.rejects(client.resolveAll([]), { kind: 'closed' });
  }
});

test('parseReference and formatReference need no client', () => {
  assert.deepEqual(parseReference('pw://Infra/Data%2Fbases/orders/pass word?in=custom&as=totp'), {
    vault: 'Infra',
    folders: ['Data/bases'],
    item: 'orders',
    field: 'pass word',
    as: 'totp',
    in: 'custom',
  });
  assert.deepEqual(parseReference('pw://-/0123456789abcdef01234567/login'), {
    id: '0123456789abcdef01234567',
    field: 'login',
    as: 'text',
  });
  for (const parts of [
    { vault: '-', folders: ['.', '..', 'a/b?c#d%e'], item: '😀', field: '\u0000' },
    { vault: 'v', item: 'i', field: 'f', as: 'bytes', in: 'attachment' },
    { id: 'x/y', field: 'f', as: 'base64' },
  ]) {
    const again = parseReference(formatReference(parts));
    const { folders = 'vault' in parts ? [] : undefined, as = 'text', ...rest } = parts;
    assert.deepEqual(again, { ...rest, ...(folders ? { folders } : {}), as });
  }
  assert.equal(formatReference({ vault: 'Infra', item: 'CI/CD', field: 'password' }), 'pw://Infra/CI%2FCD/password');
  for (const odd of [
    undefined,
    null,
    5,
    'pw://a/b/c',
    {},
    { vault: '', item: 'i', field: 'f' },
    { vault: 'v', item: 'i', field: '\ud800' },
    { vault: 'v', item: 5, field: 'f' },
    { vault: 'v', folders: 'x', item: 'i', field: 'f' },
    { vault: 'v', item: 'i', field: 'f', as: 'json' },
    { vault: 'v', item: 'i', field: 'f', in: 'x' },
    { vault: 'v'.repeat(5000), item: 'i', field: 'f' },
  ])
    assert.throws(
      () => formatReference(odd),
      (error) => error instanceof PassworkError && error.kind === 'usage',
    );
  for (const odd of ['', 'pw://', undefined, 5, {}, 'pw://a/b/\ud800'])
    assert.throws(
      () => parseReference(odd),
      (error) => error instanceof PassworkError && error.kind === 'usage',
    );
});

for (const one of SCENES.filter(({ isSealed }) => isSealed)) {
  test(`without the master password nothing sealed is read as noise: ${one.name}`, async (t) => {
    const { world, another } = await scene(t, one);
    const plain = await another({}, null);
    if (one.generation === 7) {
      // This server refuses such a session itself.
      const refused = { kind: 'api', code: 'masterKeyHashInvalid' };
      return assert.rejects(plain.resolve('pw://Infra structure/Top/password'), refused);
    }
    for (const name of [
      'password',
      'Extra',
      'Extra?in=custom',
      '2FA?as=totp',
      'key.pem',
      'key.pem?in=attachment',
      'nothing',
    ]) {
      await assert.rejects(plain.resolve(`pw://Infra structure/Top/${name}`), {
        kind: 'masterPassword',
        message: /is encrypted on the client, and this session has no master password/,
      });
    }
    assert.equal(await plain.resolve('pw://Infra structure/Top/login?in=item'), 'root');
    const wrong = await another({}, `${world.masterPassword} x`);
    await assert.rejects(wrong.resolve('pw://Infra structure/Top/password'), {
      kind: 'crypto',
      reason: 'keyNotOpened',
    });
  });
}
