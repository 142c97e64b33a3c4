// The secrets of a server, against Passwork servers in memory. The same file in both examples.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { explain, openSecrets } from '../../lib/secrets.mjs';
import { readSettings } from '../../lib/settings.mjs';
import { GENERATIONS, NEW, OLD, PLACE, passworkServer, REFERENCES } from './world.mjs';

const MINUTE = 60_000;
const valuesOf = ({ login, password }) => ({ SIGNING_KEY_ID: login, SIGNING_KEY: password });

for (const generation of GENERATIONS) {
  /** Secrets of a server in memory, which end with the test. */
  const scene = async (t, references = REFERENCES) => {
    const { server, env } = passworkServer(t, generation);
    const settings = readSettings({ ...env(), RENEW_SECONDS: '300', MAX_AGE_SECONDS: '900' }, Object.keys(REFERENCES));
    const said = [];
    const options = { ...settings.options, fetch: server.fetch, retry: 0 };
    const open = async () => {
      const secrets = await openSecrets({ ...settings, options, references }, (text) => said.push(text));
      t.after(secrets.close);
      return secrets;
    };
    return { server, said, open };
  };

  test(`the values are there when it is open (${generation})`, async (t) => {
    const { open } = await scene(t);
    const secrets = await open();
    assert.deepEqual(secrets.current(), valuesOf(OLD));
    assert.deepEqual(secrets.health(), { ok: true, age: 0, error: null });
    assert.doesNotMatch(JSON.stringify(secrets) + String(secrets), /canary/);
    assert.throws(() => Object.assign(secrets.current(), { SIGNING_KEY: 'another' }), TypeError);
  });

  test(`everything that is wrong is in one error, without a secret (${generation})`, async (t) => {
    const references = { ...REFERENCES, DB: 'pw://Infrastructure/orders/password', KEY: `pw://${PLACE}/no such field` };
    const { open, server } = await scene(t, references);
    const error = await open().then(assert.fail, (reason) => reason);
    assert.deepEqual(
      error.errors.map(({ message }) => message.split(':')[0]),
      ['DB', 'KEY'],
    );
    const text = explain(error);
    assert.equal(text.split('\n').length, 3);
    assert.doesNotMatch(text, /canary/);
    if (generation === 4) assert.equal(server.requests.at(-1).path, '/auth/logout', 'no session is left behind');
  });

  test(`what is empty is no secret: not at the start, and not later (${generation})`, async (t) => {
    const { open, server, said } = await scene(t);
    const secrets = await open();
    server.change(PLACE, { ...NEW, password: '' });
    await secrets.renew();
    assert.deepEqual(secrets.current(), valuesOf(OLD));
    assert.equal(secrets.health().error, 'empty');
    assert.match(said[0], /SIGNING_KEY: is empty/);
    await assert.rejects(open(), { kind: 'empty' });
  });

  test(`credentials that are not taken (${generation})`, async (t) => {
    const { open, server } = await scene(t);
    server.revoke();
    await assert.rejects(open(), { kind: 'api', httpStatus: generation === 4 ? 403 : 401 });
  });

  test(`a change on the server is seen by the next renewal, whole (${generation})`, async (t) => {
    const { open, server } = await scene(t);
    const secrets = await open();
    const before = secrets.current();
    server.change(PLACE, NEW);
    assert.deepEqual(secrets.current(), valuesOf(OLD));
    await secrets.renew();
    assert.deepEqual(secrets.current(), valuesOf(NEW));
    assert.deepEqual(before, valuesOf(OLD), 'a request that is being answered keeps what belongs together');
  });

  test(`what can be read in part is not taken in part (${generation})`, async (t) => {
    const references = { ...REFERENCES };
    const { open, server, said } = await scene(t, references);
    const secrets = await open();
    references.OTHER = 'pw://Infrastructure/Downloads/other/password';
    server.change(PLACE, NEW);
    await secrets.renew();
    assert.deepEqual(secrets.current(), valuesOf(OLD));
    assert.equal(secrets.health().error, 'usage');
    assert.match(said.join(), /OTHER: /);
  });

  test(`a server that is away: the old values stay, their age grows, until they are too old (${generation})`, async (t) => {
    const { open, server, said } = await scene(t);
    const secrets = await open();
    let now = performance.now();
    const clock = mock.method(performance, 'now', () => now);
    t.after(() => clock.mock.restore());
    const back = server.fail({ with: 'reset' });
    now += 10 * MINUTE;
    await secrets.renew();
    assert.deepEqual(secrets.current(), valuesOf(OLD));
    const { ok, age, error } = secrets.health();
    assert.deepEqual([ok, error], [true, 'network']);
    assert.ok(age >= 600 && age < 660, `${age}`);
    assert.equal(said.length, 1);
    assert.doesNotMatch(said[0], /canary/);
    now += 5 * MINUTE + 1;
    assert.equal(secrets.health().ok, false);
    back();
    await secrets.renew();
    assert.deepEqual(secrets.health(), { ok: true, age: 0, error: null });
  });

  test(`sessions that end are begun anew (${generation})`, async (t) => {
    const { open, server, said } = await scene(t);
    const secrets = await open();
    server.change(PLACE, NEW);
    server.expireSession();
    await secrets.renew();
    assert.deepEqual(secrets.current(), valuesOf(NEW));
    server.change(PLACE, OLD);
    server.expireRefresh();
    await secrets.renew();
    // An API key logs in again; dead tokens of Passwork 7 need a person, and the old values stay.
    assert.deepEqual(secrets.current(), valuesOf(generation === 4 ? OLD : NEW));
    assert.equal(secrets.health().error, generation === 4 ? null : 'api');
    assert.equal(said.length, generation === 4 ? 0 : 1);
  });

  test(`two renewals at once are one (${generation})`, async (t) => {
    const { open, server } = await scene(t);
    const secrets = await open();
    const before = server.requests.length;
    await secrets.renew();
    const one = server.requests.length - before;
    await Promise.all([secrets.renew(), secrets.renew(), secrets.renew()]);
    assert.equal(server.requests.length - before, 2 * one);
  });

  test(`the clock renews, never two at a time, and no longer once it is closed (${generation})`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { open, server } = await scene(t);
    const secrets = await open();
    const settled = () => new Promise((resolve) => setImmediate(resolve));
    const until = async (done) => {
      for (let i = 0; i < 1000 && !done(); i += 1) await settled();
      assert.ok(done());
    };

    t.mock.timers.tick(4.5 * MINUTE - 1); // a tenth before the time is the earliest
    await settled();
    assert.deepEqual(secrets.current(), valuesOf(OLD));
    server.change(PLACE, NEW);
    t.mock.timers.tick(MINUTE + 1);
    await until(() => secrets.current().SIGNING_KEY === NEW.password);

    await secrets.close();
    const asked = server.requests.length;
    t.mock.timers.tick(60 * MINUTE);
    await settled();
    assert.equal(server.requests.length, asked);
  });

  test(`closed in the middle of a renewal: no error is told, the values stay, the session ends (${generation})`, async (t) => {
    const { open, server, said } = await scene(t);
    const secrets = await open();
    const back = server.fail({ path: '/vaults*', with: 'hang' });
    const renewal = secrets.renew();
    await new Promise((resolve) => setImmediate(resolve));
    const timers = t.mock.method(globalThis, 'setTimeout');
    await secrets.close();
    await renewal;
    assert.ok(
      timers.mock.calls.every(({ arguments: [, ms] }) => ms < 4 * MINUTE),
      'no further one is planned',
    );
    back();
    assert.deepEqual(said, []);
    assert.deepEqual(secrets.current(), valuesOf(OLD));
    if (generation === 4) assert.equal(server.requests.at(-1).path, '/auth/logout');
  });
}

test('on Passwork 7 renewed tokens are there for the next start', async (t) => {
  const { server, env } = passworkServer(t, 7);
  const start = async () => {
    const settings = readSettings(env(), Object.keys(REFERENCES));
    return openSecrets({ ...settings, options: { ...settings.options, fetch: server.fetch } }, assert.fail);
  };
  const first = await start();
  server.expireSession(); // the pair that the program was given is dead after the renewal
  await first.renew();
  await first.close();
  const second = await start();
  assert.deepEqual(second.current(), valuesOf(OLD));
  await second.close();
});
