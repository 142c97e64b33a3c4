// Looks at the recorded traffic, both directions byte for byte, for what must not be there and
// for what is there and should be known.
import { plainEncode, protocolHash, unseal } from '../../tests/conformance/crypto.mjs';
import { vaults } from '../../tests/sandbox/contents.mjs';

const github = vaults.find((v) => v.id === 'infrastructure').passwords.find((p) => p.id === 'github');

/**
 * Headings with lines {text, ok, open}: `ok` is the result of a check (without: mere information),
 * `open` marks a finding that the reader should know about rather than be glad of.
 */
export function inspect(wire, sandbox) {
  const sealed = sandbox.env.USER_MASTER_PASS !== undefined;
  const all = wire
    .map((x) => [x.path, JSON.stringify(x.requestHeaders), x.requestBody, x.responseBody].join('\n'))
    .join('\n');
  const readable = (text) => all.includes(text) || all.includes(JSON.stringify(text).slice(1, -1));
  const encoded = (text) =>
    all.includes(Buffer.from(text).toString('base64').replace(/=+$/, '')) ||
    all.includes(plainEncode(text)) ||
    all.includes(Buffer.from(text).toString('hex'));
  const hidden = (what, text) => ({ ok: !readable(text) && !encoded(text), text: what });
  const open = (what, text) => ({ ok: readable(text), open: true, text: what });

  const login = wire.find((x) => x.path.includes('/auth/login/'));
  const others = wire.filter((x) => x !== login);
  const keyOnlyInLogin =
    login?.path.endsWith(`/${sandbox.env.API_KEY}`) &&
    !others.some((x) => JSON.stringify(x).includes(sandbox.env.API_KEY));
  const requests = {
    heading: 'The requests, as the sandbox saw them',
    detail: true,
    lines: wire.map((x) => ({ text: `${x.method.padEnd(5)} ${shown(x)}  → ${x.status}` })),
  };

  const notSealed = [
    open('names of vaults, folders, passwords and files', github.attachments[0].name),
    open('logins', `"login":"${github.login}"`),
    open('addresses', github.url),
    open('descriptions', github.description),
    open('tags', '"tags":["production","shared"]'),
    {
      ok: keyOnlyInLogin,
      open: true,
      text: 'the API key: it stands in the path of the login (and nowhere else), where proxies that open TLS and server logs can see it',
    },
  ];
  if (!sealed) {
    return [
      requests,
      {
        heading: 'Not sealed: only TLS protects it on the way, and the server can read all of it',
        lines: [
          { open: true, ok: encoded(github.password), text: 'passwords: merely written in base64' },
          { open: true, ok: encoded(github.custom[1].value), text: 'custom fields, TOTP secrets among them: base64' },
          {
            open: true,
            ok: all.includes(plainEncode(github.attachments[0].bytes.toString('base64'))),
            text: 'files: base64, twice',
          },
          ...notSealed,
        ],
      },
    ];
  }

  const { world } = sandbox;
  const written = JSON.parse(wire.find((x) => x.method === 'POST' && x.path.endsWith('/passwords')).requestBody);
  const key = unseal(written.cryptedKey, world.vaultKeys.marketing);
  const masterHashes = new Set(wire.map((x) => x.requestHeaders['passwork-masterhash']).filter(Boolean));
  const wantedHashes = [world.masterPassword, world.effectiveKey].map((k) => protocolHash('sha256', k));
  return [
    requests,
    {
      heading: 'What a write looks like on the wire',
      lines: [
        {
          text: `"name": "${written.name}", "cryptedPassword": "${written.cryptedPassword.slice(0, 40)}…" (${written.cryptedPassword.length} characters)`,
        },
        {
          ok: unseal(written.cryptedPassword, key) === 'only-ever-seen-sealed',
          text: 'opened by another implementation (OpenSSL in Node): the same text',
        },
      ],
    },
    {
      heading: 'Sealed: none of it appeared, in neither direction, neither readable nor in base64 or hex',
      lines: [
        hidden('the master password', world.masterPassword),
        hidden('the master key derived from it', world.effectiveKey),
        hidden('the password that was read', github.password),
        hidden('the password that was written', 'only-ever-seen-sealed'),
        hidden('custom fields', github.custom[1].value),
        hidden('the TOTP secret', github.custom[2].value),
        hidden('the contents of the file', github.attachments[0].bytes.toString()),
        hidden('the keys of vaults', world.vaultKeys.infrastructure),
        hidden('the keys of passwords', world.passwordKeys.github),
      ],
    },
    {
      heading:
        'Not sealed: only TLS protects it on the way (https; this sandbox speaks http), and the server can read it',
      lines: [
        ...notSealed,
        {
          open: true,
          ok: masterHashes.size === 2 && wantedHashes.every((h) => masterHashes.has(h)),
          text: 'hashes: SHA-256 of the master password until the key is derived, then of the master key. Whoever sees the first one can try guesses offline, so a weak master password is not safe',
        },
      ],
    },
  ];
}

/** A token or API key in a path is not for terminals. */
const shown = ({ path }) => path.replace(/(\/auth\/(?:login|refreshToken)\/).*/, '$1…');
