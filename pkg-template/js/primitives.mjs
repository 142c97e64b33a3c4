// Primitives for the server of users' tests, by an engine that no client shares.
import { freshEngine } from './engine.mjs';
import { way } from './stack.mjs';

const PRIMITIVE = way();

/** A function that carries out a primitive by its number (see testing/crypto.mjs). The engine starts with its first call. */
export function primitives() {
  let running;
  return (number, text, key) => {
    if (!running || running.broken) running = freshEngine();
    return running.use(PRIMITIVE, (glue) => glue.primitive(number, text, key));
  };
}
