// The two servers that n8n talks to, and what of them must not be found where it was not asked for.
import { createRequire } from 'node:module';
import { at } from '../../scripts/build/project.mjs';
import { makeCertificate } from '../node/support/certificates.mjs';

export const SECRETS = {
  password: 'canary-password-7f3a',
  custom: 'canary-custom-91cc',
  totp: 'MZXW6YTBOJRGC6Q=',
  file: 'canary-file-52be',
  many: 'canary-many-',
};

export const ITEMS = 500;

const contents = () => ({
  Infrastructure: {
    Databases: {
      orders: {
        login: 'app',
        password: SECRETS.password,
        url: 'https://db.example.com',
        tags: ['production'],
        custom: { pin: { value: SECRETS.custom, type: 'password' } },
        totp: { '2FA': SECRETS.totp },
        attachments: { 'key.pem': SECRETS.file },
      },
    },
    target: { password: 'target-before' },
  },
  Many: Object.fromEntries(
    Array.from({ length: ITEMS }, (_, at) => [
      `item ${at}`,
      { login: `login-${at}`, password: `${SECRETS.many}${at}` },
    ]),
  ),
});

/**
 * One server of each generation. That of Passwork 7 has a certificate of a company's own authority, which n8n trusts by
 * NODE_EXTRA_CA_CERTS alone.
 */
export async function startServers() {
  const { createTestServer } = createRequire(import.meta.url)(at('pkg', 'testing.js'));
  const authority = makeCertificate('Company CA', { authority: true });
  const tls = makeCertificate('passwork', { names: ['localhost'], issuer: authority });
  const v4 = createTestServer({ generation: 4, contents: contents() });
  const v7 = createTestServer({ generation: 7, contents: contents() });
  await v4.listen();
  await v7.listen({ tls });
  return { v4, v7, authority: authority.cert, close: () => Promise.all([v4.close(), v7.close()]) };
}

/** As `n8n import:credentials` takes them. */
export function credentialsFor({ v4, v7 }) {
  const type = 'passworkApi';
  const good4 = {
    host: v4.host,
    generation: 'auto',
    apiKey: v4.apiKey,
    encryption: 'masterPassword',
    masterPassword: v4.masterPassword,
  };
  const good7 = {
    host: `https://localhost:${new URL(v7.host).port}`,
    generation: '7',
    accessToken: v7.tokens.accessToken,
    encryption: 'masterKey',
    masterKey: v7.masterKey,
  };
  return [
    { id: 'v4', name: 'API v4', type, data: good4 },
    { id: 'v7', name: 'Passwork 7', type, data: good7 },
    { id: 'wrong4', name: 'API v4, wrong key', type, data: { ...good4, apiKey: 'canary-wrong-key-3e' } },
    { id: 'old7', name: 'Passwork 7, old token', type, data: { ...good7, accessToken: 'canary-old-token-8a' } },
  ];
}

/** Secrets of the credentials: they must be nowhere, in no form. */
export const secretsOf = (credentials) =>
  credentials.flatMap(({ data }) =>
    ['apiKey', 'accessToken', 'masterPassword', 'masterKey'].map((name) => data[name]).filter(Boolean),
  );
