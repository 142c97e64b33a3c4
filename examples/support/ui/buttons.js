// Buttons that do one thing and say so.
import { h } from './dom.js';
import { icon } from './icons.js';

export const iconButton = (name, label, onclick) =>
  h('button', { className: 'quiet', type: 'button', 'aria-label': label, title: label, onclick }, icon(name));

/**
 * A button that copies what `read` gives.
 * @param {{say: (text: string, bad?: boolean) => void, copied: () => unknown}} tools `copied` is called after it, and empties
 *   the clipboard in a while
 */
export function copyButton(what, read, { say, copied }) {
  const button = iconButton('copy', `Copy ${what}`, async () => {
    try {
      await navigator.clipboard.writeText(await read());
      await copied();
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
