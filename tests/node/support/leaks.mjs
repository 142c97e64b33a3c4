// Does a value, however it is looked at, show one of the secrets of a test world?
import util from 'node:util';
import { unseal } from '../../conformance/crypto.mjs';

/** Everything that an error or result may not show: keys, tokens, decrypted values. */
export function secretsOf(world, ...more) {
  const values = [...world.secrets].filter(([, name]) => !/^rsa-(public|sealed)/.test(name)).map(([value]) => value);
  const { passwords } = world.state;
  const open = (sealed, id) =>
    world.mode === 'master' ? unseal(sealed, world.passwordKeys[id]) : Buffer.from(sealed, 'base64').toString();
  for (const p of passwords) {
    values.push(open(p.cryptedPassword, p.id), ...(p.custom ?? []).filter(Boolean).map((c) => open(c.value, p.id)));
  }
  const long = [...values, world.apiKey, world.masterPassword, world.effectiveKey, ...more].filter(
    (v) => v?.length >= 8,
  );
  return [...new Set(long.flatMap((value) => [value, encodeURIComponent(value)]))];
}

const TOKEN = /(session|refresh)-token-\d/;

function* texts(value, seen = new Set(), depth = 0) {
  if (typeof value === 'string') yield value;
  if (value === null || !/^(object|function)$/.test(typeof value) || seen.has(value) || depth > 8) return;
  seen.add(value);
  for (const name of Reflect.ownKeys(value)) {
    yield String(name);
    const { value: member } = Object.getOwnPropertyDescriptor(value, name) ?? {};
    yield* texts(member, seen, depth + 1);
  }
}

/** The name of the first view of `value` that shows a secret, with the secret; or undefined. */
export function leak(value, secrets) {
  const views = {
    members: [...texts(value)].join('\u0001'),
    string: String(value),
    stack: String(value?.stack),
    cause: String(value?.cause?.stack ?? value?.cause),
    json: JSON.stringify(value),
    inspect: util.inspect(value, { depth: 10, showHidden: true, maxStringLength: null }),
  };
  for (const [view, text = ''] of Object.entries(views)) {
    const found = secrets.find((secret) => text.includes(secret));
    if (found) return `${view} shows ${JSON.stringify(found)}`;
    if (TOKEN.test(text)) return `${view} shows ${TOKEN.exec(text)[0]}`;
  }
  return undefined;
}
