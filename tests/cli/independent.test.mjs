// The command line over the servers of the conformance kits, whose cryptography is not ours: what they sealed, it reads.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { BYTES, CONTENTS, PEM, SCENES, SECRET, scene } from '../node/support/references-scene.mjs';
import { passwork } from './support/cli.mjs';

/** A home and the environment of a user of this scene. */
function userOf(t, { generation }, { server, world }) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-cli-'));
  t.after(() => fs.rmSync(home, { recursive: true, force: true }));
  const env = { PATH: process.env.PATH, HOME: home };
  const master = world.masterPassword ? { PASSWORK_MASTER_PASSWORD: world.masterPassword } : {};
  if (generation === 4) return { ...env, ...master, PASSWORK_HOST: server.url, PASSWORK_API_KEY: world.apiKey };
  return { ...env, ...master, PASSWORK_HOST: server.origin, PASSWORK_TOKEN: world.tokens.access };
}

for (const one of SCENES) {
  test(`reads what the kit's server holds: ${one.name}`, async (t) => {
    const there = await scene(t, one);
    const env = userOf(t, one, there);
    for (const [args, stdout] of [
      [['get', 'Infra structure/Top'], 'S3cret of top\n'],
      [['get', 'Infra structure/Top', '--field', '2FA'], `${SECRET}\n`],
      [['get', 'pw://Infra structure/Top/key.pem?in=attachment'], PEM],
      [['get', `id:${there.id('link')}`], 'S3cret of mail\n'],
      [['get', '--allow-empty', 'Infra structure/Databases/E%2FU%3F/a%25b%23c'], '\n'],
    ]) {
      const seen = await passwork(env, args);
      assert.deepEqual([seen.code, seen.stdout, seen.stderr], [0, stdout, ''], args.join(' '));
    }
    assert.ok((await passwork(env, ['get', 'pw://Infra structure/Top/all.bin'])).bytes.equals(BYTES));
    assert.match((await passwork(env, ['totp', 'Mail/postmaster'])).stdout, /^\d{6}\n$/);
    const { stdout } = await passwork(env, ['ls', '-r']);
    const { vaults, folders, items, shortcuts } = CONTENTS;
    const count = [vaults, folders, items, shortcuts].reduce((n, all) => n + Object.keys(all).length, 0);
    assert.equal(stdout.trimEnd().split('\n').length, count);
    const item = JSON.parse((await passwork(env, ['get', '--json', 'Infra structure/Top'])).stdout);
    assert.deepEqual(
      item.custom.map(({ name, value }) => [name, value]),
      items.top.custom.map(({ name, value }) => [name, value]),
    );
    const twin = await passwork(env, ['ls', 'Twin']);
    assert.deepEqual([twin.code, twin.stdout], [3, '']);
  });
}
