// What the sandbox's made-up company keeps in its Passwork. Data only: change it freely.
// Every secret here is invented; the ids are readable so that they can be typed by hand
// (a real server's ids are 24 hexadecimal digits).

/** The secret of the RFC's and every tutorial's TOTP examples. */
export const TOTP_SECRET = 'JBSWY3DPEHPK3PXP';

/** The smallest proper PNG: a file that is not text. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const text = (...lines) => Buffer.from(`${lines.join('\n')}\n`);

export const me = { name: 'Ada Example', email: 'ada@example.org', locale: 'en' };
export const company = 'Example Ltd';

/**
 * scope 'domain': belongs to the company. 'private': mine. keys 'old': as servers before 5.4 made vaults; in Passwork 7 its
 * passwords have keys as API v4 made them.
 */
export const vaults = [
  {
    id: 'infrastructure',
    name: 'Infrastructure',
    scope: 'domain',
    passwords: [
      {
        id: 'github',
        name: 'GitHub organisation',
        login: 'example-bot',
        password: 'Tr0ub4dor&3-github',
        url: 'https://github.com/login',
        description: 'Owner account of the organisation.\nUse it for billing only.',
        color: '3',
        tags: ['production', 'shared'],
        isFavorite: true,
        changed: '2026-03-14',
        custom: [
          { name: 'Recovery mail', value: 'recovery@example.org', type: 'text' },
          { name: 'Deploy token', value: 'made-up-deploy-token-42', type: 'password' },
          { name: 'Second factor', value: TOTP_SECRET, type: 'totp' },
        ],
        attachments: [
          {
            id: 'github-codes',
            name: 'recovery-codes.txt',
            bytes: text('f3a9-11c7', '8d02-77be', 'c4e1-90aa', '5b6f-23d8'),
          },
        ],
      },
      {
        id: 'dns',
        name: 'DNS registrar',
        login: 'hostmaster',
        password: 'zone-file-dreams-1987',
        url: 'https://registrar.example.net',
        tags: ['production'],
        changed: '2024-01-20',
      },
    ],
    folders: [
      {
        id: 'servers',
        name: 'Servers',
        passwords: [
          {
            id: 'bastion',
            name: 'Bastion host',
            login: 'root',
            password: 'g8t-keeper!2026',
            url: 'ssh://bastion.example.org',
            tags: ['production', 'ssh'],
            changed: '2026-06-01',
          },
        ],
        folders: [
          {
            id: 'databases',
            name: 'Databases',
            passwords: [
              {
                id: 'postgres',
                name: 'PostgreSQL production',
                login: 'app',
                password: 'el3phants-never-forget',
                url: 'postgres://db.example.org/app',
                tags: ['production', 'database'],
                color: '1',
                changed: '2025-11-02',
                custom: [{ name: 'Replication password', value: 'herd-behaviour-7', type: 'password' }],
                attachments: [
                  { id: 'postgres-ca', name: 'ca.txt', bytes: text('This would be the certificate of the database.') },
                  { id: 'postgres-empty', name: 'placeholder', bytes: Buffer.alloc(0) },
                ],
              },
              {
                id: 'redis',
                name: 'Redis',
                login: '',
                password: 'c4che-me-if-you-can',
                url: 'redis://cache.example.org',
                tags: ['database'],
                changed: '2026-02-11',
              },
            ],
          },
          { id: 'retired', name: 'Retired' },
        ],
      },
      {
        id: 'offices',
        name: 'Offices',
        passwords: [
          {
            id: 'wifi-berlin',
            name: 'Wi-Fi',
            login: 'example-berlin',
            password: 'spree-side-coffee',
            description: 'Berlin',
            changed: '2025-09-09',
          },
          {
            id: 'wifi-tokyo',
            name: 'Wi-Fi',
            login: 'example-東京',
            password: '三度目の正直 🗼',
            description: 'Tōkyō',
            tags: ['日本'],
            changed: '2026-05-05',
          },
        ],
      },
    ],
  },
  {
    id: 'marketing',
    name: 'Marketing',
    scope: 'domain',
    passwords: [
      {
        id: 'newsletter',
        name: 'Newsletter',
        login: 'news@example.org',
        password: 'unsubscribe-me-not',
        url: 'https://mail.example.net',
        tags: ['shared'],
        color: '5',
        changed: '2026-04-01',
        custom: [{ name: 'API user', value: 'example-news', type: 'text' }],
      },
    ],
    folders: [
      {
        id: 'campaigns',
        name: 'Campaigns',
        passwords: [
          {
            id: 'ads',
            name: 'Advertising account',
            login: 'ads@example.org',
            password: 'click-here-9000',
            url: 'https://ads.example.net',
            tags: ['campaign'],
            changed: '2026-07-07',
            custom: [{ name: 'Second factor', value: 'GEZDGNBVGY3TQOJQ', type: 'totp' }],
            attachments: [{ id: 'ads-logo', name: 'logo.png', bytes: PIXEL }],
          },
        ],
        folders: [
          {
            id: 'summer',
            name: 'Summer',
            passwords: [
              {
                id: 'social',
                name: 'Social media',
                login: '@example',
                password: 'sunscreen-and-hashtags',
                url: 'https://social.example.net',
                tags: ['campaign'],
                changed: '2026-06-21',
              },
            ],
          },
        ],
      },
    ],
  },
  {
    id: 'personal',
    name: 'Ada, private',
    scope: 'private',
    passwords: [
      {
        id: 'library',
        name: 'Public library',
        login: '0042-1815',
        password: 'analytical-engine',
        url: 'https://library.example.org',
        changed: '2023-12-10',
      },
      {
        id: 'notes',
        name: 'Заметки',
        login: 'ada',
        password: 'Пароль из заметок',
        description: 'Записано от руки',
        changed: '2026-01-01',
      },
    ],
  },
  {
    id: 'archive',
    name: 'Archive 2019',
    scope: 'private',
    keys: 'old',
    passwords: [
      {
        id: 'fax',
        name: 'Fax gateway',
        login: 'fax',
        password: 'beep-beep-krrr',
        tags: ['old'],
        changed: '2019-08-30',
        custom: [{ name: 'PIN', value: '0000', type: 'password' }],
      },
    ],
    folders: [
      {
        id: 'archive-web',
        name: 'Old web site',
        passwords: [
          {
            id: 'cms',
            name: 'CMS',
            login: 'admin',
            password: 'table-layouts-forever',
            url: 'http://old.example.org',
            changed: '2019-02-02',
            attachments: [
              { id: 'cms-notes', name: 'notes.txt', bytes: text('Do not touch the guestbook.', 'It is load-bearing.') },
            ],
          },
        ],
      },
    ],
  },
];

/** The same password seen from another vault. */
export const shortcuts = [
  { id: 'wifi-for-marketing', vault: 'marketing', target: 'wifi-berlin' },
  { id: 'github-for-campaigns', vault: 'marketing', folder: 'campaigns', target: 'github' },
];

/** A colleague's vault, which is not in my list, and what was sent to me from it. */
export const colleague = {
  vault: { id: 'grace', name: 'Grace, private' },
  password: {
    id: 'conference',
    name: 'Conference tickets',
    login: 'team@example.org',
    password: 'row-7-seat-12',
    url: 'https://tickets.example.net',
    changed: '2026-08-15',
    custom: [{ name: 'Booking', value: 'XK-1815', type: 'text' }],
    attachments: [{ id: 'conference-tickets', name: 'tickets.txt', bytes: text('Row 7, seat 12', 'Row 7, seat 13') }],
  },
  inbox: { id: 'inbox-tickets', from: 'Grace Example' },
};

/** Older states, which Passwork 7 shows: what a password was before it was changed. */
export const snapshots = [
  {
    id: 'github-before',
    of: 'github',
    password: 'hunter2-was-too-short',
    custom: [{ name: 'Deploy token', value: 'made-up-deploy-token-41', type: 'password' }],
    attachments: [{ id: 'github-codes-before', name: 'recovery-codes.txt', bytes: text('0000-0000', '1111-1111') }],
    changed: '2025-10-01',
  },
  { id: 'postgres-before', of: 'postgres', password: 'mice-forget-sometimes', changed: '2025-06-15' },
];

export const notifications = [
  { id: 'notice-1', text: 'Grace Example sent you "Conference tickets"', viewed: false },
  { id: 'notice-2', text: 'The password of "Advertising account" was changed', viewed: false },
  { id: 'notice-3', text: 'Welcome to the sandbox', viewed: true },
];
