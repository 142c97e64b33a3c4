// The situations, and what of the secrets stands in the engine's memory before and after each of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../conformance/server.mjs';
import { secretsOf, TOKENS, WRITTEN, WRONG_KEY, world } from './secrets.mjs';

const KEY_OPTIONS = 'GET /user/get-master-key-options';
const SHOWN = ['S3cret pass', null, null, 6, 25, 'domain secret', 'inbox secret'];
const inUse = /^the master key \(bytes\)$/;
const loggingIn = /^the master password \(bytes\)$/;
/** By MD5, which no runtime offers: the engine derives, in turns, for some seconds. */
const slow = { on: KEY_OPTIONS, kind: 'data', data: { mkOptions: 'pbkdf:md5:2400000:64:saltOfTheHeap' } };

const rows = {
  'close() after use, with results alive': {
    name: 'close',
    control: inUse,
    outcome: ['fine', SHOWN, 4],
  },
  'logout() with results alive: their keys are left, nothing else': {
    name: 'logout',
    control: inUse,
    outcome: ['fine', SHOWN, 4],
    left: ['pDomain', 'pFull', 'pInbox'].map((id) => `password:${id} (bytes)`),
  },
  'close() over a read whose answer never comes': { name: 'unanswered', control: inUse, outcome: ['fine', 'closed'] },
  'close() over a write whose vault never comes': {
    name: 'unansweredInside',
    control: inUse,
    outcome: ['fine', 'closed'],
  },
  'close() over a file that is never read': { name: 'unread', control: inUse, outcome: ['fine', 'closed'] },
  'close() over the wait before a retry': { name: 'retry', control: inUse, outcome: ['fine', 'closed'] },
  'close() over a derivation': { name: 'derivation', control: loggingIn, outcome: ['fine', 'closed'], fault: slow },
  'close() over setAuthOptions whose options never come': {
    name: 'options',
    control: loggingIn,
    outcome: ['fine', 'closed'],
  },
  'a login with a wrong key': { name: 'failed', outcome: ['api', 'function'], wrong: true },
  'a login that gets no key options': {
    name: 'failed',
    outcome: ['api', 'function'],
    fault: { on: KEY_OPTIONS, kind: 'json500' },
  },
  'a login that is aborted': { name: 'aborted', control: loggingIn, outcome: ['aborted', 'function'] },
  'a derivation that is aborted': {
    name: 'abortedDerivation',
    control: loggingIn,
    outcome: ['aborted', 'function'],
    fault: slow,
  },
  'a trap: all of the memory is zeros': { name: 'trap', control: inUse, outcome: ['engine', true] },
};

/**
 * @param {string} where
 * @param {(t: object) => Promise<(text: string) => Promise<string>>} open a new process or page with the package, in which
 *   `inside.mjs` answers; ends with the test
 */
export function heapTests(where, open, options = {}) {
  for (const [title, { name, control, outcome, fault, wrong = false, left = [] }] of Object.entries(rows)) {
    test(`${where}: ${title}`, { timeout: 60_000, ...options }, async (t) => {
      const server = await startServer({ world });
      t.after(() => server.close());
      if (fault) server.addFault(fault);
      const host = await open(t);
      const ask = async (command, values) => JSON.parse(await host(JSON.stringify({ command, ...values })));
      const find = async () => {
        const [engines, found] = await ask('scan', { secrets: secretsOf(server.log) });
        assert.equal(engines, 1);
        return found;
      };
      const { apiKey, masterPassword: master } = world;
      const given = { url: server.url, apiKey, master, wrongKey: WRONG_KEY, wrong, tokens: TOKENS, written: WRITTEN };
      await ask('begin', { name, given });
      const before = await find();
      if (control)
        assert.ok(
          before.some((found) => control.test(found)),
          `control: ${before.join(', ') || 'nothing'}`,
        );
      else assert.deepEqual(before, []);
      assert.deepEqual(await ask('end'), outcome);
      assert.deepEqual(await find(), left);
    });
  }
}
