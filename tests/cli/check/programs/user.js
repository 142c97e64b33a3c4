module.exports = async function userExamples(passwork) {
  await passwork.userNotifications();
  await passwork.userNotificationsCountNew();
  await passwork.userNotificationsMarkAsViewed();
};
