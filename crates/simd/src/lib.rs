//! SIMD kernels that work on the memory of the engine; the one for JSON on a page beside it.
//!
//! A second, tiny module: the host instantiates it where the platform accepts it and gives it such a memory. The linker does not know what the engine keeps where, so nothing here may touch memory but through the
//! pointers that the caller passes: no data segment (tables are immediates, [`vector::table`]), no shadow stack, no
//! allocation, no panic. `scripts/build/simd.mjs` checks that.
//!
//! Every kernel stops early rather than look past an end, and says how far it came; scalar code does the rest.
#![no_std]

mod base32;
mod base64;
mod json;
mod text_form;
mod vector;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
