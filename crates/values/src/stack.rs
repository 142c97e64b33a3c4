//! Wiping the stack: copies that calls leave below them, made by the compiler or another crate, which nobody else
//! wipes.

use zeroize::Zeroize;

/// Overwrites that number of bytes below the caller's frame, such as the last block that was decrypted. The calls whose remains
/// are meant must not be inlined into the caller.
#[inline(never)]
pub fn scrub<const BYTES: usize>() {
    let mut below = [0; BYTES];
    below.zeroize();
    std::hint::black_box(&below);
}
