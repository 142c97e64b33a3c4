// The window in which a password is added or edited.
import { h } from '../support/ui/dom.js';
import { explain } from './explain.js';

const LETTERS = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.!';
const LENGTH = 20;

/** Evenly from LETTERS: bytes that would favour some of them are thrown away. */
function randomPassword() {
  const limit = 256 - (256 % LETTERS.length);
  let text = '';
  while (text.length < LENGTH) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < limit) text += LETTERS[byte % LETTERS.length];
  }
  return text;
}

/**
 * @param {object} entry what the fields begin with
 * @param {(fields: object) => Promise<object>} save
 * @returns {Promise<object | null>} what save gave; null if nothing was saved
 */
export function edit(entry, save) {
  const text = { autocomplete: 'off', spellcheck: false };
  const inputs = {
    name: h('input', { ...text, required: true, value: entry.name ?? '' }),
    login: h('input', { ...text, value: entry.login ?? '' }),
    password: h('input', { ...text, className: 'secret', value: entry.password ?? '' }),
    url: h('input', { ...text, value: entry.url ?? '', inputMode: 'url' }),
    description: h('textarea', { ...text, rows: 3, value: entry.description ?? '' }),
  };
  const field = (label, input, extra) => {
    input.id = `edit-${label}`;
    return h(
      'div',
      { className: 'field' },
      h('label', { htmlFor: input.id }, label),
      h('div', { className: 'beside' }, input, extra),
    );
  };
  const random = h('button', { type: 'button', onclick: () => (inputs.password.value = randomPassword()) }, 'Random');
  const problem = h('p', { className: 'notice bad', role: 'alert', hidden: true });
  const submit = h('button', { className: 'primary', type: 'submit' }, 'Save');
  const title = entry.id ? 'Edit password' : 'New password';
  let saved = null;

  const form = h(
    'form',
    { onsubmit },
    h('h2', {}, title),
    field('Name', inputs.name),
    field('Login', inputs.login),
    field('Password', inputs.password, random),
    field('Address', inputs.url),
    field('Notes', inputs.description),
    problem,
    h('footer', {}, h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'), submit),
  );
  const dialog = h('dialog', { 'aria-label': title }, form);

  async function onsubmit(event) {
    event.preventDefault();
    submit.disabled = true;
    problem.hidden = true;
    try {
      saved = await save(Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value])));
      dialog.close();
    } catch (error) {
      problem.textContent = await explain(error);
      problem.hidden = false;
      submit.disabled = false;
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove(); // and the password with it
      resolve(saved);
    });
  });
}
