import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { readJson } from './json';
import { isPlainObject } from './plainObject';
import { Given, type Kind, type Values } from './values';

type Refuse = (message: string) => Error;

interface Field {
  property: INodeProperties;
  /** What people call it: no message repeats a value. */
  label: string;
  refuse: Refuse;
}

type Reader<T> = (given: unknown, field: Field) => T;

/** Takes a value in, or refuses it. */
export function read(into: Given, given: unknown, field: Field): void {
  const kind = kindOf(field.property);
  into.set(field.property.name, kind, readAs(kind, given, field));
}

/** What was not found is refused for every kind: it would be a default, all of something, or none. */
function readAs<K extends Kind>(kind: K, given: unknown, field: Field): Values[K] {
  if (given === undefined || given === null) throw refused(field, 'has no value: the expression found nothing');
  return READERS[kind](given, field);
}

function kindOf({ name, type }: INodeProperties): Kind {
  const kind = FROM_OTHER_NODES.get(name) ?? type;
  if (isKind(kind)) return kind;
  throw new Error(`Nothing reads a parameter of type ${type}`);
}

const isKind = (kind: string): kind is Kind => Object.hasOwn(READERS, kind);

const FROM_OTHER_NODES = new Map<string, Kind>([
  ['colorCode', 'color'],
  ['tags', 'tags'],
]);

const refused = ({ label, refuse }: Field, words: string) => refuse(`${label} ${words}`);

const text: Reader<string> = (given, field) => {
  if (typeof given !== 'string') throw refused(field, 'is no text');
  if (field.property.required && !given.trim()) throw refused(field, 'is empty');
  return given;
};

/** Empty only if it was left empty: blanks are what an expression made of something. */
const locator: Reader<Values['resourceLocator']> = (given, field) => {
  const { modes = [], required } = field.property;
  const known = isPlainObject(given) ? modes.find(({ name }) => name === given.mode) : undefined;
  if (!isPlainObject(given) || !known) throw refused(field, UNREADABLE);
  const value = readAs('string', given.value, field);
  if (!value.trim() && (required || value)) throw refused(field, 'is empty');
  return { mode: known.name, value: value.trim() };
};

const number: Reader<number> = (given, field) => {
  const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = field.property.typeOptions ?? {};
  if (typeof given !== 'number' || !Number.isFinite(given)) throw refused(field, 'is no number');
  if (numberPrecision === 0 && !Number.isInteger(given)) throw refused(field, 'is no whole number');
  if (given < minValue) throw refused(field, `is less than ${minValue}`);
  if (given > maxValue) throw refused(field, `is more than ${maxValue}`);
  return given;
};

const option: Reader<string> = (given, field) => {
  const known = (field.property.options ?? []).some((one) => 'value' in one && one.value === given);
  if (typeof given !== 'string' || !known) throw refused(field, 'is none of the options');
  return given;
};

const options: Reader<string[]> = (given, field) => {
  if (!Array.isArray(given)) throw refused(field, 'is no list');
  return given.map((one) => option(one, field));
};

const tags: Reader<string[]> = (given, field) => {
  const list: unknown[] = Array.isArray(given) ? given : text(given, field).split(',');
  return list.map((tag) => text(tag, { ...field, label: `${field.label}: a tag` }).trim()).filter((tag) => tag !== '');
};

const collection: Reader<Given> = (given, field) => {
  if (!isPlainObject(given)) throw refused(field, UNREADABLE);
  const values = new Given();
  for (const [name, value] of Object.entries(given)) {
    const inner = field.property.options?.find((one): one is INodeProperties => 'type' in one && one.name === name);
    if (!inner) throw refused(field, UNREADABLE);
    read(values, value, { property: inner, label: inner.displayName, refuse: field.refuse });
  }
  return values;
};

/** The rows of its only group. Without the group there are none; one of another name would be none too, and is a mistake. */
const fixedCollection: Reader<Given[]> = (given, field) => {
  const group = field.property.options?.find((one): one is INodePropertyCollection => 'values' in one);
  const isKnown = group && isPlainObject(given) && Object.keys(given).every((name) => name === group.name);
  const rows: unknown = isKnown && (Object.hasOwn(given, group.name) ? given[group.name] : []);
  if (!isKnown || !Array.isArray(rows)) throw refused(field, UNREADABLE);
  return rows.map((row: unknown) => {
    if (!isPlainObject(row)) throw refused(field, UNREADABLE);
    const values = new Given();
    for (const inner of group.values) {
      const label = `${field.label}: ${inner.displayName}`;
      read(values, row[inner.name], { property: inner, label, refuse: field.refuse });
    }
    return values;
  });
};

const UNREADABLE = 'has another form than that of the node';

const READERS: { [K in Kind]: Reader<Values[K]> } = {
  boolean: (given, field) => {
    if (typeof given !== 'boolean') throw refused(field, 'is neither true nor false');
    return given;
  },
  collection,
  color: (given, field) => text(Number.isInteger(given) ? String(given) : given, field),
  fixedCollection,
  json: (given, field) => readJson(given, (words) => refused(field, words)),
  multiOptions: options,
  number,
  options: option,
  resourceLocator: locator,
  string: text,
  tags,
};
