/**
 * Replaces WebAssembly.Instance before the package is loaded, so that nothing of this is part of the package.
 *
 * Refers to nothing outside of itself: programs of tests/node get it as text.
 *
 * @returns {object[]} for each engine that was started its memory and exports, and the names last entered; one whose
 *   `trap` matches a name traps there. `watch` of the list, if it is there before an engine is started, is called with the
 *   name last entered, whenever that engine calls an import, and when it comes back (`true`)
 */
export function captureEngines() {
  const engines = [];
  const Real = WebAssembly.Instance;
  const mapped = (object, change) =>
    Object.fromEntries(Object.entries(object).map(([name, e]) => [name, change(e, name)]));
  const watched = (imports) =>
    mapped(imports, (names) =>
      mapped(names, (run) => {
        if (typeof run !== 'function') return run;
        return (...args) => {
          const engine = engines.at(-1);
          engines.watch?.(engine?.entered.at(-1), false);
          return run(...args);
        };
      }),
    );
  WebAssembly.Instance = function Instance(module, imports) {
    const { exports } = new Real(module, engines.watch ? watched(imports) : imports);
    if (!exports.memory) return { exports }; // the SIMD kernels, which have none of their own
    const engine = { memory: exports.memory, trap: undefined, entered: [], keysHeld: exports.keysHeld };
    const wrap =
      (name, run) =>
      (...args) => {
        if (engine.entered.length > 200) engine.entered.length = 0;
        engine.entered.push(name);
        if (engine.trap?.test(name)) throw new WebAssembly.RuntimeError('unreachable');
        const result = run(...args);
        engines.watch?.(name, true);
        return result;
      };
    engine.exports = mapped(exports, (e, name) => (typeof e === 'function' ? wrap(name, e) : e));
    engines.push(engine);
    return { exports: engine.exports };
  };
  return engines;
}
