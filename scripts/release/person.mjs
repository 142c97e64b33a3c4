// What is left to a person with the accounts, once every check has passed.

/** Steps, in their order. */
export const personalSteps = (version) => [
  `Sign the tag on this commit and push it: git tag -s v${version} && git push origin v${version}`,
  'The first version of all: publish the tarball by hand, then make the release workflow a trusted publisher (docs/RELEASING.md)',
  'Every later version: read the log of the job "check", then approve the environment "npm" of the job "publish"',
  `Make the release of v${version} at the repository's host: target/npm/release-notes.md, with target/npm/sbom.cdx.json beside it`,
];
