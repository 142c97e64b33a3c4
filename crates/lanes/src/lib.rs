//! SIMD kernels that work on the memory of the engine.
//!
//! A second, tiny module: the host instantiates it where `WebAssembly.validate` accepts it and gives it the engine's
//! memory. The linker does not know what the engine keeps where, so nothing here may touch memory but through the
//! pointers that the caller passes: no data segment (tables are immediates, [`vector::table`]), no shadow stack, no
//! allocation, no panic. `scripts/build/lanes.mjs` checks that.
//!
//! Every kernel stops early rather than look past an end, and says how far it came; scalar code does the rest.
#![no_std]

mod base32;
mod base64;
mod text_form;
mod vector;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
