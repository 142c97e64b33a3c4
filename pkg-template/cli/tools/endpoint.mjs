// An address of Passwork 7's API as `passwork api` takes it. The token goes with the request, so whatever could lead elsewhere is refused
// here, before anything is sent.
import { usage } from '../shared/index.mjs';

/** What may stand in a path (RFC 3986); everything else is written in percent. */
const PATH = /^(?:[A-Za-z0-9/_~!$&'()*+,;=:@.-]|%[0-9a-f]{2})*$/i;
/** Written in percent, these are dots, slashes, percent signs and control characters to whoever decodes once more. */
const HIDDEN = /%(?:2e|2f|5c|25|[01][0-9a-f]|7f)/i;

/** What was given is not repeated: where `--params` was forgotten, it is the parameters. */
const refused = (why) => usage(`the endpoint ${why}. It is a path below /api/v1, as v1/items or /items`);

/**
 * Reads an endpoint: `v1/items`, `/api/v1/items` and `/items` are the same.
 *
 * @returns {{path: string, query: Record<string, string | string[]>}} `path`: below `/api/v1`, with its slash.
 */
export function endpointOf(text) {
  const at = text.indexOf('?');
  const place = at < 0 ? text : text.slice(0, at);
  if (/^[a-z][a-z0-9+.-]*:/i.test(place) || place.startsWith('//')) throw refused('is an address of its own');
  if (place.includes('\\')) throw refused('has a backslash');
  if (place.includes('#')) throw refused('has a #');
  if (!PATH.test(place)) throw refused('has characters that must be written in percent');
  if (HIDDEN.test(place)) throw refused('hides dots, slashes or control characters in percent');
  const path = place.replace(/^\/?(?:(?:api\/)?v1(?:\/|$))?/, '');
  const segments = path.split('/');
  if (segments.some((segment) => segment === '.' || segment === '..')) throw refused('goes up or stays');
  if (path === '') throw refused('names nothing');
  if (segments.includes('')) throw refused('has an empty part');
  if (/^api$/i.test(segments[0])) throw refused('is of another API');
  return { path: `/${path}`, query: at < 0 ? {} : queryOf(text.slice(at + 1)) };
}

/** The parameters that stand in an endpoint; names that end in `[]` are lists. */
function queryOf(text) {
  const query = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    if (name.endsWith('[]')) query[name.slice(0, -2)] = [...(query[name.slice(0, -2)] ?? []), value];
    else query[name] = value;
  }
  return { ...query };
}
