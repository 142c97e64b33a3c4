// Passwords and custom fields: what one client writes, the other reads, however it asks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ids } from '../conformance-7/world.mjs';
import { Generator } from '../node/interop/generate.mjs';
import { asOurs, asTheirs, contentsOf, ours, PLACES, scene, theirs } from './scene.mjs';

/** Rounds; each has a seed of its own. */
const ROUNDS = 8;

for (const name of PLACES) {
  test(`ours writes, theirs reads: ${name}`, async (t) => {
    const { client, python } = await scene(t, name);
    const written = new Map();
    for (let round = 0; round < ROUNDS; round += 1) {
      const g = new Generator(`interop-7 ours ${name} ${round}`);
      const [first, second] = [contentsOf(g), contentsOf(g)];
      const { id } = await client.addPassword({ vaultId: ids.main, ...ours(first) });
      assert.deepEqual(asTheirs(await python.get_item(id)), first, `round ${round}: add`);
      await client.editPassword(id, ours(second));
      assert.deepEqual(asTheirs(await python.get_item(id)), second, `round ${round}: edit`);
      written.set(id, second);
    }
    const batch = await python.get_items([...written.keys()]);
    assert.deepEqual(batch.map(asTheirs), [...written.values()]);
  });

  test(`theirs writes, ours reads: ${name}`, async (t) => {
    const { client, python } = await scene(t, name);
    const written = new Map();
    for (let round = 0; round < ROUNDS; round += 1) {
      const g = new Generator(`interop-7 theirs ${name} ${round}`);
      const first = contentsOf(g);
      const id = await python.create_item({ vaultId: ids.main, ...theirs(first) });
      assert.deepEqual(asOurs(await client.getPassword(id)), first, `round ${round}: create`);
      const second = contentsOf(g);
      await python.update_item(id, { vaultId: ids.main, ...theirs(second) });
      assert.deepEqual(asOurs(await client.getPassword(id)), second, `round ${round}: update`);
      written.set(id, second);
    }
    const batch = await client.getPasswordsById([...written.keys()]);
    assert.deepEqual(
      batch.map(({ password }) => asOurs(password)),
      [...written.values()],
    );
  });

  test(`both change the same password in turn, a part at a time: ${name}`, async (t) => {
    const { client, python } = await scene(t, name);
    const g = new Generator(`interop-7 both ${name}`);
    let now = { ...contentsOf(g), custom: g.list(2, () => g.field()) };
    const { id } = await client.addPassword({ vaultId: ids.target, ...ours(now) });
    for (let round = 0; round < 2 * ROUNDS; round += 1) {
      const part = g.one([
        () => ({ password: g.text() }),
        () => ({ custom: g.list(1 + g.below(3), () => g.field()) }),
        () => ({ login: g.text(), tags: [g.text({ longest: 20 })] }),
        () => ({ name: g.text(), description: g.text() }),
      ])();
      now = { ...now, ...part };
      if (round % 2) await client.editPassword(id, part);
      else {
        const { custom, ...rest } = part;
        await python.update_item(id, { vaultId: ids.target, ...rest, ...(custom && { customs: custom }) });
      }
      const label = `round ${round}: ${Object.keys(part)}`;
      assert.deepEqual(asTheirs(await python.get_item(id)), now, `${label}, theirs`);
      assert.deepEqual(asOurs(await client.getPassword(id)), now, `${label}, ours`);
    }
    await client.editPassword(id, { custom: [] });
    assert.deepEqual(asTheirs(await python.get_item(id)).custom, []);
    await python.delete_item(id);
    await assert.rejects(client.getPassword(id), { kind: 'api', httpStatus: 404 });
  });

  test(`both find the same: ${name}`, async (t) => {
    const { client, python } = await scene(t, name);
    const word = `needle ${name}`;
    const wanted = [];
    for (const [i, vaultId] of [ids.main, ids.target].entries()) {
      const fields = { name: `${word} ${i}`, password: `found ${i}`, tags: ['haystack'] };
      wanted.push((await client.addPassword({ vaultId, ...fields })).id);
      wanted.push(await python.create_item({ vaultId, ...fields }));
    }
    const sorted = (list) => list.map(({ id }) => id).sort();
    for (const [filters, args] of [
      [{ query: word }, [word]],
      [{ tags: ['haystack'] }, [null, ['haystack']]],
      [{ query: word, vaultIds: [ids.target] }, [word, null, null, [ids.target]]],
      [{ colorCodes: [3] }, [null, null, [3]]],
      [{ query: 'nothing of this name' }, ['nothing of this name']],
    ]) {
      const found = sorted(await client.searchItems(filters));
      assert.deepEqual(sorted(await python.search_items(...args)), found, JSON.stringify(filters));
      if (filters.query === word && !filters.vaultIds) assert.deepEqual(found, [...wanted].sort());
    }
    const opened = await python.search_and_decrypt(word);
    const passwords = await client.getPasswordsById(opened.map(({ id }) => id));
    assert.deepEqual(
      passwords.map(({ password }) => asOurs(password)),
      opened.map(asTheirs),
    );
  });

  test(`everything of the kit's world is the same in both: ${name}`, async (t) => {
    const { client, python, world, server } = await scene(t, name);
    const visible = new Set((await client.getVaults()).map(({ id }) => id));
    const all = server.state.items.filter(({ vaultId }) => visible.has(vaultId));
    assert.ok(all.length > 15);
    for (const { id, name: title } of all) {
      const seen = asOurs(await client.getPassword(id));
      assert.deepEqual(asTheirs(await python.get_item(id)), seen, title);
      assert.equal(seen.password, world.plain.get(id).password);
    }
  });

  test(`passwords that are missing or empty: ${name}`, async (t) => {
    const { client, python, world } = await scene(t, name);
    const custom = [{ name: 'only', value: 'a field', type: 'text' }];
    const bare = await client.addPassword({ vaultId: ids.main, name: 'a field alone', password: '', custom });
    const seen = asTheirs(await python.get_item(bare.id));
    assert.deepEqual([seen.password, seen.custom], ['', custom]);

    const empty = await python.create_item({ vaultId: ids.main, name: 'empty', password: '', customs: custom });
    const read = asOurs(await client.getPassword(empty));
    assert.deepEqual([read.password, read.custom], ['', custom]);

    // Without a password theirs sends no key under encryption: the fields are lost, for itself too. Nothing is made up.
    const lost = await python.create_item({ vaultId: ids.main, name: 'lost', customs: custom });
    const password = await client.getPassword(lost);
    assert.equal(password.getPassword(), '');
    if (world.cse) {
      await assert.rejects(python.get_item(lost));
      assert.deepEqual(fieldsOf(password), []);
      await assert.rejects(client.copyPassword(lost, ids.target), { kind: 'crypto' });
    } else assert.deepEqual(fieldsOf(password), custom);
  });
}

/** The fields that open. */
const fieldsOf = (password) => (password.getCustoms() ?? []).filter(({ value }) => value !== undefined);
