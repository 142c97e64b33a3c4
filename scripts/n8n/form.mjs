// What only n8n's server does: the form's description, the test button, the choosers. Asked as the form asks, by n8n's own interface.
import assert from 'node:assert/strict';
import net from 'node:net';
import { fromList } from '../../tests/n8n/builder.mjs';
import { start } from '../lib/process.mjs';

const OWNER = { email: 'owner@example.com', firstName: 'Ada', lastName: 'Owner', password: 'Owner-of-n8n-1' };
const TYPE = 'n8n-nodes-passwork-wasm.passwork';

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** n8n's server, with an owner who is logged in; `work` is given its address, its cookie and a function that asks it. */
export async function withServer({ program }, folder, env, work) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const broker = String(await freePort());
  const child = start([...program, 'start'], {
    cwd: folder,
    env: {
      ...env,
      N8N_PORT: String(port),
      N8N_LISTEN_ADDRESS: '127.0.0.1',
      N8N_RUNNERS_BROKER_PORT: broker,
      N8N_SECURE_COOKIE: 'false',
    },
  });
  try {
    await child.says(/Editor is now accessible/, 180_000);
    const headers = { 'content-type': 'application/json', 'browser-id': 'test' };
    const ask = async (path, body) => {
      const answer = await fetch(`${address}/rest${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`n8n: ${path}: ${answer.status} ${text}`);
      headers.cookie ??= answer.headers.getSetCookie()[0]?.split(';')[0];
      return JSON.parse(text).data;
    };
    const { showSetupOnFirstLoad } = (await (await fetch(`${address}/rest/settings`)).json()).data.userManagement;
    if (showSetupOnFirstLoad) await ask('/owner/setup', OWNER);
    else await ask('/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });
    const get = async (path) => (await fetch(`${address}${path}`, { headers })).json();
    return await work({ address, ask, get, cookie: headers.cookie });
  } finally {
    await child.end();
  }
}

/** @returns {Promise<string>} what was seen */
export async function checkForm({ ask, get }, credentials) {
  const nodes = await get('/types/nodes.json');
  const ours = nodes.find(({ name }) => name === TYPE);
  assert.ok(ours, 'n8n does not show the node');
  assert.ok(!nodes.some(({ name }) => name === `${TYPE}Tool`), 'n8n offers the node as a tool');
  const types = await get('/types/credentials.json');
  assert.ok(types.some(({ name, supportedNodes }) => name === 'passworkApi' && supportedNodes.includes(TYPE)));

  const find = (id) => credentials.find((entry) => entry.id === id);
  const tested = async (id, changes = {}) => {
    const { name, type, data } = find(id);
    return await ask('/credentials/test', { credentials: { id, name, type, data: { ...data, ...changes } } });
  };
  assert.deepEqual(await tested('v4'), { status: 'OK', message: 'Connected to Passwork (API v4)' });
  assert.deepEqual(await tested('v7'), { status: 'OK', message: 'Connected to Passwork (7)' });
  for (const [id, changes, kind] of [
    ['wrong4', {}, 'api'],
    ['old7', {}, 'api'],
    ['v4', { masterPassword: 'canary-wrong-master' }, 'crypto'],
    ['v7', { encryption: 'masterPassword', masterPassword: 'canary-wrong-master' }, 'masterPassword'],
    ['v4', { host: 'http://127.0.0.1:9' }, 'network'],
  ]) {
    const { status, message } = await tested(id, changes);
    assert.equal(status, 'Error', `${id} with ${JSON.stringify(changes)}`);
    assert.match(message, new RegExp(`Kind: ${kind}\\b`));
    assert.doesNotMatch(message, /canary/);
  }

  for (const id of ['v4', 'v7']) {
    const chooser = (methodName, currentNodeParameters, filter) =>
      ask('/dynamic-node-parameters/resource-locator-results', {
        path: 'parameters.vault',
        nodeTypeAndVersion: { name: TYPE, version: 1 },
        methodName,
        currentNodeParameters,
        credentials: { passworkApi: { id, name: id } },
        filter,
      });
    const parameters = { resource: 'item', operation: 'getMany' };
    const vaults = await chooser('searchVaults', parameters, 'infra');
    assert.deepEqual(
      vaults.results.map(({ name }) => name),
      ['Infrastructure'],
    );
    const vault = fromList(vaults.results[0].value);
    const folders = await chooser('searchFolders', { ...parameters, vault });
    assert.deepEqual(
      folders.results.map(({ name }) => name),
      ['Databases'],
    );
  }
  return 'shown, and not as a tool; 7 tests of credentials; choosers of vaults and folders on both servers';
}
