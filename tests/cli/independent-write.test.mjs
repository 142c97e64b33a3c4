// Commands that write, over the servers of the conformance kits: they keep what they are sent as it is, and allow nothing else.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { BYTES, SCENES, SECRET, scene } from '../node/support/references-scene.mjs';
import { passwork } from './support/cli.mjs';

for (const one of SCENES) {
  test(`what is written is there: ${one.name}`, async (t) => {
    const { server, world, another, id } = await scene(t, one);
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-cli-'));
    t.after(() => fs.rmSync(home, { recursive: true, force: true }));
    const master = world.masterPassword ? { PASSWORK_MASTER_PASSWORD: world.masterPassword } : {};
    const its =
      one.generation === 4
        ? { PASSWORK_HOST: server.url, PASSWORK_API_KEY: world.apiKey }
        : { PASSWORK_HOST: server.origin, PASSWORK_TOKEN: world.tokens.access };
    const env = { PATH: process.env.PATH, HOME: home, ...master, ...its };
    const run = async (...args) => {
      const { input } = args.at(-1)?.input === undefined ? {} : args.pop();
      const seen = await passwork(env, args, { input });
      assert.equal(seen.code, 0, `${args.join(' ')}: ${seen.stderr}`);
      return seen.stdout.trimEnd();
    };
    const reader = await another();
    const held = async (found) => {
      const password = await reader.getPassword(found);
      const custom = (password.getCustoms() ?? []).map(({ name, value, type }) => [name, value, type]);
      return { password: password.getPassword(), custom, files: (password.attachments ?? []).map(({ name }) => name) };
    };

    const place = ['--vault', 'Infra structure', '--folder', 'Databases/E%2FU%3F', '--name', 'new'];
    fs.writeFileSync(path.join(home, 'code'), SECRET);
    const fields = ['--field', '2FA=@code', '--field-type', '2FA=totp'];
    const added = await run('add', ...place, '--password-stdin', ...fields, { input: 'canary' });
    assert.deepEqual(await held(added), { password: 'canary', custom: [['2FA', SECRET, 'totp']], files: [] });

    const before = await held(id('top'));
    await run('update', 'Infra structure/Top', '--password-stdin', '--field', 'Extra=new', '--unset-field', 'empty', {
      input: 'x',
    });
    const expected = before.custom.filter(([name]) => name !== 'empty');
    expected[0] = ['Extra', 'new', 'text'];
    assert.deepEqual(await held(id('top')), { ...before, password: 'x', custom: expected });

    await run(
      'rotate',
      'Infra structure/Databases/orders',
      '--password-stdin',
      '--',
      'sh',
      '-c',
      '[ "$PASSWORK_NEW" = y ]',
      { input: 'y' },
    );
    assert.deepEqual(await held(id('orders')), { password: 'y', custom: [], files: [] });

    fs.writeFileSync(path.join(home, 'all.bin'), BYTES);
    const file = await run('attachment', 'put', 'Infra structure/Databases/orders', 'all.bin');
    const attachment = await reader.getAttachment(id('orders'), file);
    assert.ok(Buffer.from(attachment.getData()).equals(BYTES));
    assert.equal(await run('rm', '-y', `id:${added}`), added);
    await assert.rejects(reader.getPassword(added));
  });
}
