// The SIMD kernels: a second module, which works on the memory of the engine. Where it cannot be (an engine or processor
// without SIMD, a platform that compiles nothing at run time), the engine does everything itself.

const nothing = () => 0;

/** The bytes of the second module, which travel in a section of the first. (A tool may have wrapped `WebAssembly.Module`.) */
export function kernelsIn(engine) {
  try {
    return engine.constructor.customSections(engine, 'lanes')[0];
  } catch {
    return undefined;
  }
}

/** The kernels over a memory; `bytes` are those of the module. */
export function lanes(bytes, memory) {
  let kernels = {};
  try {
    kernels = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports;
  } catch {
    // as above
  }
  return {
    base32Decode: kernels.base32_decode ?? nothing,
    base32Encode: kernels.base32_encode ?? nothing,
    base64Decode: kernels.base64_decode ?? nothing,
    base64Encode: kernels.base64_encode ?? nothing,
    textForm: kernels.text_form ?? nothing,
  };
}
