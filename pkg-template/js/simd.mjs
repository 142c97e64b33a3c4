// The SIMD kernels: a second module, which works on the memory that it is given, the engine's or another. Where it cannot be
// (an engine or processor without SIMD, a platform that compiles nothing at run time), all is done without it.

const nothing = () => 0;

let module;

/** The bytes of the second module, which travel in a section of the first. (A tool may have wrapped `WebAssembly.Module`.) */
export function kernelsIn(engine) {
  try {
    return engine.constructor.customSections(engine, 'simd')[0];
  } catch {
    return undefined;
  }
}

/** The kernels over a memory; none where they cannot be. */
function over(memory) {
  try {
    return new WebAssembly.Instance(module, { env: { memory } }).exports;
  } catch {
    return {}; // as above
  }
}

/** The kernels of an engine, over its memory; `bytes` are those of the module. */
export function simdKernels(bytes, memory) {
  try {
    module ??= new WebAssembly.Module(bytes);
  } catch {
    // as above
  }
  const kernels = over(memory);
  return {
    hasSimd: typeof kernels.base32_decode === 'function',
    base32Decode: kernels.base32_decode ?? nothing,
    base32Encode: kernels.base32_encode ?? nothing,
    base64Decode: kernels.base64_decode ?? nothing,
    base64Encode: kernels.base64_encode ?? nothing,
    textForm: kernels.text_form ?? nothing,
  };
}

/** The kernel that reads JSON, over half a page of its own, the `room`: `plain(address, length)`. */
export function jsonKernels() {
  try {
    const memory = new WebAssembly.Memory({ initial: 1 });
    return { plain: over(memory).json_plain, room: new Uint8Array(memory.buffer, 32_768) };
  } catch {
    return {}; // as above, or there are no more addresses
  }
}
