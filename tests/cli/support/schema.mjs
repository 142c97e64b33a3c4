// The part of JSON Schema that docs/cli.md uses. It is stricter than the words: what a schema does not describe may not be there.
import assert from 'node:assert/strict';
import fs from 'node:fs';

const document = fs.readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

/** The schemas of docs/cli.md by their names. */
export const schemas = Object.fromEntries(
  [...document.matchAll(/<!-- schema: (\w+) -->\n```json\n([\s\S]*?)\n```/g)].map(([, name, text]) => [
    name,
    JSON.parse(text),
  ]),
);

const KNOWN = new Set(['type', 'enum', 'properties', 'required', 'items', 'additionalProperties']);

const typeOf = (value) => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

/** That a value is as a schema says. */
export function assertFits(value, schema, at = '$') {
  for (const keyword of Object.keys(schema)) assert.ok(KNOWN.has(keyword), `${at}: the schema has ${keyword}`);
  const { type, enum: values, properties = {}, required = [], items, additionalProperties } = schema;
  assert.ok(type !== undefined || values !== undefined, `${at}: the schema says nothing`);
  if (values) assert.ok(values.includes(value), `${at}: ${JSON.stringify(value)} is none of ${values}`);
  if (type) assert.ok([type].flat().includes(typeOf(value)), `${at}: ${typeOf(value)} is no ${type}`);
  if (Array.isArray(value)) {
    assert.ok(items, `${at}: the schema says nothing of elements`);
    for (const [i, element] of value.entries()) assertFits(element, items, `${at}[${i}]`);
    return;
  }
  if (typeOf(value) !== 'object') return;
  for (const name of required) assert.ok(Object.hasOwn(value, name), `${at}.${name} is missing`);
  for (const [name, member] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    assert.ok(own, `${at}.${name} is not described`);
    if (own !== true) assertFits(member, own, `${at}.${name}`);
  }
}
