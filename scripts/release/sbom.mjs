// The bill of materials of a package: CycloneDX 1.5, of the same parts as THIRD_PARTY_LICENSES.txt. It says nothing of when or where it
// was made, so that two builds of one commit give the same file.

const TOOL = { vendor: 'CycloneDX', name: 'cargo-cyclonedx' };

const purlOfNpm = (name, version) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

/** One expression, or one licence by its name in SPDX's list. */
const licensesOf = (licence) => [/ /.test(licence) ? { expression: licence } : { license: { id: licence } }];

const sha512 = (integrity) => {
  const [, base64] = /^sha512-([\w+/]+=*)$/.exec(integrity ?? '') ?? [];
  return base64 && [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
};

/**
 * @param {object} about
 * @param {{name: string, version: string, license: string, sha256: string, sha512: string}} about.tarball
 * @param {string} about.compiler As `rustc -V` says it.
 * @param {{kind: string, name: string, licence: string}[]} about.notices The parts of THIRD_PARTY_LICENSES.txt.
 * @param {object[]} about.bills What cargo-cyclonedx says, one for each crate of ours.
 * @param {Record<string, {version: string, integrity: string, dependencies?: object}>} about.locked The modules of package-lock.json, by name.
 * @throws {Error} For a part that one side has and the other has not, or that has no hash.
 */
export function sbomOf({ tarball, compiler, notices, bills, locked }) {
  const own = purlOfNpm(tarball.name, tarball.version);
  const parts = [...ofCrates(bills, names(notices, 'crate')), ...ofModules(locked, names(notices, 'npm'))];
  parts.push(...ofStandardLibrary(notices, compiler));
  const components = parts.map(({ component }) => component).sort((a, b) => order(a.purl, b.purl));
  const used = new Set(parts.flatMap(({ uses }) => uses));
  const direct = components.map(({ purl }) => purl).filter((purl) => !used.has(purl));
  const dependencies = [
    { ref: own, dependsOn: direct },
    ...parts
      .map(({ component, uses }) => ({ ref: component.purl, dependsOn: uses.sort(order) }))
      .sort((a, b) => order(a.ref, b.ref)),
  ];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      tools: [...new Set(bills.flatMap(toolsOf))].sort(order).map((version) => ({ ...TOOL, version })),
      component: {
        type: 'library',
        'bom-ref': own,
        name: tarball.name,
        version: tarball.version,
        hashes: [
          { alg: 'SHA-256', content: tarball.sha256 },
          { alg: 'SHA-512', content: tarball.sha512 },
        ],
        licenses: licensesOf(tarball.license),
        purl: own,
      },
      properties: [{ name: 'cdx:rustc:sbom:target:triple', value: 'wasm32-unknown-unknown' }],
    },
    components,
    dependencies,
  };
}

const order = (a, b) => (a < b ? -1 : Number(a > b));

const toolsOf = ({ metadata }) => metadata.tools.filter(({ name }) => name === TOOL.name).map(({ version }) => version);

const names = (notices, kind) => new Set(notices.filter((part) => part.kind === kind).map(({ name }) => name));

function component(purl, { name, version, hashes, licenses }) {
  return { type: 'library', 'bom-ref': purl, name, version, scope: 'required', hashes, licenses, purl };
}

/** Crates of ours have a folder where others have a registry. */
const isOurs = ({ purl }) => purl.includes('?');

/**
 * The crates that have a notice: what cargo's tree says is compiled in. cargo-cyclonedx names some more, which are there for tests alone,
 * since it asks for what the workspace needs as a whole.
 */
function ofCrates(bills, noticed) {
  const byRef = new Map(bills.flatMap(({ components }) => components.map((crate) => [crate['bom-ref'], crate])));
  const isIn = (crate) => !isOurs(crate) && noticed.has(`${crate.name} ${crate.version}`);
  const crates = new Map([...byRef.values()].filter(isIn).map((crate) => [`${crate.name} ${crate.version}`, crate]));
  const missing = [...noticed].filter((name) => !crates.has(name));
  if (missing.length) throw new Error(`cargo-cyclonedx does not name ${missing.join(', ')}, which has a notice`);
  const uses = new Map(
    bills.flatMap(({ dependencies }) => dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn])),
  );
  return [...crates].map(([name, crate]) => {
    if (!crate.hashes?.length) throw new Error(`the crate ${name} has no hash`);
    const used = (uses.get(crate['bom-ref']) ?? []).map((ref) => byRef.get(ref)).filter((one) => one && isIn(one));
    return { component: component(crate.purl, crate), uses: used.map(({ purl }) => purl) };
  });
}

function ofModules(locked, noticed) {
  const bundled = new Map([...noticed].map((name) => [name.slice(0, name.lastIndexOf(' ')), name]));
  return [...bundled].map(([name, said]) => {
    const { version, integrity, license, dependencies = {} } = locked[name] ?? {};
    if (`${name} ${version}` !== said) throw new Error(`package-lock.json has no module ${said}`);
    const hashes = sha512(integrity);
    if (!hashes) throw new Error(`package-lock.json has no hash of the module ${said}`);
    const uses = Object.keys(dependencies).filter((one) => bundled.has(one));
    return {
      component: component(purlOfNpm(name, version), { name, version, hashes, licenses: licensesOf(license) }),
      uses: uses.map((one) => purlOfNpm(one, locked[one].version)),
    };
  });
}

/** Parts of the compiler's library have its version, and no hash: their sources are on no machine for sure. */
function ofStandardLibrary(notices, compiler) {
  const [, version] = /^rustc (\d+\.\d+\.\d+)/.exec(compiler) ?? [];
  if (!version) throw new Error(`the compiler does not say its version: ${compiler}`);
  return notices
    .filter(({ kind }) => kind === 'std')
    .map(({ name, licence }) => {
      const purl = `pkg:generic/rust-std@${version}#${encodeURIComponent(name)}`;
      return { component: component(purl, { name, version, licenses: licensesOf(licence) }), uses: [] };
    });
}
