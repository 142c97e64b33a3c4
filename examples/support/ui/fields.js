// The fields of an entry, as lines of a <dl>. `tools`: see buttons.js.
import { copyButton, iconButton } from './buttons.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { totp } from './totp.js';

const COVERED = '•'.repeat(10); // says nothing about the length

export const line = (label, ...content) => h('div', { className: 'line' }, h('dt', {}, label), h('dd', {}, ...content));

export const plain = (label, text, tools) =>
  line(
    label,
    h('span', { className: 'value' }, text),
    copyButton(label, () => text, tools),
  );

export const code = (label, read, tools) => line(label, totp(read), copyButton(label, read, tools));

export const notes = (text) => line('Notes', h('p', { className: 'value notes' }, text));

export const tagList = (tags) =>
  line('Tags', h('p', { className: 'value tags' }, ...tags.map((tag) => h('span', {}, tag))));

/** A secret: decrypted when it is uncovered, and out of the page when it is covered again. */
export function covered(label, read, tools) {
  const value = h('span', { className: 'value secret covered' }, COVERED);
  let shown = false;
  const eye = iconButton('eye', `Show ${label}`, async () => {
    try {
      const text = shown ? COVERED : await read();
      shown = !shown;
      value.textContent = text;
      value.classList.toggle('covered', !shown);
      eye.title = `${shown ? 'Hide' : 'Show'} ${label}`;
      eye.setAttribute('aria-label', eye.title);
      eye.replaceChildren(icon(shown ? 'eye-off' : 'eye'));
    } catch (error) {
      tools.say(error.message, true);
    }
  });
  return line(label, value, eye, copyButton(label, read, tools));
}
