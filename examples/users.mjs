// Who I am, and what I have been told.
import { runInNode } from './support/run.mjs';
import { whereThere } from './support/there.mjs';

export async function users(passwork, _env, log) {
  const { name, fullName = name, email } = await passwork.userInfo(); // Passwork 7 calls it fullName
  log(`I am ${fullName} <${email}>`);

  await whereThere('notifications', log, () => notifications(passwork, log));
}

async function notifications(passwork, log) {
  const { list } = await passwork.userNotifications(); // the first page
  log(`Notifications: ${list.length}, new ones: ${await passwork.userNotificationsCountNew()}`);
  for (const notice of list) log(`  ${notice.viewed ? ' ' : '*'} ${notice.text}`);

  await passwork.userNotificationsMarkAsViewed();
  log(`New ones after having seen them: ${await passwork.userNotificationsCountNew()}`);
}

await runInNode(import.meta, users);
