// Guesses about how the server behaves: refusals, batches, pages of other origins, links.
import { createHash, randomBytes } from 'node:crypto';
import { at, resultOf } from '../session.mjs';
import { formOf, reasonOf } from '../words.mjs';

const NOWHERE = 'f'.repeat(24);

export const refusals = {
  number: 13,
  title: 'Refusals',
  async run({ session, scratch, found, sealed, withoutMasterKey }) {
    const told = (what, result) =>
      found.seen(`${what}: ${result.ok ? `taken, answer ${formOf(result.answer)}` : reasonOf(result)}`);
    told('an item that does not exist', await session.request('GET', at`/items/${NOWHERE}`));
    told('a folder without a name', await session.request('POST', '/folders', { vaultId: scratch.first }));
    if (sealed) {
      const { id } = await scratch.item();
      const other = withoutMasterKey();
      told('no hash of the master key', await resultOf(() => other.call('GET', `/items/${encodeURIComponent(id)}`)));
      await other.close();
      found.notTried('a wrong hash of the master key', 'it might count as an attack');
    } else
      told(
        '`GET /users/master-key/options` without encryption',
        await session.request('GET', '/users/master-key/options'),
      );
    found.notTried('a right that is missing', 'it would need an object of somebody else');
  },
};

export const batches = {
  number: 14,
  title: 'Batches',
  async run({ session, scratch, found }) {
    const ids = [(await scratch.item()).id, (await scratch.item()).id].reverse();
    const read = (id) => ({ method: 'GET', relativeUrl: `/api/v1/items/${encodeURIComponent(id)}` });
    const batch = (requests) => session.request('POST', '/batch', { requests });
    const two = await batch(ids.map(read));
    if (!two.ok) return found.refused('`POST /batch`', two);
    const order = two.answer?.responses?.map(({ body }) => body?.id);
    if (order?.join() === ids.join()) found.confirmed('the answers stand in the order of the requests');
    else found.otherwise('the answers do not stand in the order of the requests');

    const many = await batch(Array.from({ length: 26 }, () => read(ids[0])));
    if (many.ok) found.seen(`26 requests are taken, ${many.answer?.responses?.length} answers`);
    else found.refused('26 requests', many);
    for (const [what, request] of [
      [
        'a query in `relativeUrl`',
        { method: 'GET', relativeUrl: `/api/v1/folders?vaultId=${encodeURIComponent(scratch.first)}` },
      ],
      [
        '`POST` in a batch',
        { method: 'POST', relativeUrl: '/api/v1/items/search', body: { vaultIds: [scratch.first] } },
      ],
      ['an item that does not exist', read(NOWHERE)],
    ]) {
      const result = await batch([request]);
      if (result.ok)
        found.seen(`${what}: the answer's \`statusCode\` is ${Number(result.answer?.responses?.[0]?.statusCode)}`);
      else found.refused(what, result);
    }
  },
};

const HEADERS = ['Authorization', 'X-Master-Key-Hash', 'X-Response-Format'];

export const pages = {
  number: 15,
  title: 'Pages',
  needsVault: false,
  async run({ preflight, found }) {
    for (const [whose, origin] of [
      ['a page of another origin', 'https://pages.example.org'],
      ['an extension', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'],
    ]) {
      const { ok, kind, answer } = await resultOf(() => preflight(origin, HEADERS));
      if (!ok) {
        found.notTried(whose, `no answer (${kind})`);
        continue;
      }
      const allowed = answer.headers.split(',').map((name) => name.trim().toLowerCase());
      const missing = HEADERS.filter((name) => !allowed.includes('*') && !allowed.includes(name.toLowerCase()));
      const welcome = ['*', origin].includes(answer.origin);
      if (answer.status >= 400 || !welcome) found.seen(`${whose} is not allowed (${answer.status})`);
      else found.seen(`${whose} is allowed${missing.length ? `, but not the headers ${missing.join(', ')}` : ''}`);
    }
  },
};

export const rates = {
  number: 16,
  title: 'Limits of rate',
  needsVault: false,
  async run({ found }) {
    found.notTried('', 'it would load your server');
  },
};

export const links = {
  number: 17,
  title: 'Links',
  async run({ session, scratch, found, sealed }) {
    const item = await scratch.item();
    const { keyEncrypted } = await scratch.raw(item);
    const keyHash = createHash('sha256').update(randomBytes(16)).digest('hex');
    for (const expirationTime of ['1 hour', '1 day', '1 week', '1 month', 'unlimited']) {
      const result = await session.request('POST', '/links', {
        itemId: item.id,
        itemData: { name: 'probe', login: '', url: '', description: '' }, // nothing to be seen there
        keyHash: sealed ? keyHash : null,
        keyEncrypted: sealed ? keyEncrypted : null,
        type: 'single_use',
        expirationTime,
      });
      if (result.ok) found.confirmed(`\`expirationTime: '${expirationTime}'\`; answer: ${formOf(result.answer)}`);
      else found.refused(`\`expirationTime: '${expirationTime}'\``, result);
    }
  },
};
