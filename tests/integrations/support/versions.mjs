// What is an exact version, and what npm would take in its place.

export const EXACT_VERSIONS = ['1.2.3', '0.1.0', '10.20.30-rc.1', '1.0.0-a-b.0'];

export const OTHER_VERSIONS = [
  ...[
    '',
    'latest',
    '1',
    '1.2',
    '1.2.x',
    '^1.2.3',
    '~1.2.3',
    '>=1.2.3',
    '1.2.3 - 2.0.0',
    '1.2.3 || 2.0.0',
    '*',
    'v1.2.3',
  ],
  ...['=1.2.3', '01.2.3', '1.2.3+build', ' 1.2.3', '1.2.3\n', '1.2.3\n--registry=http://evil.example', '1.2.3-'],
  ...['npm:evil@1.2.3', 'file:../evil', 'https://evil.example/x.tgz', 'git+https://evil.example/x', 'evil/evil#1.2.3'],
  ...['1.2.3;touch ran', '$(touch ran)', '1.2.3-$(touch ran)', '::set-output name=x::y'],
];
