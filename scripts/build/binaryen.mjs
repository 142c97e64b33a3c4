// binaryen's interface for JavaScript: what reads, changes, optimises and writes the modules of the build.

/** It is there only after `npm ci`, hence no import at the top of a file. */
export async function loadBinaryen() {
  const { default: binaryen } = await import('binaryen');
  return binaryen;
}

/** The functions of a module, imported ones too: a reference to each, and what `getFunctionInfo` says of it. */
export function functionsOf(binaryen, module) {
  return Array.from({ length: module.getNumFunctions() }, (_, index) => {
    const reference = module.getFunctionByIndex(index);
    return { reference, ...binaryen.getFunctionInfo(reference) };
  });
}

const STRIP = ['strip-debug', 'strip-producers', 'strip-target-features'];

/**
 * As `wasm-opt -O<level>` does it; a module that `keepNames` is for profiles.
 *
 * @param {{level: number, passes?: string[], oneCallerInlineMaxSize?: number, keepNames?: boolean}} how `passes`: after all
 *   others, by name
 */
export function optimise(binaryen, module, { level, passes = [], oneCallerInlineMaxSize, keepNames = false }) {
  // Settings of binaryen are global.
  const inlined = binaryen.getOneCallerInlineMaxSize();
  binaryen.setOptimizeLevel(level);
  binaryen.setShrinkLevel(0);
  binaryen.setGenerateStackIR(true);
  binaryen.setOptimizeStackIR(true);
  binaryen.setDebugInfo(keepNames);
  if (oneCallerInlineMaxSize !== undefined) binaryen.setOneCallerInlineMaxSize(oneCallerInlineMaxSize);
  module.optimize();
  module.runPasses([...passes, ...(keepNames ? [] : STRIP)]);
  binaryen.setOneCallerInlineMaxSize(inlined);
  if (!module.validate()) throw new Error('binaryen made a module that is not valid');
}
