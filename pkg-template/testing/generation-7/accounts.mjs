import { find, listIn, need } from './refusal.mjs';
import { list } from './store.mjs';

const shown = ({ profile, publicKey }) => ({ ...profile, publicKey });
const account = ({ store }, id, what = 'User') => find(store.accounts, id, what);

const named = (what, entries, show) => ({
  [`GET /${what}`]: ({ store }) => list([...entries(store).values()].map(show)),
  [`GET /${what}/:id`]: ({ store }, _, { id }) => show(find(entries(store), id, what)),
  [`DELETE /${what}/:id`]: ({ store }, _, { id }) => {
    find(entries(store), id, what);
    entries(store).delete(id);
    return {};
  },
});

const setBlocked =
  (isBlocked) =>
  (view, _, { id }) => {
    account(view, id).profile.isBlocked = isBlocked;
    return {};
  };

/** Users, their keys, roles and groups, and what the application says of itself. */
export const accounts = {
  'GET /sessions/current/info': () => ({ id: 'session-1', type: 'api', createdAt: 1759999999 }),
  'GET /users/info': ({ account }) => account.profile,
  'GET /users/keys': ({ account, me }) => ({ id: me, keys: account.keys }),
  'GET /users/master-key/options': ({ account }) => ({ masterKeyOptions: account.masterKeyOptions }),
  'GET /users/master-key/new-options': ({ store }) => ({
    salt: 'NewUserSalt@ABCDEFGH',
    iterations: store.rounds,
    bytes: 64,
    digest: 'sha256',
  }),
  'GET /users/:id/public-key': (view, _, { id }) => ({ publicKey: account(view, id).publicKey }),
  'POST /users': ({ store }, body) => {
    need(body, 'login', 'email', 'password');
    const { password, keys, masterKeyHash, masterKeyOptions, ...profile } = body;
    const id = store.newId();
    store.addAccount({ profile: { ...profile, id }, keys, masterKeyHash, masterKeyOptions });
    return { id };
  },
  'PATCH /users/:id': (view, body, { id }) => {
    const { password, keys, ...changes } = body;
    Object.assign(account(view, id).profile, changes, { id });
    return {};
  },
  'POST /users/:id/block': setBlocked(true),
  'POST /users/:id/unblock': setBlocked(false),
  ...named('users', (store) => store.accounts, shown),

  'GET /user-roles': ({ store }) => list(store.roles),
  'POST /user-groups': ({ store }, body) => {
    need(body, 'name');
    const id = store.newId();
    store.groups.set(id, { id, name: body.name, userIds: [] });
    return { id };
  },
  'POST /user-groups/:id': ({ store }, body, { id }) => {
    need(body, 'name');
    find(store.groups, id, 'Group').name = body.name;
    return {};
  },
  'POST /user-groups/:id/add-users': ({ store }, body, { id }) => {
    find(store.groups, id, 'Group').userIds.push(...listIn(body, 'userIds'));
    return {};
  },
  'POST /user-groups/:id/remove-users': ({ store }, body, { id }) => {
    const userIds = listIn(body, 'userIds');
    const group = find(store.groups, id, 'Group');
    group.userIds = group.userIds.filter((user) => !userIds.includes(user));
    return {};
  },
  ...named(
    'user-groups',
    (store) => store.groups,
    (group) => group,
  ),

  'GET /app/features': ({ store }) => store.features,
  'GET /app/settings': ({ store }) => store.settings,
  'GET /app/settings/additional': () => ({}),
};
