// Runs the four parts in the page. <html data-state> says how far it is: idle, running,
// done or failed. With ?run in the address it starts by itself.

import { folders } from '../folders.mjs';
import { passwords } from '../passwords.mjs';
import { whyUnreachable } from '../support/reach.js';
import { users } from '../users.mjs';
import { vaults } from '../vaults.mjs';

const form = document.getElementById('settings');
const output = document.getElementById('output');
const state = (text) => (document.documentElement.dataset.state = text);

async function run() {
  // Fields that were left empty count as not given.
  const env = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
  output.replaceChildren();
  state('running');
  try {
    const passwork = window.passwork(env.HOST);
    await passwork.login(env.API_KEY, env.USER_MASTER_PASS);
    try {
      for (const part of [vaults, folders, passwords, users]) await part(passwork, env, section(part.name));
    } finally {
      await passwork.logout();
    }
    section('')('Logged out');
    state('done');
  } catch (error) {
    section('Failed', 'failed')((await whyUnreachable(error)) ?? error.message);
    state('failed');
    throw error; // the console shows where it happened
  }
}

/** A heading with a list of lines; returns the function that adds one. */
function section(title, className = '') {
  const heading = document.createElement('h2'),
    lines = document.createElement('pre');
  heading.textContent = title;
  lines.className = className;
  output.append(heading, lines);
  return (line) => lines.append(`${line}\n`); // as text: nothing from a server becomes HTML
}

/** npm run sandbox serves this page and its own settings; another server of files does not. */
async function prefill() {
  const answer = await fetch('/sandbox.json').catch(() => null);
  if (!answer?.ok) return;
  for (const [name, value] of Object.entries(await answer.json())) {
    if (form.elements[name]) form.elements[name].value = value;
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  run();
});
await prefill();
state('idle');
if (new URLSearchParams(location.search).has('run')) run();
