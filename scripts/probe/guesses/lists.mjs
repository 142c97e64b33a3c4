// Guesses about lists, and about what else there may be to read.
import { listOf } from '../scratch.mjs';
import { at } from '../session.mjs';
import { formOf, nameOr, reasonOf } from '../words.mjs';

/** An entry's form, and what stands beside the list: a total, perhaps. */
function describe(answer) {
  const [entry] = listOf(answer);
  const beside = Array.isArray(answer) ? [] : Object.keys(answer ?? {}).filter((name) => name !== 'items');
  const others = beside.length ? `; beside the list: ${beside.map((name) => nameOr(name, '…')).join(', ')}` : '';
  return `${entry === undefined ? 'no entry to look at' : formOf(entry, 2)}${others}`;
}

const isList = (answer) => Array.isArray(answer) || Array.isArray(answer?.items);

async function aList({ session, found }, text, path, payload) {
  const result = await session.request('GET', path, payload);
  if (!result.ok) found.refused(text, result);
  else if (isList(result.answer)) found.confirmed(`${text}: ${describe(result.answer)}`);
  else found.otherwise(`${text} answers ${formOf(result.answer, 2)}`);
}

export const inbox = {
  number: 7,
  title: 'The inbox as a list',
  needsVault: false,
  run: (probe) => aList(probe, '`GET /inbox-items`', '/inbox-items'),
};

export const recent = {
  number: 8,
  title: 'Recent items, access to a vault',
  async run(probe) {
    const { session, scratch, found } = probe;
    await aList(probe, '`GET /items/recent`', '/items/recent');
    const result = await session.request('GET', at`/vaults/${scratch.first}/access`);
    if (result.ok) found.confirmed(`\`GET /vaults/{id}/access\`: ${formOf(result.answer)}`);
    else found.refused('`GET /vaults/{id}/access`', result);
  },
};

/** Names that suggest themselves. They are only read. */
const SUGGESTED = [
  ...['/bin', '/bin-items', '/bin/items', '/links', '/activity-log', '/activity-logs', '/notifications'],
  ...['/app/version', '/app/info', '/sessions', '/inbox-items/count', '/inbox-items/search'],
];

export const unknownAddresses = {
  number: 9,
  title: 'Addresses of which nothing is known',
  needsVault: false,
  async run({ session, found }) {
    const refusals = new Map();
    for (const path of SUGGESTED) {
      const result = await session.request('GET', path);
      if (result.ok) found.seen(`\`GET ${path}\` answers ${formOf(result.answer)}`);
      else refusals.set(reasonOf(result), [...(refusals.get(reasonOf(result)) ?? []), path]);
    }
    for (const [reason, paths] of refusals)
      found.lines.push({
        outcome: 'refused',
        text: `\`GET\` ${paths.map((path) => `\`${path}\``).join(', ')}: ${reason}`,
      });
    found.notTried('to restore from the bin, to delete a link', 'an address would be tried on what is not made up');
    found.notTried('to end a session', 'it would end yours');
  },
};

export const lists = {
  number: 12,
  title: 'Lists',
  async run({ session, scratch, found }) {
    const vaultId = scratch.first;
    const item = await scratch.item();
    await scratch.item();
    await scratch.folder();
    await scratch.shortcut(item);
    for (const [path, payload] of [
      ['/vaults'],
      ['/items', { vaultId }],
      ['/items/search', { vaultIds: [vaultId] }],
      ['/folders', { vaultId }],
      ['/shortcuts/search', { vaultIds: [vaultId] }],
    ]) {
      const result = await session.request('GET', path, payload);
      if (result.ok) found.seen(`\`GET ${path}\`: ${describe(result.answer)}`);
      else found.refused(`\`GET ${path}\``, result);
    }
    const whole = listOf(await session.read('/items', { vaultId })).length;
    for (const payload of [{ limit: 1 }, { page: 1, perPage: 1 }, { offset: 1 }]) {
      const names = Object.keys(payload).join(', ');
      const result = await session.request('GET', '/items', { vaultId, ...payload });
      if (!result.ok) found.refused(`\`GET /items\` with \`${names}\``, result);
      else if (listOf(result.answer).length < whole) found.seen(`\`GET /items\` with \`${names}\` gives fewer items`);
      else found.seen(`\`GET /items\` passes over \`${names}\``);
    }
  },
};

export const oddItems = {
  number: 19,
  title: 'Odd items',
  async run({ session, scratch, found }) {
    const { fieldsOrder } = await scratch.raw(await scratch.item({ customs: 2 }));
    found.seen(`\`fieldsOrder\` of a new item: ${formOf(fieldsOrder)}`);
    const vaults = listOf(await session.read('/vaults'));
    const values = new Set(vaults.map((vault) => nameOr(vault?.directoryAccess?.access, '(not a word)')));
    found.seen(`\`directoryAccess.access\` of your vaults: ${[...values].sort().join(', ')}`);
    found.notTried('an empty `keyEncrypted` under encryption', 'it would be in old items only');
  },
};
