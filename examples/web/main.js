// A small vault browser in a page without a build step. The session is in this page's memory only: reloading ends it.
import { h } from '../support/ui/dom.js';
import { say } from '../support/ui/toast.js';
import { RENEWED } from '../support/ui/tokens.js';
import { browserView } from './browser.js';
import { connectView } from './connect.js';

const app = document.getElementById('app');

function start(notice = '') {
  app.replaceChildren(connectView({ notice, done }));
  app.querySelector('[autofocus]')?.focus();
}

function done(passwork, user, renewedAtLogin) {
  let renewed = renewedAtLogin;
  passwork.listenEvent('tokensChanged', () => {
    renewed = passwork.generation === 7;
  });
  app.replaceChildren(browserView({ passwork, user, logOut: () => logOut(passwork, renewed) }));
}

/** close() logs out and wipes all keys, also those of the passwords that were read. */
async function logOut(passwork, renewed) {
  app.replaceChildren(h('div', { className: 'loading' }, h('span', { className: 'spinner' })));
  try {
    await passwork.close();
  } catch (error) {
    say(error.message, true); // wiped here all the same
  }
  start(renewed ? `You are logged out. ${RENEWED}` : 'You are logged out.');
}

start();
