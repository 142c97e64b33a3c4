// One entry: its fields, second factor and the button that fills it in.
import { avatar, h } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { totp } from '../ui/totp.js';
import { belongsTo } from '../address.js';
import { copyButton, fillPage, iconButton } from './actions.js';
import { ask } from './ask.js';

const COVERED = '•'.repeat(10); // says nothing about the length

export function entryView({ item, page, say, back }) {
  const fields = h('dl', { className: 'fields' });
  const footer = h('footer', { hidden: true });
  const view = h(
    'section',
    {
      className: 'entry',
      onkeydown: (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault(); // or the popup would close
        back();
      },
    },
    h(
      'header',
      {},
      iconButton('back', 'Back', back),
      avatar(item.name),
      h('span', { className: 'two-lines' }, h('h1', {}, item.name || 'Without a name'), h('span', {}, item.url.replace(/^https?:\/\//, ''))),
    ),
    fields,
    footer,
  );
  view.querySelector('button').autofocus = true;
  fields.append(h('div', { className: 'loading' }, h('span', { className: 'spinner' })));

  load();
  return view;

  async function load() {
    try {
      const entry = await ask('describe', { ref: item.ref });
      fields.replaceChildren(...rows(entry));
      if (!page.url) return;
      const fits = belongsTo(entry.url, page.url);
      const button = h('button', { className: 'primary', onclick: () => fillPage(item.ref, page, say) }, icon('fill'), 'Fill in this page');
      button.disabled = !fits;
      footer.append(button);
      if (!fits) footer.append(h('p', { className: 'muted' }, 'It was saved for another address.'));
      footer.hidden = false;
    } catch (error) {
      fields.replaceChildren(h('p', { className: 'notice bad', role: 'alert' }, error.message));
    }
  }

  function rows({ login, hasPassword, customs, description, tags }) {
    const secret = (field) => () => ask('secret', { ref: item.ref, field });
    return [
      login && plain('Login', login),
      hasPassword && covered('Password', secret('password')),
      ...customs.map(({ index, name, type, value }) => {
        if (type === 'totp') return code(name, () => ask('code', { ref: item.ref, index }));
        return type === 'password' ? covered(name, secret(index)) : plain(name, value);
      }),
      description && row('Notes', h('p', { className: 'value notes' }, description)),
      tags?.length > 0 && row('Tags', h('p', { className: 'value tags' }, tags.map((tag) => h('span', {}, tag)))),
    ].filter(Boolean);
  }

  function row(label, ...content) {
    return h('div', { className: 'line' }, h('dt', {}, label), h('dd', {}, ...content));
  }

  function plain(label, text) {
    return row(label, h('span', { className: 'value' }, text), copyButton(label, () => text, say));
  }

  function code(label, read) {
    return row(label, totp(read), copyButton(label, read, say));
  }

  /** Decrypted when it is uncovered, and out of the page when it is covered again. */
  function covered(label, read) {
    const value = h('span', { className: 'value secret covered' }, COVERED);
    let shown = false;
    const eye = iconButton('eye', `Show ${label}`, async () => {
      try {
        const text = shown ? COVERED : await read();
        shown = !shown;
        value.textContent = text;
        value.classList.toggle('covered', !shown);
        eye.setAttribute('aria-label', `${shown ? 'Hide' : 'Show'} ${label}`);
        eye.title = eye.ariaLabel;
        eye.replaceChildren(icon(shown ? 'eye-off' : 'eye'));
      } catch (error) {
        say(error.message, true);
      }
    });
    return row(label, value, eye, copyButton(label, read, say));
  }
}
