//! Vectors of sixteen bytes: the helpers that the kernels share.

use core::arch::wasm32::*;

/// The length of a vector in bytes.
pub const LANES: usize = 16;

/// The bit mask of a vector in which every lane is true.
pub const ALL: isize = 0xFFFF;

/// A table of sixteen bytes as an immediate of the code, for `i8x16_swizzle` to look up in.
pub const fn table(t: [u8; LANES]) -> v128 {
    u8x16(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12], t[13], t[14], t[15])
}

/// Loads sixteen bytes from anywhere.
///
/// # Safety
/// They must all be readable.
#[inline(always)]
pub unsafe fn load(from: *const u8) -> v128 {
    // SAFETY: as promised by the caller; the instruction does not mind alignment.
    unsafe { v128_load(from.cast()) }
}

/// Stores sixteen bytes anywhere.
///
/// # Safety
/// They must all be writable.
#[inline(always)]
pub unsafe fn store(to: *mut u8, bytes: v128) {
    // SAFETY: as promised by the caller; the instruction does not mind alignment.
    unsafe { v128_store(to.cast(), bytes) }
}

/// Hides the values of vectors from the compiler and returns them unchanged. A loop gets its constants from here,
/// because what a compiler does with those it knows is slow: LLVM makes shifts of a multiplication by powers of two,
/// and as no instruction shifts lanes by different amounts, sixteen scalar ones of each; V8 builds every constant anew
/// where it is used, four instructions each, even in a loop (always since Node 24, before that in loops with two
/// exits).
#[inline(always)]
pub fn unknown<const N: usize>(vectors: [v128; N]) -> [v128; N] {
    // A memory has at most 65,536 pages.
    let zero = u32x4_splat((memory_size::<0>() >> 17) as u32);
    vectors.map(|vector| v128_or(vector, zero))
}
