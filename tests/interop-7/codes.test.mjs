// Codes of second factors: the official command line makes the same ones of the same fields.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ids } from '../conformance-7/world.mjs';
import { scene, WORLDS } from './scene.mjs';

const run = promisify(execFile);
const commandLine = path.join(path.dirname(process.env.PASSWORK_PYTHON), 'passwork-cli');

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const CUSTOM = [
  { name: 'secret', value: SECRET, type: 'totp' },
  { name: 'uri', value: `otpauth://totp/Example:me@example.org?secret=${SECRET}&issuer=Example`, type: 'totp' },
  { name: 'sha256', value: `otpauth://totp/x?secret=${SECRET}&algorithm=SHA256&digits=8&period=60`, type: 'totp' },
  { name: 'sha512', value: `otpauth://totp/x?secret=${SECRET}&algorithm=SHA512`, type: 'totp' },
];

for (const name of WORLDS) {
  test(`codes of fields that ours and theirs wrote: ${name}`, async (t) => {
    const { client, python, server, world } = await scene(t, name);
    const { id } = await client.addPassword({ vaultId: ids.main, name: 'by ours', password: 'p', custom: CUSTOM });
    const other = await python.create_item({ vaultId: ids.main, name: 'by theirs', password: 'p', customs: CUSTOM });
    const flags = ['--host', server.origin, '--token', world.tokens.access, '--refresh-token', world.tokens.refresh];
    if (world.cse) flags.push('--master-key', world.masterKey);
    for (const item of [id, other]) {
      for (const [i, field] of CUSTOM.entries()) {
        // Again if a period ended between the two.
        for (let attempt = 0; ; attempt += 1) {
          const ours = () => client.getPassword(item).then((password) => password.getCustoms()[i].getTotpCode());
          const before = await ours();
          const args = ['get', ...flags, '--password-id', item, '--totp-code', field.name];
          const { stdout } = await run(commandLine, args, { env: { ...process.env, NO_PROXY: '*' } });
          if (attempt < 3 && before !== (await ours())) continue;
          assert.equal(stdout.trim(), before, field.name);
          break;
        }
      }
    }
  });
}
