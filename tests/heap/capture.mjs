/**
 * Replaces WebAssembly.Instance before the package is loaded, so that nothing of this is part of the package.
 *
 * Refers to nothing outside of itself: programs of tests/node get it as text.
 *
 * @returns {object[]} for each engine that was started its memory and exports, and the names last entered; one whose
 *   `trap` matches a name traps there
 */
export function captureEngines() {
  const engines = [];
  const Real = WebAssembly.Instance;
  WebAssembly.Instance = function Instance(module, imports) {
    const { exports } = new Real(module, imports);
    if (!exports.memory) return { exports }; // the SIMD kernels, which have none of their own
    const engine = { memory: exports.memory, trap: undefined, entered: [], keysHeld: exports.keysHeld };
    const wrap =
      (name, run) =>
      (...args) => {
        engine.entered.push(name);
        if (engine.entered.length > 200) engine.entered.length = 0;
        if (engine.trap?.test(name)) throw new WebAssembly.RuntimeError('unreachable');
        return run(...args);
      };
    const wrapped = ([name, e]) => [name, typeof e === 'function' ? wrap(name, e) : e];
    engine.exports = Object.fromEntries(Object.entries(exports).map(wrapped));
    engines.push(engine);
    return { exports: engine.exports };
  };
  return engines;
}
