// One entry: its fields, second factor and the button that fills it in.

import { isFor } from '../address.js';
import { iconButton } from '../ui/buttons.js';
import { avatar, h } from '../ui/dom.js';
import { code, covered, notes, plain, tagList } from '../ui/fields.js';
import { icon } from '../ui/icons.js';
import { fillPage, tools } from './actions.js';
import { ask } from './ask.js';

export function entryView({ item, page, back }) {
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
      h(
        'span',
        { className: 'two-lines' },
        h('h1', {}, item.name || 'Without a name'),
        h('span', {}, item.url.replace(/^https?:\/\//, '')),
      ),
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
      const fits = isFor(entry, page.url);
      const button = h(
        'button',
        { className: 'primary', onclick: () => fillPage(item.ref, page) },
        icon('fill'),
        'Fill in this page',
      );
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
      login && plain('Login', login, tools),
      hasPassword && covered('Password', secret('password'), tools),
      ...customs.map(({ index, name, type, value }) => {
        if (type === 'totp') return code(name, () => ask('code', { ref: item.ref, index }), tools);
        return type === 'password' ? covered(name, secret(index), tools) : plain(name, value, tools);
      }),
      description && notes(description),
      tags?.length > 0 && tagList(tags),
    ].filter(Boolean);
  }
}
