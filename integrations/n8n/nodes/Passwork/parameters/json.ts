import { isPlainObject } from './plainObject';

/** An object, as it is or as JSON; an empty text is an empty one. */
export function readJson(given: unknown, refused: (words: string) => Error): object {
  const value = typeof given === 'string' ? parsed(given || '{}', refused) : given;
  if (!isPlainObject(value)) throw refused('is no object');
  if (lacks(value)) throw refused('has a member without a value: the expression found nothing');
  return value;
}

function parsed(text: string, refused: (words: string) => Error): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without the parser's words, which show the text.
    throw refused('is not valid JSON');
  }
}

/** JSON would leave such a member out, as if nobody had named it. */
const lacks = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.values(value).some(lacks));
