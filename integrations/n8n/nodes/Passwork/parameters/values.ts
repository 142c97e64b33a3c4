import type { Given } from './given';

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
