// Host, API key or tokens, master password.

import { apiAddress, permissionFor } from '../address.js';
import { h } from '../ui/dom.js';
import { logo } from '../ui/icons.js';
import { ask } from './ask.js';

const field = (label, input, hint) =>
  h('label', { className: 'field' }, h('span', {}, label), input, hint && h('small', {}, hint));

/** done() is called after the login. */
export function loginView({ host, notice, done }) {
  const text = { autocomplete: 'off', spellcheck: false };
  const hostInput = h('input', {
    ...text,
    required: true,
    placeholder: 'passwork.example.com',
    value: host,
    autofocus: !host,
  });
  const keyInput = h('input', { ...text, type: 'password', required: true, autofocus: Boolean(host) });
  const masterInput = h('input', { ...text, type: 'password' });
  const button = h('button', { className: 'primary', type: 'submit' }, 'Log in');
  const problem = h('p', { className: 'notice bad', role: 'alert', hidden: true });

  const busy = (is) => {
    button.disabled = is;
    button.replaceChildren(...(is ? [h('span', { className: 'spinner' }), 'Logging in'] : ['Log in']));
  };

  async function submit(event) {
    event.preventDefault();
    problem.hidden = true;
    try {
      const api = apiAddress(hostInput.value);
      // First, as browsers demand: while the click lasts. Refused, it may still work: if the server allows other origins.
      const allowed = chrome.permissions.request(permissionFor(api)).catch(() => false);
      busy(true);
      await allowed;
      await ask('logIn', { host: api, key: keyInput.value.trim(), masterPassword: masterInput.value });
      keyInput.value = masterInput.value = '';
      done();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      busy(false);
    }
  }

  return h(
    'form',
    { className: 'login', onsubmit: submit },
    h(
      'header',
      {},
      logo(),
      h('div', {}, h('h1', {}, 'Log in'), h('p', { className: 'muted' }, 'to your Passwork server')),
    ),
    notice && h('p', { className: 'notice' }, notice),
    field('Server', hostInput),
    field('API key or tokens', keyInput, 'Up to Passwork 6 an API key, from 7 on access:refresh.'),
    field('Master password', masterInput, 'Leave empty without client-side encryption.'),
    problem,
    button,
  );
}
