// The user, and what the server says of itself.
import { Refusal } from './failures.mjs';

function masterKeyOptions({ user }) {
  if (user.mkStatus) {
    throw new Refusal(user.mkStatus, user.mkStatus === 404 ? 'notFound' : 'internal');
  }
  return user.mkOptions === undefined ? {} : { mkOptions: user.mkOptions };
}

const notifications = ({ state }, _, { page, limit }) => ({
  page,
  list: state.notifications.slice((page - 1) * limit, page * limit),
});

function markViewed({ state }) {
  for (const notification of state.notifications) notification.viewed = true;
  return true;
}

const activity = ({ state }, _, { dateFrom, dateTo }) =>
  state.activity.filter(({ date }) => date >= dateFrom && (!dateTo || date <= dateTo));

export const USERS = [
  ['GET', '/info/settings', ({ state }) => state.settings],
  ['POST', '/info/activity-report', activity],
  ['GET', '/user/info', ({ user }) => user.document],
  ['GET', '/user/extension-secret', () => ({ secret: 'extension secret' })],
  ['GET', '/user/get-master-key-options', masterKeyOptions],
  ['POST', '/user/notifications', notifications],
  ['GET', '/user/notifications/count-new', ({ state }) => state.notifications.filter(({ viewed }) => !viewed).length],
  ['POST', '/user/notifications/mark-as-viewed', markViewed],
];
