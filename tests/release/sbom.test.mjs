// The bill of materials: of the parts that have a notice, each with its hash; valid to those who keep the format.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { billProblem, lockedModules } from '../../scripts/release/bill.mjs';
import { sbomOf } from '../../scripts/release/sbom.mjs';

/** What cargo-cyclonedx 0.5.9 said of the engine and of one of its crates, cut down to some parts. */
const bills = () => JSON.parse(fs.readFileSync(new URL('fixtures/bills.json', import.meta.url), 'utf8'));

const CRATES = ['aes 0.9.4', 'cipher 0.5.2', 'crypto-common 0.2.2'];
const notice = (kind) => (name) => ({ kind, name, licence: 'MIT', text: 'A text.' });
const INTEGRITY = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;

const about = (changes = {}) => ({
  tarball: {
    name: 'passwork-wasm',
    version: '1.2.3',
    license: 'MIT',
    sha256: 'ab'.repeat(32),
    sha512: 'cd'.repeat(64),
  },
  compiler: 'rustc 1.96.0 (ac68faa20 2026-05-25)',
  notices: [
    ...CRATES.map(notice('crate')),
    ...['@scope/tool 1.0.0', 'helper 2.0.0'].map(notice('npm')),
    ...['core', 'crossbeam, within std (sync::mpmc)'].map(notice('std')),
  ],
  bills: bills(),
  locked: {
    '@scope/tool': {
      version: '1.0.0',
      integrity: INTEGRITY,
      license: 'MIT',
      dependencies: { helper: '^2.0.0', left: '1' },
    },
    helper: { version: '2.0.0', integrity: INTEGRITY, license: '(MIT OR CC0-1.0)' },
    left: { version: '1.0.0', integrity: INTEGRITY, license: 'MIT' },
  },
  ...changes,
});

const purls = ({ components }) => components.map(({ purl }) => purl);

test('it is valid CycloneDX 1.5, and the validator can say no', async () => {
  const bill = sbomOf(about());
  assert.equal(await billProblem(JSON.stringify(bill)), undefined);
  bill.components[0].hashes[0].content = 'no hash';
  assert.match(await billProblem(JSON.stringify(bill)), /hashes/);
});

test('it has the parts that have a notice, and no other', () => {
  assert.deepEqual(purls(sbomOf(about())), [
    'pkg:cargo/aes@0.9.4',
    'pkg:cargo/cipher@0.5.2',
    'pkg:cargo/crypto-common@0.2.2',
    'pkg:generic/rust-std@1.96.0#core',
    'pkg:generic/rust-std@1.96.0#crossbeam%2C%20within%20std%20(sync%3A%3Ampmc)',
    'pkg:npm/%40scope/tool@1.0.0',
    'pkg:npm/helper@2.0.0',
  ]);
});

test('every part but those of the compiler has its hash', () => {
  const { components, metadata } = sbomOf(about());
  for (const { purl, hashes } of components) {
    if (purl.startsWith('pkg:generic/rust-std@')) assert.equal(hashes, undefined);
    else assert.match(hashes[0].content, /^([0-9a-f]{64}|[0-9a-f]{128})$/, purl);
  }
  const aes = bills()
    .flatMap((bill) => bill.components)
    .find(({ name }) => name === 'aes');
  assert.deepEqual(components[0].hashes, aes.hashes);
  assert.equal(components.at(-1).hashes[0].content, '07'.repeat(64));
  assert.deepEqual(
    metadata.component.hashes.map(({ content }) => content),
    ['ab'.repeat(32), 'cd'.repeat(64)],
  );
});

test('what uses what', () => {
  const { dependencies, components } = sbomOf(about());
  const of = (ref) => dependencies.find((one) => one.ref === ref).dependsOn;
  assert.deepEqual(of('pkg:cargo/aes@0.9.4'), ['pkg:cargo/cipher@0.5.2']);
  assert.deepEqual(of('pkg:npm/%40scope/tool@1.0.0'), ['pkg:npm/helper@2.0.0']);
  assert.deepEqual(of('pkg:npm/passwork-wasm@1.2.3'), [
    'pkg:cargo/aes@0.9.4',
    'pkg:generic/rust-std@1.96.0#core',
    'pkg:generic/rust-std@1.96.0#crossbeam%2C%20within%20std%20(sync%3A%3Ampmc)',
    'pkg:npm/%40scope/tool@1.0.0',
  ]);
  assert.deepEqual(
    dependencies.slice(1).map(({ ref }) => ref),
    components.map(({ purl }) => purl),
  );
});

test('it says nothing of the machine, and comes out the same in any order of what it is made from', () => {
  const text = JSON.stringify(sbomOf(about()));
  assert.doesNotMatch(text, /somebody|file:|timestamp|serialNumber/);
  const other = about({ bills: bills().reverse(), notices: about().notices.reverse() });
  assert.equal(JSON.stringify(sbomOf(other)), text);
});

test('what does not fit is refused', () => {
  const withNotice = (kind, name) => about({ notices: [...about().notices, notice(kind)(name)] });
  assert.throws(() => sbomOf(withNotice('crate', 'zlib 9.9.9')), /zlib 9\.9\.9/);
  assert.throws(() => sbomOf(withNotice('crate', 'aes 0.9.5')), /aes 0\.9\.5/);
  assert.throws(() => sbomOf(withNotice('npm', 'gone 1.0.0')), /no module gone 1\.0\.0/);
  assert.throws(() => sbomOf(withNotice('npm', 'left 1.0.1')), /no module left 1\.0\.1/);
  const unhashed = bills();
  for (const crate of unhashed.flatMap(({ components }) => components)) delete crate.hashes;
  assert.throws(() => sbomOf(about({ bills: unhashed })), /the crate \S+ \S+ has no hash/);
  const weak = { ...about().locked, helper: { version: '2.0.0', integrity: 'sha1-AAAA', license: 'MIT' } };
  assert.throws(() => sbomOf(about({ locked: weak })), /no hash of the module helper 2\.0\.0/);
  assert.throws(() => sbomOf(about({ compiler: 'null' })), /compiler/);
});

test('of a lock file, the modules at the top are meant', () => {
  const packages = {
    '': { version: '0.0.0' },
    'node_modules/which': { version: '2.0.2' },
    'node_modules/@scope/tool': { version: '1.0.0' },
    'node_modules/npm/node_modules/which': { version: '5.0.0' },
  };
  assert.deepEqual(lockedModules({ packages }), { which: { version: '2.0.2' }, '@scope/tool': { version: '1.0.0' } });
});
