// The server of users' tests against the kit's, for API v4: what every scenario asks that needs no faults, both answer alike.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { worldNames } from '../conformance/world.mjs';
import { folder } from './support/installed.mjs';
import { isUsual, recordKit, replay } from './support/replay.mjs';

const { createTestServer } = createRequire(import.meta.url)(path.join(folder, 'testing.js'));

const RULES = {
  isMadeUp: (text) => /^[a-z]+New\d+$|^(?:session|refresh)-token-\d+$|\/s\/link\d+$/.test(text),
  isTime: (name) => /^(?:lastPasswordUpdate|updatedAt|tokenExpiredAt|refreshTokenExpiredAt)$/.test(name),
};

/** A test server with the sealed documents of a world of the kit, which never counts what is in a vault. */
function serverOf(world) {
  const { user, domain, ...state } = structuredClone(world.state);
  const { apiKey, masterPassword, effectiveKey, mkOptions, mkStatus } = world;
  const own = { name: 'user', apiKey, masterPassword, masterKey: effectiveKey, mkOptions, denied: new Set() };
  Object.assign(own, { document: user, domain, mkStatus: mkStatus === 200 ? undefined : mkStatus });
  const { version, domainMaster, refreshTokens } = world;
  const sealed = {
    ...state,
    domain,
    version,
    domainMaster,
    users: [own],
    hasRefresh: refreshTokens,
    countsNothing: true,
  };
  return createTestServer({ clientSideEncryption: world.mode === 'master', sealed });
}

test('what the scenarios of the kit ask is answered as the kit answers it', { timeout: 300_000 }, async () => {
  const recorded = await recordKit('conformance', worldNames);
  const usual = recorded.filter(isUsual);
  let requests = 0;
  const wrong = [];
  for (const { name, world, exchanges } of usual) {
    requests += exchanges.length;
    const differences = await replay(exchanges, serverOf(world), RULES);
    if (differences.length) wrong.push(`${name}: ${differences.slice(0, 3).join('; ')}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(recorded.length > 250, 'control: the kit ran');
  assert.ok(usual.length > 180, `control: ${usual.length} scenarios are replayed`);
  assert.ok(requests > 1500, `control: ${requests} requests are replayed`);
});
