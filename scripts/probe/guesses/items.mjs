// Guesses about passwords: colours, files, favourites, moves, writes.
import { listOf } from '../scratch.mjs';
import { at } from '../session.mjs';
import { formOf } from '../words.mjs';

const filesOf = async (scratch, item) =>
  ((await scratch.raw(item)).attachments ?? []).map(({ id, name }) => ({ id, name }));
const has = (files, name) => files.some((file) => file.name === name);

export const colours = {
  number: 1,
  title: 'Colours',
  async run({ scratch, found }) {
    const item = await scratch.item();
    for (const [member, value] of [
      ['colorCode', 3],
      ['color', 5],
    ]) {
      const text = `\`PATCH /items/{id}\` with \`${member}\``;
      const result = await scratch.change(item, { [member]: value });
      if (!result.ok) found.refused(text, result);
      else if ((await scratch.raw(item)).color === value) found.confirmed(`${text} sets the colour`);
      else found.otherwise(`${text} is answered and does not set the colour`);
    }
  },
};

export const filesInAChange = {
  number: 2,
  title: 'Files in a change',
  async run({ scratch, found }) {
    const item = await scratch.item({ files: 1 });
    const [before] = await filesOf(scratch, item);
    const text = '`attachments` in `PATCH /items/{id}`';
    const result = await scratch.change(item, { attachments: [await scratch.sealedFile(item, 'second.txt')] });
    if (!result.ok) return found.refused(text, result);
    const files = await filesOf(scratch, item);
    if (!has(files, 'second.txt')) return found.otherwise(`${text} is answered and does nothing`);
    if (!has(files, before.name)) return found.confirmed(`${text} replaces the files`);
    found.confirmed(`${text} adds to the files`);

    const [entry] = (await scratch.raw(item)).attachments;
    const kept = await scratch.change(item, { attachments: [entry] });
    const also = 'an entry with an id and no data';
    if (!kept.ok) return found.refused(also, kept);
    const after = await filesOf(scratch, item);
    if (!after.some(({ id }) => id === entry.id)) return found.otherwise(`${also} loses that file`);
    return found.seen(`${also} keeps that file${after.length < files.length ? ', and drops the others' : ''}`);
  },
};

export const oneMoreFile = {
  number: 3,
  title: 'One more file',
  async run({ scratch, session, found }) {
    const item = await scratch.item({ files: 1 });
    const shortcut = await scratch.shortcut(item);
    for (const [name, address, path] of [
      ['second.txt', '/items/{id}/attachment', at`/items/${item.id}/attachment`],
      ['third.txt', '/shortcuts/{id}/attachment', at`/shortcuts/${shortcut}/attachment`],
    ]) {
      const text = `\`POST ${address}\``;
      const result = await session.request('POST', path, await scratch.sealedFile(item, name));
      if (!result.ok) {
        found.refused(text, result);
        continue;
      }
      const added = (await filesOf(scratch, item)).find((file) => file.name === name);
      if (!added) found.otherwise(`${text} is answered (${formOf(result.answer)}), and the file is not there`);
      else if (await opens(session, item, added.id))
        found.confirmed(`${text} adds the file; answer: ${formOf(result.answer)}`);
      else found.otherwise(`${text} adds a file that does not open`);
    }
  },
};

const opens = async (session, item, file) =>
  (await session.attempt(async (passwork) => (await passwork.getAttachment(item.id, file)).getData())).ok;

export const deletingAFile = {
  number: 4,
  title: 'Deleting a file',
  async run({ scratch, session, found }) {
    const item = await scratch.item({ files: 3 });
    const shortcut = await scratch.shortcut(item);
    for (const [address, path] of [
      ['/items/{id}/attachment/{attachmentId}', (file) => at`/items/${item.id}/attachment/${file}`],
      ['/shortcuts/{id}/attachment/{attachmentId}', (file) => at`/shortcuts/${shortcut}/attachment/${file}`],
    ]) {
      const text = `\`DELETE ${address}\``;
      const before = await filesOf(scratch, item);
      const result = await session.request('DELETE', path(before[0].id));
      const after = await filesOf(scratch, item);
      if (!result.ok) found.refused(text, result);
      else if (after.length === before.length - 1 && !after.some(({ id }) => id === before[0].id))
        found.confirmed(`${text} deletes that file alone`);
      else found.otherwise(`${text} is answered; files before: ${before.length}, after: ${after.length}`);
    }
  },
};

export const favourites = {
  number: 5,
  title: 'Favourites',
  async run({ scratch, session, found }) {
    const item = await scratch.item();
    const mark = async () => Boolean((await scratch.raw(item)).isFavorite);
    const set = () => session.request('POST', at`/items/${item.id}/favorite`);
    const text = '`POST /items/{id}/favorite`';
    const first = await set();
    if (!first.ok) found.refused(text, first);
    else if (!(await mark())) found.otherwise(`${text} is answered, and the mark is not there`);
    else {
      const second = await set();
      if (!second.ok) found.seen(`${text} sets the mark, and refuses to set it again`);
      else if (await mark()) found.confirmed(`${text} sets the mark`);
      else {
        found.otherwise(`${text} turns the mark`);
        await set();
      }
    }
    const off = await session.request('POST', at`/items/${item.id}/unfavorite`);
    const other = '`POST /items/{id}/unfavorite`';
    if (!off.ok) found.refused(other, off);
    else if (!first.ok) found.seen(`${other} is answered`);
    else if (await mark()) found.otherwise(`${other} is answered, and the mark is still there`);
    else found.confirmed(`${other} takes the mark away`);

    const shortcut = await scratch.shortcut(item);
    let shows = false;
    for (const word of ['favorite', 'unfavorite']) {
      const result = await session.request('POST', at`/shortcuts/${shortcut}/${word}`);
      const address = `\`POST /shortcuts/{id}/${word}\``;
      if (!result.ok) {
        found.refused(address, result);
        continue;
      }
      const seen = await session.read(at`/shortcuts/${shortcut}`);
      const now = Boolean(seen.shortcut?.isFavorite ?? seen.isFavorite);
      if (word === 'favorite') shows = now;
      if (!shows) found.otherwise(`${address} is answered, and the shortcut does not show a mark`);
      else if (now === (word === 'favorite')) found.confirmed(`${address} ${now ? 'sets the mark' : 'takes it away'}`);
      else found.otherwise(`${address} is answered, and the mark is still there`);
    }
  },
};

export const movingAnItem = {
  number: 10,
  title: 'Moving an item',
  async run({ scratch, session, found, sealed }) {
    const item = await scratch.item({ files: 1 });
    const folder = await scratch.folder();
    const text = '`POST /items/{id}/move`';
    const move = (which, body) => session.request('POST', at`/items/${which.id}/move`, body);
    let name = null;
    for (const member of ['folderId', 'targetFolderId', 'parentFolderId']) {
      const result = await move(item, { vaultId: scratch.first, [member]: folder });
      if (!result.ok) {
        found.refused(`${text} with \`{vaultId, ${member}}\``, result);
        if ([404, 405].includes(result.status)) return;
      } else if ((await scratch.raw(item)).folderId === folder) {
        name = member;
        found.confirmed(`${text}: the folder is named \`${member}\``);
        break;
      } else found.otherwise(`${text} passes over \`${member}\``);
    }
    await scratch.change(item, { name: 'probe, changed' }); // so that there is a history
    await intoSecond({ scratch, session, found, sealed }, item, (body) => move(item, body), name ?? 'folderId');
    if (!sealed) return;
    const other = await scratch.item();
    const keyless = await move(other, { vaultId: scratch.second, [name ?? 'folderId']: null });
    if (!keyless.ok) found.refused(`${text} into another vault without \`keyEncrypted\``, keyless);
    else found.seen(`${text} into another vault is also answered without \`keyEncrypted\``);
  },
};

async function intoSecond({ scratch, session, found, sealed }, item, move, member) {
  const keyEncrypted = sealed ? await scratch.keyForSecond(item) : undefined;
  const text = `\`POST /items/{id}/move\` into another vault${sealed ? ' with `keyEncrypted`' : ''}`;
  const result = await move({ vaultId: scratch.second, [member]: null, ...(sealed && { keyEncrypted }) });
  if (!result.ok) return found.refused(text, result);
  const after = await scratch.raw(item);
  if (after.vaultId !== scratch.second) return found.otherwise(`${text} is answered, and the item has not moved`);
  const parts = { password: () => reads(session, item), file: () => opens(session, item, after.attachments?.[0]?.id) };
  const history = await session.attempt((passwork) => passwork.getSnapshots(item.id));
  if (history.ok && history.answer.length)
    parts.history = async () =>
      (
        await session.attempt(async (passwork) =>
          (await passwork.getSnapshot(item.id, history.answer[0].id)).getPassword(),
        )
      ).ok;
  const closed = [];
  for (const [name, works] of Object.entries(parts)) if (!(await works())) closed.push(name);
  if (closed.length) return found.otherwise(`${text} moves it; does not open afterwards: ${closed.join(', ')}`);
  return found.confirmed(`${text}; opens afterwards: ${Object.keys(parts).join(', ')}`);
}

async function reads(session, { id, password }) {
  const { ok, answer } = await session.attempt(async (passwork) => (await passwork.getPassword(id)).getPassword());
  return ok && answer === password;
}

export const writes = {
  number: 18,
  title: 'Writes',
  async run({ scratch, session, found }) {
    const item = await scratch.item({ customs: 1 });
    const folder = await scratch.folder();
    const told = (address, result) =>
      result.ok
        ? found.seen(`\`${address}\` answers ${formOf(result.answer)}`)
        : found.refused(`\`${address}\``, result);
    told('PATCH /items/{id}', await scratch.change(item, { description: 'changed' }));
    told('POST /folders/{id}', await session.request('POST', at`/folders/${folder}`, { name: 'probe, renamed' }));
    const { name } = scratch.vaults[1]; // it keeps its name, by which it is found again
    told('POST /vaults/{id}', await session.request('POST', at`/vaults/${scratch.second}`, { name }));

    const emptied = await scratch.change(item, { customs: [] });
    if (!emptied.ok) found.refused('an empty list of `customs`', emptied);
    else if (listOf((await scratch.raw(item)).customs ?? []).length)
      found.otherwise('an empty list of `customs` is passed over');
    else found.confirmed('an empty list of `customs` removes the last field');

    const urls = ['https://one.example.org', 'https://two.example.org'];
    const several = await scratch.change(item, { urls });
    if (!several.ok) found.refused('`urls`', several);
    else if (JSON.stringify((await scratch.raw(item)).urls) === JSON.stringify(urls))
      found.confirmed('`urls` is taken');
    else found.otherwise('`urls` is passed over');
  },
};
