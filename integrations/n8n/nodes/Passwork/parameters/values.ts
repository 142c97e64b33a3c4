import type { INodeProperties } from 'n8n-workflow';
import { isPlainObject } from './plainObject';

/** What each kind of parameter is for an operation. Kinds are n8n's types, and two that take what another node gives: a list, a number. */
export interface Values {
  boolean: boolean;
  collection: Given;
  color: string;
  fixedCollection: Given[];
  json: object;
  multiOptions: string[];
  number: number;
  options: string;
  resourceLocator: { mode: string; value: string };
  string: string;
  tags: string[];
}

export type Kind = keyof Values;

/** Values that have been read: each is of the kind that its parameter has. */
export class Given {
  #values = new Map<string, { kind: Kind; value: unknown }>();

  set<K extends Kind>(name: string, kind: K, value: Values[K]): void {
    this.#values.set(name, { kind, value });
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
