// The server of users' tests against the kit's, for Passwork 7: what every scenario asks that needs no faults, both answer alike.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { folder, manifest } from './support/installed.mjs';
import { record, scenarios } from './support/kit-7.mjs';
import { replay } from './support/replay.mjs';
import { sealedOf } from './support/sealed-7.mjs';

const { createTestServer } = createRequire(import.meta.url)(path.join(folder, manifest.exports['./testing'].require));

const RULES = {
  // Ids, tokens and addresses of links.
  isMadeUp: (text) => /^f{8,}[0-9a-f]{0,16}$|^[ARNM]1?[+/]{2}.{40,41}=$|\/s\/Link/.test(text),
  isTime: (name) => /^(?:createdAt|accessTokenExpiredAt|refreshTokenExpiredAt)$/.test(name),
};

/** Options of the kit's server that change its contents alone, or that the test server has too. The others make it behave oddly. */
const USUAL = ['guessed', 'state'];

/** Scenarios that are not replayed although their server is an ordinary one. */
const CHANGED = 'changes what the server of the kit holds in the middle, by hand';
const LEFT_OUT = {
  'read.again': CHANGED,
  'read.vault-key-changed': CHANGED,
  'write.fail-closed-stripped': CHANGED,
  'login.old-api-key':
    'fails on purpose since hosts of old scripts are believed: see EXCEPT_OLD_API_KEY in scripts/test',
};
const BY_HAND = {
  addFault: 'a fault of the server',
  openSession: 'a second pair of tokens for the same user, which nobody needs in a test',
};

/** Where the answers differ, and why. Each must be seen. */
const DIFFERENCES = [
  {
    at: /^GET \/api\/v1\/no\/such\/endpoint: 404 expected, got 501 /,
    why: 'not served: 501 with a message, not the 404 of a server',
  },
  { at: /^GET \/api\/v1\/vaults\/\w+ \.stored: /, why: "the kit's own note of the request that made the vault" },
  {
    at: /\.attachments: undefined expected, got \[\]$/,
    why: 'the kit leaves the empty list of files out; the official client needs it',
  },
  { at: /\.permissions \.\d+: undefined expected/, why: 'the kit gives no permissions on a vault that is new' },
  {
    at: /^GET \/api\/v1\/items\/\w+\/snapshot\/f+1: 200 expected, got 404 /,
    why: "the scenario takes the id of the snapshot from the kit's server, no answer has it",
  },
];

const isUsual = ({ server = {}, name }) =>
  !Object.hasOwn(LEFT_OUT, name) && Object.keys(server).every((option) => USUAL.includes(option));

const serverOf = ({ server }, { world, state }) =>
  createTestServer({
    generation: 7,
    clientSideEncryption: world.cse,
    sealed: { ...sealedOf(world, state), guessed: server?.guessed },
  });

test('what the scenarios of the kit ask is answered as the kit answers it', { timeout: 300_000 }, async () => {
  const wrong = [];
  const seen = new Set();
  const count = { scenarios: 0, requests: 0 };
  for (const scenario of scenarios.filter(isUsual)) {
    const recorded = await record(scenario);
    if (recorded.byHand.some((name) => Object.hasOwn(BY_HAND, name))) continue;
    count.scenarios += 1;
    count.requests += recorded.exchanges.length;
    for (const difference of await replay(recorded.exchanges, serverOf(scenario, recorded), RULES)) {
      const known = DIFFERENCES.find(({ at }) => at.test(difference));
      if (known) seen.add(known);
      else wrong.push(`${scenario.name}: ${difference}`);
    }
  }
  assert.deepEqual(wrong, []);
  const names = new Set(scenarios.map(({ name }) => name));
  assert.deepEqual(
    Object.keys(LEFT_OUT).filter((name) => !names.has(name)),
    [],
    'what is left out exists',
  );
  const unseen = DIFFERENCES.filter((difference) => !seen.has(difference));
  assert.deepEqual(unseen, [], 'each difference that is known is there');
  assert.ok(count.scenarios > 260, `control: ${count.scenarios} scenarios are replayed`);
  assert.ok(count.requests > 1900, `control: ${count.requests} requests are replayed`);
});
