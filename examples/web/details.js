// One password: fields, second factors, attachments.
import { iconButton } from '../support/ui/buttons.js';
import { avatar, h } from '../support/ui/dom.js';
import { code, covered, line, notes, plain, tagList } from '../support/ui/fields.js';
import { icon } from '../support/ui/icons.js';
import { say } from '../support/ui/toast.js';
import { emptyLater } from './clipboard.js';
import { edit } from './editor.js';
import { entryOf, snapshotOf } from './entry.js';
import { explain } from './explain.js';
import { historyView, moment } from './history.js';

const tools = { say, copied: emptyLater };

/** changed(item) is called when the entry was edited, or something was attached. */
export function detailsView({ passwork, item, changed, back }) {
  const view = h('article', {}, h('div', { className: 'loading' }, h('span', { className: 'spinner' })));

  const present = () => load(entryOf(passwork, item));
  const former = (snapshot) => load(snapshotOf(passwork, item, snapshot.id), snapshot);

  /** `was`: the snapshot, if it is shown as it was once. */
  async function load(entry, was = null) {
    try {
      show(entry, await entry.read(), was);
    } catch (error) {
      const text = error.kind === 'crypto' ? 'This cannot be decrypted.' : await explain(error);
      view.replaceChildren(
        h('p', { className: 'notice bad', role: 'alert' }, text),
        h('button', { onclick: () => load(entry, was) }, 'Try again'),
      );
    }
  }

  function show(entry, password, was) {
    view.replaceChildren(
      h(
        'header',
        {},
        h('button', { className: 'quiet back', 'aria-label': 'Back', onclick: back }, icon('back')),
        avatar(password.name ?? ''),
        h('h1', {}, password.name || 'Without a name'),
        entry.edit && iconButton('edit', 'Edit', () => change(entry, password)),
      ),
      ...notices(was),
      h('dl', {}, ...fields(password)),
      ...attachments(entry, password.attachments ?? []),
      ...(entry.history ? [historyView({ list: entry.history, open: former })] : []),
    );
  }

  function notices(was) {
    if (was)
      return [
        h(
          'div',
          { className: 'notice former' },
          h('span', {}, `As it was until ${moment(was.createdAt)}`),
          h('button', { onclick: present }, 'Back to the present'),
        ),
      ];
    return item.inbox?.from ? [h('p', { className: 'notice' }, `Sent by ${item.inbox.from}`)] : [];
  }

  function fields(password) {
    const { login, url, urls, description, tags, lastPasswordUpdate } = password;
    const addresses = [...new Set([url, ...(urls ?? [])])].filter(Boolean); // Passwork 7 knows several
    // The helpers decrypt at each call: nothing is kept decrypted but what is shown.
    const custom = (index) => password.getCustoms()[index];
    return [
      login && plain('Login', login, tools),
      password.cryptedPassword && covered('Password', () => password.getPassword(), tools),
      ...addresses.map((one) => line('Address', address(one))),
      ...(password.getCustoms() ?? []).map(({ name, type, value }, index) => {
        if (type === 'totp') return code(name, () => custom(index).getTotpCode(), tools);
        if (type === 'password') return covered(name, () => custom(index).value, tools);
        return plain(name, value, tools);
      }),
      description && notes(description),
      tags?.length > 0 && tagList(tags),
      lastPasswordUpdate && line('Last change', h('span', { className: 'value' }, day(lastPasswordUpdate))),
    ].filter(Boolean);
  }

  async function change(entry, password) {
    const before = { ...password, password: password.cryptedPassword ? password.getPassword() : '' };
    const stored = await edit(before, (fields) => entry.edit(fields));
    if (!stored) return;
    say('Saved');
    changed({ ...item, ...stored, shortcut: item.shortcut, inbox: item.inbox });
  }

  function attachments(entry, list) {
    if (!entry.attach && !list.length) return [];
    const input = h('input', { type: 'file', className: 'visually-hidden', tabIndex: -1 });
    const button = h('button', { onclick: () => input.click() }, icon('upload'), 'Attach a file');
    input.addEventListener('change', async () => {
      const [file] = input.files;
      if (!file) return;
      button.disabled = true;
      try {
        await entry.attach(file);
        say(`Attached: ${file.name}`);
        await load(entry);
      } catch (error) {
        button.disabled = false;
        button.hidden = error.kind === 'unsupportedByServer'; // nor will it work the next time
        say(await explain(error), true);
      }
    });
    return [
      h(
        'section',
        { className: 'more' },
        h('h2', {}, 'Attachments'),
        h('ul', {}, ...list.map((attachment) => h('li', {}, download(entry, attachment)))),
        ...(entry.attach ? [input, button] : []),
      ),
    ];
  }

  function download(entry, { id, name }) {
    const button = h(
      'button',
      { onclick: save },
      icon('clip'),
      h('span', { className: 'value' }, name),
      icon('download'),
    );
    async function save() {
      button.disabled = true;
      try {
        const bytes = (await entry.attachment(id)).getData();
        const href = URL.createObjectURL(new Blob([bytes])); // without a type: it is saved, not shown
        h('a', { href, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(href), 10_000);
      } catch (error) {
        say(await explain(error), true);
      }
      button.disabled = false;
    }
    return button;
  }

  present();
  return view;
}

const day = (seconds) => new Date(seconds * 1000).toLocaleDateString(undefined, { dateStyle: 'long' });

/** A link only where it leads to the web: an entry may hold any text here, "javascript:…" too. */
function address(url) {
  if (!/^https?:\/\//i.test(url)) return h('span', { className: 'value' }, url);
  return h('a', { className: 'value', href: url, target: '_blank', rel: 'noopener noreferrer' }, url);
}
