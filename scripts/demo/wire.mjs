// Looks at the recorded traffic, both directions byte for byte, for what must not be there and
// for what is there and should be known.
import { plainEncode } from '../../tests/conformance/crypto.mjs';
import { vaults } from '../../tests/sandbox/contents.mjs';
import { GENERATIONS, shownPath } from './generations.mjs';

const github = vaults.find((v) => v.id === 'infrastructure').passwords.find((p) => p.id === 'github');
const WRITTEN = 'only-ever-seen-sealed';

/**
 * Headings with lines {text, ok, open}: `ok` is the result of a check (without: mere information),
 * `open` marks a finding that the reader should know about rather than be glad of. `detail`: not for a brief account;
 * `list`: its lines follow the requests, and stand beside those of another run rather than among them.
 */
export function inspect(wire, sandbox) {
  const { env, secrets } = sandbox;
  const generation = GENERATIONS[sandbox.generation];
  const sealed = env.USER_MASTER_PASS !== undefined;
  const all = wire
    .map((x) => [x.path, JSON.stringify(x.requestHeaders), x.requestBody, unwrapped(x.responseBody)].join('\n'))
    .join('\n');
  const readable = (text) => all.includes(text) || all.includes(JSON.stringify(text).slice(1, -1));
  const encoded = (text) =>
    all.includes(Buffer.from(text).toString('base64').replace(/=+$/, '')) ||
    all.includes(plainEncode(text)) ||
    all.includes(Buffer.from(text).toString('hex'));
  const hidden = (what, text) => ({ ok: !readable(text) && !encoded(text), text: what });
  const open = (what, text) => ({ ok: readable(text), open: true, text: what });

  const requests = {
    heading: 'The requests, as the sandbox saw them',
    detail: true,
    list: true,
    lines: wire.map((x) => ({ text: `${x.method.padEnd(5)} ${shownPath(x)}  → ${x.status}` })),
  };
  const notSealed = [
    open('names of vaults, folders, passwords and files', github.attachments[0].name),
    open('logins', `"login":"${github.login}"`),
    open('addresses', github.url),
    open('descriptions', github.description),
    open('tags', '"tags":["production","shared"]'),
    { open: true, ...generation.credentials(wire, sandbox) },
  ];
  const kept = generation.hidden(sandbox).map(([what, text]) => hidden(what, text));

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
            ok: all.includes(generation.plain(github.attachments[0].bytes.toString('base64'))),
            text: 'files: base64, twice',
          },
          ...notSealed,
        ],
      },
      ...(kept.length ? [{ heading: 'None of it appeared, in neither direction', lines: kept }] : []),
    ];
  }

  return [
    requests,
    { heading: 'What a write looks like on the wire', lines: aWrite(wire, sandbox, generation) },
    {
      heading: 'Sealed: none of it appeared, in neither direction, neither readable nor in base64 or hex',
      lines: [
        hidden('the master password', secrets.masterPassword),
        hidden('the master key derived from it', secrets.masterKey),
        hidden('the password that was read', github.password),
        hidden('the password that was written', WRITTEN),
        hidden('custom fields', github.custom[1].value),
        hidden('the TOTP secret', github.custom[2].value),
        hidden('the contents of the file', github.attachments[0].bytes.toString()),
        hidden('the keys of vaults', secrets.vaultKey('infrastructure')),
        hidden('the keys of passwords', secrets.passwordKey('github')),
        ...kept,
      ],
    },
    {
      heading:
        'Not sealed: only TLS protects it on the way (https; this sandbox speaks http), and the server can read it',
      lines: [...notSealed, { open: true, ...generation.hash(wire, sandbox) }],
    },
  ];
}

/** The password that the program added, as it was sent, opened by another implementation. */
function aWrite(wire, { secrets }, { written, unseal }) {
  const body = wire.find((x) => x.method === 'POST' && x.path.endsWith(written.path))?.requestBody;
  if (!body) return [{ ok: false, text: 'no password was added' }];
  const sent = JSON.parse(body);
  const value = sent[written.password];
  const key = unseal(sent[written.key], secrets.vaultKey('marketing'));
  return [
    {
      text: `"name": "${sent.name}", "${written.password}": "${value.slice(0, 40)}…" (${value.length} characters)`,
    },
    {
      ok: key !== null && unseal(value, key) === WRITTEN,
      text: 'opened by another implementation (OpenSSL in Node): the same text',
    },
  ];
}

/** An answer of Passwork 7 may come in an envelope of base64; what is in it counts as seen. */
function unwrapped(body) {
  try {
    const { format, content } = JSON.parse(body);
    return format === 'base64' ? Buffer.from(content, 'base64').toString() : body;
  } catch {
    return body;
  }
}
