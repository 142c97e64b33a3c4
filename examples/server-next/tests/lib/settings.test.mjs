// What is said about the environment, before anything is sent. The same file in both examples.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { readSettings } from '../../lib/settings.mjs';

const NAMES = ['DB_USER', 'DB_PASSWORD'];
const good = {
  PASSWORK_HOST: 'https://passwork.test',
  PASSWORK_API_KEY: 'canary-key',
  DB_USER: 'pw://Infrastructure/orders/login',
  DB_PASSWORD: 'pw://Infrastructure/orders/password',
};

const problems = (env) => {
  try {
    readSettings(env, NAMES);
  } catch (error) {
    return error.errors.map(({ message }) => message);
  }
  return [];
};

test('all that is missing is named at once', () => {
  const texts = problems({ RENEW_SECONDS: 'soon' });
  assert.equal(texts.length, 5);
  for (const name of ['PASSWORK_HOST', 'PASSWORK_API_KEY', 'RENEW_SECONDS', ...NAMES])
    assert.ok(
      texts.some((text) => text.includes(name)),
      name,
    );
});

test('a secret in the place of a reference is refused, and not shown', () => {
  const texts = problems({ ...good, DB_PASSWORD: 'canary-secret' });
  assert.equal(texts.length, 1);
  assert.match(texts[0], /^DB_PASSWORD: .*pw:\/\//);
  assert.doesNotMatch(texts.join(), /canary/);
});

test('credentials that contradict each other', () => {
  assert.match(problems({ ...good, PASSWORK_TOKEN_STORE: 'tokens.json' })[0], /one of PASSWORK_API_KEY/);
  assert.match(problems({ ...good, PASSWORK_MASTER_KEY: 'a', PASSWORK_MASTER_PASSWORD: 'b' }).join(), /only one/);
});

test('a file without tokens', (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'settings-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'tokens.json');
  const env = { ...good, PASSWORK_API_KEY: '', PASSWORK_TOKEN_STORE: file };
  assert.match(problems(env).join(), /^PASSWORK_TOKEN_STORE: there are no tokens/);
  fs.writeFileSync(file, 'canary');
  assert.match(problems(env).join(), /^PASSWORK_TOKEN_STORE: (?!.*canary)/);
  fs.writeFileSync(file, '{"token": "a", "refreshToken": "b"}');
  assert.deepEqual(problems(env), []);
});

test('seconds', () => {
  const { every, maxAge } = readSettings({ ...good, RENEW_SECONDS: '60' }, NAMES);
  assert.deepEqual([every, maxAge], [60_000, 180_000]);
  assert.equal(readSettings({ ...good, MAX_AGE_SECONDS: '0.5' }, NAMES).maxAge, 500);
  for (const odd of ['0', '-1', 'NaN', 'Infinity', '1e9'])
    assert.equal(problems({ ...good, RENEW_SECONDS: odd }).length, 1, odd);
});
