// Logs in, runs the parts, logs out.
require('dotenv').config();
const Passwork = require('passwork-js/src/passwork-api');
const parts = [require('./vault'), require('./folder'), require('./password'), require('./user')];

(async () => {
  const { HOST, API_KEY, USER_MASTER_PASS } = process.env;
  const passwork = new Passwork(HOST);
  await passwork.login(API_KEY, USER_MASTER_PASS);
  for (const part of parts) await part(passwork, process.env);
  await passwork.logout();
})();
