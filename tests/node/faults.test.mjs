// Every method × every fault × every request of the call, in both modes: the outcome is the one of faults/rules.mjs, no
// write is sent after a read has failed, nothing secret is thrown, and the client goes on working.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { Bench, comparable, isWrite, nameOf } from './faults/bench.mjs';
import { exceptions, rules } from './faults/rules.mjs';
import { table, WRITTEN } from './faults/table.mjs';
import { folder } from './support/installed.mjs';
import { leak, secretsOf } from './support/leaks.mjs';

const Passwork = createRequire(import.meta.url)(folder);
const { PassworkError } = Passwork;

const stray = [];
process.on('unhandledRejection', (reason) => stray.push(reason));
process.on('uncaughtException', (error) => stray.push(error));

test('the table names every method of an instance, and no other', () => {
  const named = [...new Set(table.map((row) => row.method))].sort();
  assert.deepEqual(named, Object.keys(new Passwork('http://localhost')).sort());
  assert.equal(named.length, 80);
});

const titleOf = (row, i) =>
  table.findIndex((r) => r.method === row.method) === i ? row.method : `${row.method} #${i}`;

for (const worldName of ['plain-refresh', 'pbkdf']) {
  describe(`faults, ${worldName}`, () => {
    let bench;
    let shared;
    let secrets;
    let cases = 0;

    before(async () => {
      bench = await Bench.start(Passwork, worldName);
      shared = await bench.client();
      secrets = secretsOf(bench.world, WRITTEN);
    });
    after(() => bench.stop());

    /** Runs the call of a row on a client that has a session. */
    async function call(row, fault) {
      bench.restore();
      const owner = row.session ? await bench.client() : shared;
      const args = row.args({ ...owner, world: bench.world });
      return { ...(await bench.run(async () => owner.client[row.method](...args), fault)), client: owner.client };
    }

    async function check(row, sends, wanted, kind, at, plan) {
      const fault = plan ?? { kind, skip: at, ms: rules[kind].ms };
      const label = `${kind} on request ${at + 1}, ${sends[at]}`;
      const { value, error, requests, ms, client } = await call(row, fault);
      const rule = plan ? { succeeds: true } : rules[kind];
      assert.equal(requests.filter((r) => r.fault).length, 1, `${label}: the fault struck once`);
      const writes = requests.filter(isWrite);
      if (rule.succeeds) {
        assert.equal(error, undefined, `${label}: ${error}`);
        if (!plan) assert.deepEqual(comparable(value), wanted, label);
        if (rule.ms) assert.ok(ms >= rule.ms - 2, label);
        const again = kind === 'expire' ? 2 : 1; // a write that was refused is repeated, once
        assert.ok(writes.length <= again * (row.writes || row.writeAt ? 1 : 0), `${label}: ${writes.map(nameOf)}`);
      } else {
        assert.equal(value, undefined, `${label}: succeeded`);
        checkError(error, rule.fails, row, sends, at, label);
        const place = row.writeAt ?? (row.writes ? sends.length - 1 : Number.POSITIVE_INFINITY);
        assert.equal(writes.length, at >= place ? 1 : 0, `${label}: ${writes.map(nameOf)} written`);
        if (!row.parallel) assert.equal(requests.length, at + 1, `${label}: went on after the error`);
      }
      await stillWorks(client, row.ends && rule.succeeds, label);
      cases += 1;
    }

    function checkError(error, wanted, row, sends, at, label) {
      assert.ok(error instanceof PassworkError, label);
      const { kind, httpStatus, httpMessage, code } = error;
      const { fields, ...same } = wanted;
      assert.deepEqual({ kind, httpStatus, httpMessage, code }, same, label);
      assert.deepEqual(Object.keys(error).sort(), [...fields].sort(), label);
      const [method, ...path] = error.httpRequest.replace(`: ${bench.server.url}`, ' ').split(' ');
      const request = `${method} ${path.join('')}`;
      if (row.parallel) assert.ok(sends.includes(request), `${label}: ${request}`);
      else assert.equal(request, sends[at], label);
      assert.ok(error.message.length > 20, label);
      assert.equal(leak(error, secrets), undefined, label);
    }

    /** The same client reads as before; one whose session was ended, after a new login. */
    async function stillWorks(client, ended, label) {
      if (ended) {
        await assert.rejects(client.getVaultsCount(), { kind: 'api', httpStatus: 401 }, label);
        await client.login(bench.world.apiKey, bench.world.masterPassword);
      }
      bench.restore();
      assert.equal(typeof (await client.getVaultsCount()), 'number', label);
    }

    table.forEach((row, i) => {
      test(titleOf(row, i), async () => {
        const sends = typeof row.sends === 'function' ? row.sends(bench) : row.sends;
        const { value, error, requests } = await call(row);
        assert.equal(error, undefined, String(error));
        const names = requests.map(nameOf);
        if (row.parallel) {
          assert.equal(names.at(-1), sends.at(-1), 'the write comes last');
          assert.deepEqual(names.toSorted(), sends.toSorted());
        } else assert.deepEqual(names, sends);
        assert.deepEqual(
          requests.flatMap((request, at) => (isWrite(request) ? [at] : [])),
          row.writes ? [sends.length - 1] : row.writeAt ? [row.writeAt] : [],
          'the writes',
        );
        const wanted = comparable(value);
        for (let at = 0; at < sends.length; at += 1) {
          for (const kind of Object.keys(rules)) await check(row, sends, wanted, kind, at);
          for (const { fault } of exceptions.filter((e) => e.method === row.method && e.on === sends[at])) {
            await check(row, sends, wanted, `${fault.kind} ${fault.status}`, at, { ...fault, skip: at });
          }
        }
        await shared.client.getVaultsCount(); // renews a session that 'expire' has ended
        await bench.idle();
        assert.deepEqual(stray, [], 'unhandled');
      });
    });

    test('all cases', (t) => {
      t.diagnostic(`${cases} calls with a fault`);
      assert.ok(cases > 1500, `${cases}`);
    });
  });
}
