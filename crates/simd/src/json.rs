//! Strings in JSON (RFC 8259 §7).

use crate::vector::{LANES, load, unknown};
use core::arch::wasm32::*;

/// Gives how many bytes, from the first on, stand for themselves in a string: ASCII, but for control characters, which are
/// refused there, the quote that ends it, and the backslash.
///
/// # Safety
/// `src` must have `len` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn json_plain(src: *const u8, len: usize) -> usize {
    let [last_control, quote, backslash] = unknown([u8x16_splat(0x1F), u8x16_splat(b'"'), u8x16_splat(b'\\')]);
    let mut taken = 0;
    // Four vectors at once: the first million of bytes is done by code that no compiler has optimised yet.
    while len - taken >= 4 * LANES {
        // SAFETY: 64 of the `len` bytes are left.
        let plain = |at: usize| unsafe {
            let bytes = load(src.add(taken + at));
            let special = v128_or(u8x16_eq(bytes, quote), u8x16_eq(bytes, backslash));
            // What is not ASCII is negative.
            v128_andnot(i8x16_gt(bytes, last_control), special)
        };
        let [a, b, c, d] = [plain(0), plain(16), plain(32), plain(48)];
        if !u8x16_all_true(v128_and(v128_and(a, b), v128_and(c, d))) {
            break;
        }
        taken += 4 * LANES;
    }
    while taken < len {
        // SAFETY: at least one byte is left.
        let byte = unsafe { *src.add(taken) };
        if !(0x20..0x80).contains(&byte) || byte == b'"' || byte == b'\\' {
            break;
        }
        taken += 1;
    }
    taken
}
