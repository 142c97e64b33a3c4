// What the sandbox holds: the names that the documents use.
const SECRET = 'JBSWY3DPEHPK3PXP';

export const CONTENTS = {
  Infrastructure: {
    Databases: {
      orders: {
        login: 'orders_app',
        password: 'b3tter-than-most',
        url: 'https://orders.example.com',
        description: 'The database of orders',
        tags: ['production', 'database'],
        custom: [
          { name: 'host', value: 'orders.db.example.com', type: 'text' },
          { name: 'API_KEY', value: 'made-up-api-key', type: 'password' },
          { name: '2FA', value: SECRET, type: 'totp' },
        ],
        attachments: { 'ca.pem': '-----BEGIN CERTIFICATE-----\nmade up\n-----END CERTIFICATE-----\n' },
      },
      stock: { login: 'stock_app', password: 'another-made-up-one', tags: ['production'] },
    },
    Registry: { publish: { login: 'ci', password: 'made-up-registry-token', url: 'https://registry.example.com' } },
    'Mail server': { shortcutTo: 'Mail/postmaster' },
  },
  Mail: { postmaster: { login: 'postmaster@example.com', password: 'made-up-mail', totp: SECRET } },
};
