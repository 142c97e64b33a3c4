// What can be done with references without a client.
import { engine } from './engine.mjs';
import { way } from './stack.mjs';

const [PARSING, FORMATTING] = [way(), way()];

export function parseReference(text) {
  return engine().use(PARSING, (glue) => glue.parseReference(text), parseReference);
}

export function formatReference(parts) {
  return engine().use(FORMATTING, (glue) => glue.formatReference(parts), formatReference);
}
