// Who I am, and what I have been told.
import { runInNode } from './support/run.mjs';

export async function users(passwork, _env, log) {
  const { name, email } = await passwork.userInfo();
  log(`I am ${name} <${email}>`);

  const { list } = await passwork.userNotifications(); // the first page
  log(`Notifications: ${list.length}, new ones: ${await passwork.userNotificationsCountNew()}`);
  for (const notice of list) log(`  ${notice.viewed ? ' ' : '*'} ${notice.text}`);

  await passwork.userNotificationsMarkAsViewed();
  log(`New ones after having seen them: ${await passwork.userNotificationsCountNew()}`);
}

await runInNode(import.meta, users);
