// The master key that ours derives is the one that opens everything for the official client.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildWorld, ids } from '../conformance-7/world.mjs';
import { Passwork, scene } from './scene.mjs';

// Theirs derives by SHA-256 whatever the server says; with a master key it opens these all the same.
for (const name of ['cse', 'old', 'sha512', 'sha1']) {
  test(`theirs with the master key of ours: ${name}`, async (t) => {
    const world = buildWorld(name);
    const at = await scene(t, name, { derives: false });
    const options = { useMasterPassword: true, masterPassword: world.masterPassword };
    const masterKey = await at.client.loadMasterKey(options);
    await at.python.set_master_key(masterKey);
    const secret = 'S3cret pass of full';
    assert.equal((await at.python.get_item(ids.full)).password, secret);
    const id = await at.python.create_item({ vaultId: ids.main, name: 'x', password: 'by theirs' });

    const byKey = new Passwork({ host: at.server.origin, apiVersion: 7 });
    await byKey.loginWithKey({ token: world.tokens.access, refreshToken: world.tokens.refresh }, masterKey);
    assert.equal((await byKey.getPassword(id)).getPassword(), 'by theirs');
  });
}
