// Input that cannot be meant is refused by the node itself, before anything is written or listed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { byId, executeFunctions, fromList, place, run, servers } from './support/functions.mjs';
import { Passwork } from './support/node.mjs';

const vault = place('Infrastructure');
const DATABASES = 'Infrastructure/Databases';
const NOTHING = 'has no value: the expression found nothing';

/** Runs what must be refused: the error is the node's, and the server holds what it held. Gives the requests. */
async function refused(server, message, parameters) {
  const before = structuredClone(server.contents());
  const functions = executeFunctions(server, { parameters });
  const what = inspect(parameters);
  const error = await new Passwork().execute.call(functions).then(
    () => assert.fail(`it was done: ${what}`),
    (error) => error,
  );
  assert.equal(error.message, message, what);
  assert.equal(error.name, 'NodeOperationError', what);
  assert.equal(error.context.itemIndex, 0, what);
  assert.deepEqual(server.contents(), before, what);
  return functions.requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
}

/** The id of a folder, as the chooser gives it. */
async function folderId(server, path) {
  const found = await run(server, 'folder', 'getMany', { vault, fields: ['id', 'path'] });
  return found.find((folder) => folder.path === path).id;
}

for (const { name, make, generation } of servers) {
  test(`${name}: a folder by its id or from the list is one of the vault`, async () => {
    const server = make();
    const id = await folderId(server, DATABASES);
    for (const folder of [byId(id), fromList(id)]) {
      const [made] = await run(server, 'item', 'create', { vault, folder, name: folder.mode, password: 'x' });
      assert.equal(server.read(`${DATABASES}/${folder.mode}`).id, made.id);
      const found = await run(server, 'item', 'getMany', { vault, folder, fields: ['name'] });
      assert.ok(found.some((item) => item.name === 'orders'));

      const elsewhere = { resource: 'item', vault: place('Mine'), folder };
      const message = 'Folder: it lies in another vault';
      const create = { ...elsewhere, operation: 'create', name: 'lost', password: 'x' };
      const writes = await refused(server, message, create);
      assert.ok(!writes.some((line) => /^POST .*\/(passwords|items)/.test(line)), writes.join());
      const lists = await refused(server, message, { ...elsewhere, operation: 'getMany' });
      assert.match(lists.filter((line) => line.startsWith('GET')).at(-1), new RegExp(`/folders/${id}$`));
    }
  });

  test(`${name}: a vault by its name is no folder`, async () => {
    const server = make();
    const message = `Vault: '${DATABASES}' is a folder. Its vault stands here, and the folder below`;
    for (const parameters of [
      { resource: 'item', operation: 'create', name: 'lost', password: 'x' },
      { resource: 'item', operation: 'getMany' },
      { resource: 'item', operation: 'getMany', wholeVault: true },
      { resource: 'item', operation: 'search', query: 'o' },
      { resource: 'folder', operation: 'getMany' },
    ]) {
      await refused(server, message, { ...parameters, vault: place(DATABASES) });
    }
  });

  test(`${name}: a name is a text that is not empty, and is kept as it is given`, async () => {
    const server = make();
    const item = place('Infrastructure/mail');
    for (const [given, message] of [
      ['', 'Name is empty'],
      [' \n', 'Name is empty'],
      [undefined, `Name ${NOTHING}`],
      [null, `Name ${NOTHING}`],
      [5, 'Name is no text'],
      [{ a: 1 }, 'Name is no text'],
    ]) {
      await refused(server, message, { resource: 'item', operation: 'create', vault, name: given, password: 'x' });
      await refused(server, message, { resource: 'item', operation: 'update', item, values: { name: given } });
    }
    const [made] = await run(server, 'item', 'create', { vault, name: ' both ends ', password: 'x' });
    assert.equal(made.name, ' both ends ');
    const [changed] = await run(server, 'item', 'update', { item: byId(made.id), values: { name: 'one end ' } });
    assert.equal(changed.name, 'one end ');
  });

  test(`${name}: a password is a text, which may be empty`, async () => {
    const server = make();
    const item = place('Infrastructure/mail');
    for (const given of [undefined, null, 5, ['x'], {}]) {
      const message = `Password ${given === undefined || given === null ? NOTHING : 'is no text'}`;
      const values = { password: given, login: 'changed' };
      await refused(server, message, { resource: 'item', operation: 'create', vault, name: 'lost', password: given });
      await refused(server, message, { resource: 'item', operation: 'update', item, values });
    }
    await run(server, 'item', 'update', { item, values: { password: '' } });
    assert.equal(server.read('Infrastructure/mail').password, '');
  });

  test(`${name}: what else an item holds is text`, async () => {
    const server = make();
    const item = place('Infrastructure/mail');
    const field = (more) => ({ custom: { field: [{ name: 'PIN', type: 'password', value: '1', ...more }] } });
    for (const [values, message] of [
      [{ login: undefined }, `Login ${NOTHING}`],
      [{ login: 5 }, 'Login is no text'],
      [{ url: null }, `URL ${NOTHING}`],
      [{ description: {} }, 'Description is no text'],
      [{ colorCode: undefined }, `Color ${NOTHING}`],
      [{ tags: undefined }, `Tags ${NOTHING}`],
      [{ tags: { a: 1 } }, 'Tags is no text'],
      [{ tags: ['a', undefined] }, 'Tags: a tag is no text'],
      [field({ name: undefined }), `Custom Fields: Name ${NOTHING}`],
      [field({ value: undefined }), `Custom Fields: Value ${NOTHING}`],
      [field({ value: null }), `Custom Fields: Value ${NOTHING}`],
      [field({ type: 5 }), 'Custom Fields: Type is none of the options'],
    ]) {
      const create = { resource: 'item', operation: 'create', vault, name: 'lost', password: 'x' };
      await refused(server, message, { ...create, values });
      await refused(server, message, { resource: 'item', operation: 'update', item, values });
    }
    await run(server, 'item', 'update', { item, values: { tags: ['one', ' two '], colorCode: 3 } });
    const { tags, color } = server.read('Infrastructure/mail');
    assert.deepEqual([tags, String(color)], [['one', 'two'], '3']);
  });

  if (generation === 7) {
    test(`${name}: a payload is an object; an empty one is none`, async () => {
      const server = make();
      const call = { resource: 'apiCall', operation: 'call', method: 'POST', path: '/user-groups' };
      for (const payload of ['[]', '5', 'null', '"x"', 'true', [], 5, true, new Date(0)]) {
        const requests = await refused(server, 'Payload is no object', { ...call, payload });
        assert.ok(!requests.some((line) => line.endsWith('/user-groups')), requests.join());
      }
      for (const payload of ['', '{}', {}]) {
        const functions = executeFunctions(server, {
          parameters: { resource: 'apiCall', operation: 'call', path: '/app/features', payload },
        });
        await new Passwork().execute.call(functions);
        const { url, body } = functions.requests.find((request) => request.url.includes('/app/features'));
        assert.deepEqual([new URL(url).search, body], ['', undefined]);
      }
    });
  }
}
