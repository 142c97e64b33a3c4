// A server of API v4 with contents of which every secret is known, and those secrets: its own, and the keys that seal them.
import { startServer } from '../conformance/server.mjs';
import { fillStandard, World } from '../conformance/world.mjs';
import { rsaSecrets, sealsOf } from './derived.mjs';

const WRITTEN = 'Zq-7 the new value of wUxi';
const WRONG_KEY = 'aWrongKeyWhichNoServerKnows';
const TOKENS = { token: 'tokenKeptFromLastTime', refreshToken: 'refreshKeptFromLastTime' };
const VALUES = [
  'S3cret pass',
  's3cr3t!',
  'domain secret',
  'inbox secret',
  'hello file\r\n',
  'JBSWY3DPEHPK3PXP',
  WRITTEN,
];

const settings = {
  mode: 'master',
  masterPassword: 'What opens the vaults, 7 words long',
  apiKey: 'tUoPYhXqRzLmWvGdKbNcJsEf',
  refreshTokens: true,
  mkOptions: 'pbkdf:sha256:1000:64:saltOfTheHeap',
  rsaBits: 2048,
};
const world = fillStandard(new World('heap', settings));

/** Of a server, whose log tells what a client has sent: also the keys that it has made. */
function secretsOf({ log }) {
  const keys = new Map([['the master key', world.effectiveKey]]);
  for (const [text, name] of world.secrets) if (!/^(rsa|master)/.test(name)) keys.set(name, text);
  const seals = sealsOf([world.state, log.map(({ body }) => body)], keys);
  // An address of Passwork 7 ends in `refresh-token`: of these it is the end that gives them away.
  const tokens = [1, 2, 3].flatMap((n) => [`session-token-${n}`, `refresh-token-${n}`.slice(-12)]);
  const texts = [...VALUES, ...tokens, ...Object.values(TOKENS), world.apiKey, WRONG_KEY];
  const [pem] = [...world.secrets].find(([, name]) => name === 'rsa-private');
  return [
    { name: 'the master password', text: world.masterPassword },
    { name: 'the secret of the codes', hex: '48656c6c6f21deadbeef' }, // of which JBSWY3DPEHPK3PXP is the base32
    { name: 'the derived bytes', hex: Buffer.from(world.effectiveKey, 'base64').toString('hex') },
    ...[...keys].map(([name, text]) => ({ name, text })),
    ...texts.map((text) => ({ name: text, text })),
    ...rsaSecrets(pem),
    ...seals,
  ];
}

/** What the situations are told of the server: a login, what is there, and which requests are held up. */
const given = {
  generation: 4,
  apiKey: world.apiKey,
  wrongKey: WRONG_KEY,
  master: world.masterPassword,
  tokens: TOKENS,
  written: WRITTEN,
  ids: { password: 'pFull', vault: 'vMain', file: 'aText', edited: 'pMin' },
  at: {
    password: 'GET .*/passwords/pFull',
    vault: 'GET .*/vaults/vMain',
    options: 'master-key-options',
    logout: 'auth/logout',
  },
};

export const generation4 = { given, secretsOf, start: () => startServer({ world }) };
