// Each example of a server stands alone, so what they share is there twice. It is the same.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { examples } from './support/example.mjs';

const [one, other] = ['server-express', 'server-next'].map((name) => path.join(examples, name));

for (const folder of ['lib', 'tests/lib']) {
  test(`${folder} is the same in both`, () => {
    const files = fs.readdirSync(path.join(one, folder)).sort();
    assert.ok(files.length > 3);
    assert.deepEqual(fs.readdirSync(path.join(other, folder)).sort(), files);
    for (const file of files) {
      const [a, b] = [one, other].map((example) => fs.readFileSync(path.join(example, folder, file), 'utf8'));
      assert.equal(a, b, file);
      assert.match(a, /The same file in both examples\./, file);
    }
  });
}

for (const [folder, resolved] of [
  [one, ['file:../../pkg']],
  [other, ['file:../../pkg']],
  [import.meta.dirname, []],
]) {
  test(`the lock file names no registry, and is that of its manifest: ${path.basename(folder)}`, () => {
    const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
    const [{ dependencies, devDependencies }, { packages }] = [read('package.json'), read('package-lock.json')];
    assert.deepEqual(packages[''].dependencies, dependencies);
    assert.deepEqual(packages[''].devDependencies, devDependencies);
    const named = Object.values(packages).flatMap((entry) => entry.resolved ?? []);
    assert.deepEqual(named, resolved);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      assert.ok(name === 'passwork-wasm' || /^\d+\.\d+\.\d+$/.test(version), `${name} is pinned`);
  });
}
