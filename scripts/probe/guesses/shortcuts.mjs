// Guesses about shortcuts and folders.
import { at } from '../session.mjs';
import { formOf } from '../words.mjs';

export const shortcuts = {
  number: 6,
  title: 'Shortcuts',
  async run({ scratch, session, found }) {
    const item = await scratch.item({ files: 1 });
    const shortcut = await scratch.shortcut(item);
    const read = async () => (await session.read(at`/shortcuts/${shortcut}`)).shortcut ?? {};
    await move({ scratch, session, found }, item, shortcut, read);

    const [{ id: file }] = (await scratch.raw(item)).attachments;
    const text = '`GET /shortcuts/{id}/attachment/{attachmentId}`';
    const result = await session.request('GET', at`/shortcuts/${shortcut}/attachment/${file}`);
    if (!result.ok) found.refused(text, result);
    else if (typeof result.answer?.encryptedData === 'string')
      found.confirmed(`${text} (with a right on the original)`);
    else found.otherwise(`${text} answers ${formOf(result.answer)}`);

    const deleted = await session.request('DELETE', at`/shortcuts/${shortcut}`);
    if (!deleted.ok) return found.refused('`DELETE /shortcuts/{id}`', deleted);
    const after = await session.request('GET', at`/shortcuts/${shortcut}`);
    const answer = formOf(deleted.answer);
    if (after.ok)
      return found.otherwise(`\`DELETE /shortcuts/{id}\` answers ${answer}, and the shortcut is still there`);
    return found.confirmed(`\`DELETE /shortcuts/{id}\`; answer: ${answer}`);
  },
};

async function move({ scratch, session, found }, item, shortcut, read) {
  const text = '`POST /shortcuts/{id}/move`';
  const send = (body) => session.request('POST', at`/shortcuts/${shortcut}/move`, body);
  const folderId = await scratch.folder();
  const { keyEncrypted } = await read();
  const inside = await send({ vaultId: scratch.first, folderId, keyEncrypted });
  if (!inside.ok) return found.refused(text, inside);
  if ((await read()).folderId !== folderId) found.otherwise(`${text} is answered, and the shortcut has not moved`);
  else found.confirmed(`${text} into a folder`);

  const key = await scratch.keyForSecond(item);
  const across = await send({ vaultId: scratch.second, folderId: null, keyEncrypted: key ?? null });
  if (!across.ok) return found.refused(`${text} into another vault`, across);
  if ((await read()).vaultId !== scratch.second)
    return found.otherwise(`${text} into another vault is answered, and the shortcut has not moved`);
  const opened = await session.attempt(async (passwork) =>
    (await passwork.getShortcutPassword(shortcut)).getPassword(),
  );
  if (opened.ok && opened.answer === item.password)
    return found.confirmed(`${text} into another vault; it opens there`);
  return found.otherwise(`${text} into another vault moves it; it does not open there`);
}

export const movingAFolder = {
  number: 11,
  title: 'Moving a folder',
  async run({ scratch, session, found }) {
    const [one, two] = [await scratch.folder(), await scratch.folder()];
    const elsewhere = await scratch.folder(scratch.second);
    const text = '`POST /folders/{id}/move`';
    const place = async () => {
      const { vaultId, parentFolderId } = await session.read(at`/folders/${two}`);
      return [vaultId, parentFolderId ?? null].join();
    };
    const attempts = [
      ['another folder', '{targetFolderId}', { targetFolderId: one }, [scratch.first, one]],
      ['the top', '{targetFolderId: null}', { targetFolderId: null }, [scratch.first, null]],
      ['the top', '{vaultId}', { vaultId: scratch.first }, [scratch.first, null]],
      ['a folder of another vault', '{targetFolderId}', { targetFolderId: elsewhere }, [scratch.second, elsewhere]],
      [
        'the top of another vault',
        '{vaultId, targetFolderId: null}',
        { vaultId: scratch.second, targetFolderId: null },
        [scratch.second, null],
      ],
    ];
    for (const [where, form, body, wanted] of attempts) {
      const what = `${text} to ${where}, \`${form}\``;
      if ((await place()) === wanted.join()) continue; // reached already: nothing to be seen
      const result = await session.request('POST', at`/folders/${two}/move`, body);
      if (!result.ok) {
        found.refused(what, result);
        if ([404, 405].includes(result.status)) return;
      } else if ((await place()) === wanted.join()) found.confirmed(what);
      else found.otherwise(`${what} is answered, and it is not there`);
    }
    found.notTried(
      'a folder with encrypted items into another vault',
      'nobody knows in which form it wants their keys',
    );
  },
};
