import { router } from '../router.mjs';
import { accounts } from './accounts.mjs';
import { directories } from './directories.mjs';
import { guessed } from './guessed.mjs';
import { items } from './items.mjs';
import { Refusal } from './refusal.mjs';
import { shares } from './shares.mjs';

const routerOf = (table) => router(Object.entries(table).map(([name, handler]) => [...name.split(' '), handler]));

const known = routerOf({ ...accounts, ...directories, ...items, ...shares });
const guess = routerOf(guessed);

/** `tags[]=a&tags[]=b&query=x+y` -> {tags: ['a', 'b'], query: 'x y'} */
export function parseQuery(text) {
  const query = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    if (name.endsWith('[]')) query[name.slice(0, -2)] = [...(query[name.slice(0, -2)] ?? []), value];
    else query[name] = value;
  }
  return query;
}

/** Has a request answered by what serves its address, for the user of `view`. */
export function dispatch(view, method, path, input) {
  const guessed = guess(method, path);
  // First those: `/items/recent` is no item.
  const found = (view.store.guessed && guessed) || known(method, path);
  if (found) return found.handler(view, input, found.params);
  // A guessed address is answered as by a server that does not have it.
  if (guessed) throw new Refusal(404, 'notFound', `No route found for ${method}`);
  const message = `the test server of passwork-wasm does not serve ${method} ${path}: see docs/testing.md`;
  throw new Refusal(501, 'notServed', message);
}
