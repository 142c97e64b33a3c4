// What each step of program.mjs must give, taken from the sandbox's contents, and in which
// words a person is told. Codes are computed by the kit's own TOTP.
import { isDeepStrictEqual } from 'node:util';
import { totpAt } from '../../tests/conformance/crypto.mjs';
import { me, vaults } from '../../tests/sandbox/contents.mjs';

const github = vaults.find((v) => v.id === 'infrastructure').passwords.find((p) => p.id === 'github');
const [codes] = github.attachments;
const secret = github.custom.find((c) => c.type === 'totp').value;

const is = (wanted) => (value) => isDeepStrictEqual(value, wanted);
const quoted = (value) => `"${value}"`;

export function expectations({ env }) {
  const sealed = env.USER_MASTER_PASS !== undefined;
  return [
    { ok: is(null), say: () => 'a client; nothing is sent yet, no init call' },
    {
      ok: is(me.name),
      say: (name) =>
        `logged in as ${name}${sealed ? '; the master key was derived here, by 300,000 rounds of PBKDF2' : ''}`,
    },
    { ok: is(vaults.map((v) => v.name).sort((a, b) => a.localeCompare(b))), say: (names) => names.join(' · ') },
    {
      ok: is({ name: github.name, login: github.login, url: github.url, tags: github.tags }),
      say: (p) => `${p.name} · ${p.login} · ${p.url} · ${p.tags.join(', ')}`,
    },
    { ok: is(github.password), say: quoted },
    { ok: is(github.custom), say: (list) => list.map((c) => `${c.name} (${c.type}): ${quoted(c.value)}`).join('\n') },
    // A code may change between its making and the look at the clock.
    {
      ok: ({ code, at }) => [at, at - 1000].some((ms) => totpAt(secret, ms, { rounding: 'down' }) === code),
      say: ({ code, at }) => `${code}, for ${30 - (Math.floor(at / 1000) % 30)} more seconds`,
    },
    { ok: is(codes.name), say: (name) => name },
    {
      ok: is(codes.bytes.toString('base64')),
      say: (data) =>
        `${codes.bytes.length} bytes: ${Buffer.from(data, 'base64').toString().trim().split('\n').join(' ')}`,
    },
    { ok: ({ id, name }) => typeof id === 'string' && name === 'Made in the demo', say: ({ id }) => `stored as ${id}` },
    {
      ok: is({ name: 'Made in the demo', password: 'only-ever-seen-sealed' }),
      say: (p) => `reads back: ${quoted(p.password)}`,
    },
    { ok: is(null), say: () => 'token and master key are forgotten' },
    { ok: is(true), say: () => 'what was read before goes on decrypting' },
  ];
}
