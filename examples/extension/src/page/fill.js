// Puts an entry into the login form of a page.
import { isFor, webPage } from '../address.js';
import { open } from '../session.js';

/** @returns {Promise<string[]>} what was filled in: 'login', 'password', 'code' */
export async function fill(ref, tabId) {
  const [tab, entry] = await Promise.all([chrome.tabs.get(tabId), open(ref)]);
  if (!webPage(tab.url)) throw new Error('This page has no login form.');
  if (!isFor(entry, tab.url)) throw new Error(`This entry was saved for another page: ${entry.url || 'none'}`);
  const factor = (entry.getCustoms() ?? []).find(({ type }) => type === 'totp');
  const values = {
    origin: new URL(tab.url).origin,
    login: entry.login,
    password: entry.getPassword(),
    code: factor?.getTotpCode() ?? '',
  };
  const [{ result }] = await chrome.scripting.executeScript({ target: { tabId }, func: fillForm, args: [values] });
  if (!result.length) throw new Error('No login form was found in this page.');
  return result;
}

/** Runs in the page, in the extension's own world: it must not use anything from outside. Frames are left alone. */
function fillForm({ origin, login, password, code }) {
  if (location.origin !== origin) return []; // went elsewhere meanwhile
  const usable = (input) => !input.disabled && !input.readOnly && input.checkVisibility({ visibilityProperty: true });
  const inputs = [...document.querySelectorAll('input')].filter(usable);
  const words = (input) => `${input.autocomplete} ${input.name} ${input.id}`.toLowerCase();

  const secretAt = inputs.findIndex((input) => input.type === 'password' && !/new-password/.test(words(input)));
  const form = inputs[secretAt]?.form;
  const names = inputs.filter((input, at) => {
    if (!['text', 'email', 'tel', ''].includes(input.type) || /one-time|otp|code|search/.test(words(input)))
      return false;
    return secretAt < 0 ? /user|login|mail/.test(words(input)) : at < secretAt && input.form === form;
  });
  const name = names.find((input) => /user|login|mail/.test(words(input))) ?? names.at(-1);
  const factor = inputs.find((input) => input.type !== 'password' && /one-time-code|totp|otp|2fa/.test(words(input)));

  const done = [];
  const put = (what, input, value) => {
    if (!input || !value) return;
    // By the setter of the prototype: frameworks watch the element's own.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, value);
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
    done.push(what);
  };
  put('login', name, login);
  put('password', inputs[secretAt], password);
  put('code', factor, code);
  return done;
}
