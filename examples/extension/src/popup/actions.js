// Buttons that do one thing and say so.
import { h } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { ask } from './ask.js';

export const iconButton = (name, label, onclick) =>
  h('button', { className: 'quiet', type: 'button', 'aria-label': label, title: label, onclick }, icon(name));

/** A button that copies what `read` gives. */
export function copyButton(what, read, say) {
  const button = iconButton('copy', `Copy ${what}`, async () => {
    try {
      await navigator.clipboard.writeText(await read());
      await ask('copied');
    } catch (error) {
      return say(error.message, true);
    }
    say('Copied. The clipboard is emptied in 30 seconds.');
    button.replaceChildren(icon('check'));
    button.classList.add('done');
    setTimeout(() => {
      button.replaceChildren(icon('copy'));
      button.classList.remove('done');
    }, 1600);
  });
  return button;
}

const WORDS = { login: 'login', password: 'password', code: 'code' };

export async function fillPage(ref, { tabId }, say) {
  try {
    const done = await ask('fill', { ref, tabId });
    const text = done.map((what) => WORDS[what]).join(', ');
    say(`Filled in: ${text}`);
  } catch (error) {
    say(error.message, true);
  }
}
