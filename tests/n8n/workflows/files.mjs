// A file of one item becomes a file of another, as binary data of n8n.
import assert from 'node:assert/strict';
import { byName, GENERATIONS, itemsOf, jsonOf, passwork, place, workflow } from '../builder.mjs';
import { SECRETS } from '../servers.mjs';

export const asked = ['file'];

export const definition = workflow(
  'files',
  GENERATIONS.flatMap((generation) => [
    passwork(`down ${generation}`, generation, 'attachment', 'download', {
      item: place('Infrastructure/Databases/orders'),
      attachment: byName('key.pem'),
      fields: ['name', 'contents'],
    }),
    passwork(`up ${generation}`, generation, 'attachment', 'upload', {
      item: place('Infrastructure/target'),
      fileName: 'copy.pem',
    }),
    passwork(`list ${generation}`, generation, 'attachment', 'getMany', { item: place('Infrastructure/target') }),
  ]),
);

export function check(execution, servers) {
  for (const generation of GENERATIONS) {
    const [{ binary }] = itemsOf(execution, `down ${generation}`);
    assert.equal(binary.data.fileName, 'key.pem');
    const { attachments } = servers[generation].read('Infrastructure/target');
    assert.equal(Buffer.from(attachments['copy.pem']).toString(), SECRETS.file);
    assert.deepEqual(
      jsonOf(execution, `list ${generation}`).map(({ name }) => name),
      ['copy.pem'],
    );
  }
}
