// A client in the console of Node, Bun and Deno: a line instead of eighty functions.

const SYMBOLS = ['nodejs.util.inspect.custom', 'Deno.customInspect'].map((name) => Symbol.for(name));

/** The members for that: symbols, and the function that they have in common. */
export const inspection = (summary) => SYMBOLS.map((symbol) => [symbol, (...args) => shown(summary(), args)]);

/** Node and Bun pass `(depth, options, inspect)`, Deno `(inspect, options)`. */
function shown(summary, args) {
  const inspect = args.find((arg) => typeof arg === 'function');
  const options = args.find((arg) => typeof arg === 'object' && arg !== null);
  return inspect ? `Passwork ${inspect(summary, options)}` : summary;
}
