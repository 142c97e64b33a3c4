// The SIMD kernels: a second module, which works on the memory of the engine. Where it cannot be (an engine or processor
// without SIMD, a platform that compiles nothing at run time), the engine does everything itself.

const nothing = () => 0;

/** The kernels over a memory. They travel in a section of the engine's module. */
export function lanes(engine, memory) {
  let kernels = {};
  try {
    const [bytes] = WebAssembly.Module.customSections(engine, 'lanes');
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
