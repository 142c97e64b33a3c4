/** A text with commas, or what an expression has given as a list. */
export const listOf = (given: unknown): string[] =>
  (Array.isArray(given) ? given.map(String) : String(given ?? '').split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
