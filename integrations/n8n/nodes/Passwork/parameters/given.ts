import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { refusal } from '../errors';
import { isPlainObject } from './plainObject';
import { kindOf, type Refuse, readAs } from './readers';
import type { Kind, Values } from './values';

/** Values that have been read: each is of the kind that its parameter has. */
export class Given {
  #values = new Map<string, { kind: Kind; value: unknown }>();

  /** Takes one in, or refuses it. */
  add(property: INodeProperties, given: unknown, label: string, refuse: Refuse): void {
    const kind = kindOf(property);
    this.#values.set(property.name, { kind, value: readAs(kind, given, { property, label, refuse }) });
  }

  get names(): string[] {
    return [...this.#values.keys()];
  }

  get<K extends Kind>(kind: K, name: string): Values[K] {
    const found = this.#values.get(name);
    if (found?.kind !== kind) throw new Error(`There is no parameter ${name} of kind ${kind}`);
    return found.value as Values[K];
  }

  /** No text, no tag, no place. */
  isEmpty(name: string): boolean {
    const value = this.#values.get(name)?.value;
    return value === '' || (Array.isArray(value) && !value.length) || (isPlainObject(value) && value.value === '');
  }

  /** Whether the form shows a parameter, by those before it. */
  shows({ displayOptions }: INodeProperties): boolean {
    const conditions = Object.entries(displayOptions?.show ?? {});
    return conditions.every(([name, values]) => values?.some((value) => value === this.#values.get(name)?.value));
  }
}

/**
 * All parameters of an operation for one item: what an expression gives may be anything. Read before anything is sent, so that what is
 * refused has done nothing; and nowhere else is n8n asked for a parameter, so that none is used unread.
 */
export function parametersOf(functions: IExecuteFunctions, index: number, parameters: INodeProperties[]): Given {
  const given = new Given();
  const refuse = (message: string) => refusal({ functions, index }, message);
  for (const property of parameters) {
    if (property.type === 'notice' || !given.shows(property)) continue;
    // The default is for one that the workflow does not have. An expression that finds nothing gives undefined all the same.
    const value: unknown = functions.getNodeParameter(property.name, index, property.default);
    given.add(property, value, property.displayName, refuse);
    if (!WIDE_IF_EMPTY.has(property.name) || !given.isEmpty(property.name)) continue;
    const raw: unknown = functions.getNodeParameter(property.name, index, property.default, { rawExpressions: true });
    if (isExpression(raw)) throw refuse(`${property.displayName} is empty: the expression found nothing`);
  }
  return given;
}

/**
 * Left empty, these mean all, or the top of a vault. An expression that gives an empty text, as for a blank cell or with two `{{ … }}` side
 * by side, has not said so.
 */
const WIDE_IF_EMPTY = new Set(['folder', 'query', 'tags', 'vault']);

/** A parameter as the workflow has it, or a locator with such a value. */
const isExpression = (raw: unknown): boolean =>
  typeof raw === 'string' ? raw.startsWith('=') : isPlainObject(raw) && isExpression(raw.value);
