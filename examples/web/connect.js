// Host, API key or tokens, master password.
import Passwork from '../../pkg/index.mjs';
import { h } from '../support/ui/dom.js';
import { logo } from '../support/ui/icons.js';
import { explain } from './explain.js';

const field = (label, input, hint) =>
  h('label', { className: 'field' }, h('span', {}, label), input, hint && h('small', {}, hint));

/** done(passwork, user, renewed) is called with a client that has a session; `renewed`: it has other tokens than the typed ones. */
export function connectView({ notice, done }) {
  const text = { autocomplete: 'off', spellcheck: false };
  const host = h('input', {
    ...text,
    name: 'HOST',
    required: true,
    placeholder: 'https://passwork.example.com',
    autofocus: true,
  });
  const key = h('input', { ...text, name: 'API_KEY', type: 'password', required: true });
  const master = h('input', { ...text, name: 'USER_MASTER_PASS', type: 'password' });
  const button = h('button', { className: 'primary', type: 'submit' }, 'Connect');
  const problem = h('p', { className: 'notice bad', role: 'alert', hidden: true });

  async function submit(event) {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    button.replaceChildren(h('span', { className: 'spinner' }), 'Connecting');
    let passwork;
    try {
      passwork = new Passwork(host.value.trim());
      passwork.listenEvent('tokensChanged', (tokens) => keep(passwork, tokens));
      const { user } = await passwork.login(key.value.trim(), master.value || null);
      if (passwork.generation === 4) await readOne(passwork);
      const renewed = key.value === newPair;
      waiting = false;
      key.value = master.value = newPair = '';
      done(passwork, user, renewed);
    } catch (error) {
      passwork?.close().catch(() => {});
      problem.textContent = await explainLogin(error);
      problem.hidden = false;
      button.disabled = false;
      button.replaceChildren('Connect');
    }
  }

  let waiting = true;
  let newPair = '';
  /** A login that fails after all (a slip in the master password) may have renewed the pair: what was typed is dead then. */
  function keep({ generation }, { token, refreshToken }) {
    const pair = `${token}:${refreshToken}`;
    if (!waiting || generation !== 7 || !refreshToken || pair === key.value.trim()) return;
    key.value = newPair = pair;
  }

  prefill([host, key, master]);
  return h(
    'main',
    { className: 'connect' },
    h(
      'form',
      { onsubmit: submit },
      h(
        'header',
        {},
        logo(),
        h('div', {}, h('h1', {}, 'Vaults'), h('p', { className: 'muted' }, 'of your Passwork server')),
      ),
      notice && h('p', { className: 'notice' }, notice),
      field('Server', host),
      field('API key or tokens', key, 'Up to Passwork 6 an API key, from 7 on access:refresh.'),
      field('Master password', master, 'Leave empty without client-side encryption.'),
      problem,
      button,
      h('p', { className: 'muted small' }, 'Nothing is stored. Decrypted in this page, by WebAssembly.'),
    ),
  );
}

/** With API v4 a wrong master password goes unnoticed at login; reading something shows it. */
async function readOne(passwork) {
  const [item] = await passwork.getRecentPasswords();
  if (item && !item.shortcut) await passwork.getPassword(item.id);
}

function explainLogin(error) {
  if (error.code === 'apiKeyIsWrong') return 'The server does not know this API key.';
  if (['crypto', 'masterPassword'].includes(error.kind))
    return 'Nothing can be decrypted. Is the master password right?';
  return explain(error);
}

/** `npm run sandbox` serves this page and its own settings; another server of files does not. */
async function prefill(inputs) {
  const answer = await fetch('/sandbox.json').catch(() => null);
  if (!answer?.ok) return;
  const settings = await answer.json();
  for (const input of inputs) input.value ||= settings[input.name] ?? '';
}
