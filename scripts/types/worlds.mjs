// What the worlds of the conformance kit send, as literals of the types: a member that is not declared, is missing or is
// something else does not compile.
import { startServer } from '../../tests/conformance/server.mjs';
import { buildWorld } from '../../tests/conformance/world.mjs';

/** Without and with client-side encryption, of old servers and of current ones. */
const WORLDS = ['plain-legacy', 'plain-refresh', 'mp', 'pbkdf'];
const SEARCH = { query: '', tags: [], colors: [], vaultId: null, includeShared: true, includeShortcuts: true };

/** As the server sends them: without what the client adds. */
const SENT = `import type {
  Domain, Folder, InboxListItem, InboxPassword, LoginData, PasswordListItem, StoredAttachment, StoredPassword, StoredShortcutPassword, User, Vault, VaultFullInfo,
} from 'passwork-wasm';
type SentLogin = Omit<LoginData, 'versionInfo'>;
type SentInboxPassword = Omit<InboxPassword, 'password'> & { password: StoredPassword };
`;

async function documentsOf(name) {
  const world = buildWorld(name);
  const { url, state, close } = await startServer({ world });
  let token = '';
  const ask = async (method, path, body) => {
    const headers = { 'Passwork-Auth': token, ...(body && { 'Content-Type': 'application/json' }) };
    const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    const { status, data } = await response.json();
    if (status !== 'success') throw new Error(`${method} ${path}: ${response.status}`);
    return data;
  };
  const get = (path) => ask('GET', path);
  try {
    const login = await ask('POST', `/auth/login/${world.apiKey}`, { useMasterPassword: world.mode === 'master' });
    token = login.token;
    const { unicodeName, ...user } = await get('/user/info'); // made up: no document names it
    const documents = [
      ['SentLogin', login],
      ['User', user],
      ['Domain', await get('/vaults/domain')],
      ['Vault[]', await get('/vaults/list')],
      ['Folder[]', await get('/vaults/vMain/folders')],
      ['Folder', await get('/folders/fB')],
      ['VaultFullInfo', await get('/vaults/vMain/fullInfo')],
      ['PasswordListItem[]', await get('/folders/fB/passwords')],
      ['PasswordListItem[]', await ask('POST', '/passwords/search', SEARCH)],
      ['StoredAttachment', await get('/passwords/pFull/attachment/aText')],
      ['InboxListItem[]', await get('/sharing/inbox/list')],
    ];
    for (const { id } of await get('/passwords/recent'))
      documents.push(['StoredPassword', await get(`/passwords/${id}`)]);
    for (const id of ['pFull', 'pOld', 'pDomain', 'pNoCustom', 'pEmptyLists'])
      documents.push(['StoredPassword', await get(`/passwords/${id}`)]);
    for (const { id } of state.shortcuts)
      documents.push(['StoredShortcutPassword', await get(`/sharing/shortcut/${id}`)]);
    for (const { id } of state.inbox) documents.push(['SentInboxPassword', await ask('POST', `/sharing/inbox/${id}`)]);
    return documents;
  } finally {
    await close();
  }
}

/** One module with all of it. */
export async function worlds() {
  const documents = (await Promise.all(WORLDS.map(documentsOf))).flat();
  return SENT + documents.map(([type, data], i) => `export const d${i}: ${type} = ${JSON.stringify(data)};\n`).join('');
}
