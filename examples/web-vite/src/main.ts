import './style.css';
import { type Client, connect, find, secretOf } from './client';

const connectForm = byId('connect', HTMLFormElement);
const findForm = byId('find', HTMLFormElement);
const message = byId('message', HTMLElement);
const results = byId('results', HTMLElement);

let client: Client | undefined;

connectForm.addEventListener('submit', (event) => {
  event.preventDefault();
  const [host, apiKey, masterPassword] = texts(connectForm, 'host', 'apiKey', 'masterPassword');
  attempt('Connecting …', async () => {
    client = await connect(host, apiKey, masterPassword);
    connectForm.remove(); // and what was typed into it
    findForm.hidden = false;
    return `Connected as ${client.user}`;
  });
});

findForm.addEventListener('submit', (event) => {
  event.preventDefault();
  const [query] = texts(findForm, 'query');
  attempt('Searching …', async () => {
    if (!client) return '';
    const found = await find(client, query);
    results.replaceChildren(...found.map((item) => row(item.name, item.login, () => secretOf(client, item))));
    return `${found.length} found`;
  });
});

function row(name: string, login: string, read: () => Promise<string>): HTMLLIElement {
  const [element, title, button] = [create('li'), create('span'), create('button')];
  title.textContent = login ? `${name}, ${login}` : name;
  button.textContent = 'Show';
  button.addEventListener('click', () =>
    attempt('', async () => {
      const secret = create('code');
      secret.textContent = await read();
      button.replaceWith(secret);
      return '';
    }),
  );
  element.append(title, button);
  return element;
}

/** Runs it, and shows what it gives or what went wrong. */
async function attempt(before: string, body: () => Promise<string>): Promise<void> {
  message.textContent = before;
  try {
    message.textContent = await body();
  } catch (error) {
    message.textContent = error instanceof Error ? error.message : String(error);
  }
}

function texts<const Names extends readonly string[]>(form: HTMLFormElement, ...names: Names) {
  const data = new FormData(form);
  return names.map((name) => String(data.get(name) ?? '').trim()) as { [N in keyof Names]: string };
}

function create<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  return document.createElement(tag);
}

function byId<E extends HTMLElement>(id: string, type: new () => E): E {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no #${id} in the page`);
  return element;
}
