// Node's own modules, without an import that bundlers would follow. Bun and Deno have them too.

const found = new Map();

/** A module, or `undefined`. It is remembered, as each question takes Node a tenth of a millisecond. */
export function builtIn(name) {
  if (!found.has(name)) {
    const module = globalThis.process?.getBuiltinModule?.(name);
    if (!module) return undefined;
    found.set(name, module);
  }
  return found.get(name);
}
