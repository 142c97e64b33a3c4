import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { refusal } from '../errors';
import { isPlainObject } from './plainObject';
import { read } from './readers';
import { Given } from './values';

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
    read(given, value, { property, label: property.displayName, refuse });
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
