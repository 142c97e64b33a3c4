//! The text form of bytes: each is the character of its number, and the text is UTF-8.

use crate::vector::{load, store, table};
use core::arch::wasm32::*;

/// The first byte of the UTF-8 of what is not ASCII, by the high nibble.
const FIRST: v128 = table([0, 0, 0, 0, 0, 0, 0, 0, 0xC2, 0xC2, 0xC2, 0xC2, 0xC3, 0xC3, 0xC3, 0xC3]);

/// Fills the scratch memory: a shuffle of eight bytes for each of the sixteen ways in which four bytes can be ASCII or
/// not. Of the two bytes that each of four characters has, an ASCII one loses the second.
unsafe fn prepare(scratch: *mut u8) {
    for high in 0..16u64 {
        let (mut shuffle, mut width) = (0, 0);
        for i in 0..4 {
            let is_high = high >> i & 1;
            let both = (2 * i) | ((is_high * (2 * i + 1)) << 8);
            shuffle |= both << width;
            width += 8 + is_high * 8;
        }
        // SAFETY: the entry lies within the scratch memory.
        unsafe { scratch.add(high as usize * 8).cast::<u64>().write_unaligned(shuffle) };
    }
}

/// Expands all `len` bytes and gives the length of the result.
///
/// # Safety
/// `src` must have `len` readable bytes, `dst` 2·len writable ones, those beyond the result may be overwritten.
/// `scratch` must have 128 writable ones; it holds nothing secret afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn text_form(src: *const u8, len: usize, dst: *mut u8, scratch: *mut u8) -> usize {
    // SAFETY: see above.
    unsafe { prepare(scratch) };
    let shuffle = |four: u32| {
        // SAFETY: four bits make an entry of the scratch memory.
        unsafe { v128_load64_zero(scratch.add(four as usize * 8).cast()) }
    };
    let (mut from, mut to) = (src, dst);
    let end = src.wrapping_add(len);
    while end as usize - from as usize >= 16 {
        // SAFETY: 16 of the `len` bytes are left.
        let bytes = unsafe { load(from) };
        from = from.wrapping_add(16);
        let ways = u32::from(u8x16_bitmask(bytes));
        if ways == 0 {
            // SAFETY: two bytes are free for each that is left, so far.
            unsafe { store(to, bytes) };
            to = to.wrapping_add(16);
            continue;
        }
        // The first byte: what is ASCII, or 0xC0 | byte >> 6. The second, where there is one: 0x80 | byte & 0x3F.
        let first = v128_or(i8x16_max(bytes, u8x16_splat(0)), i8x16_swizzle(FIRST, u8x16_shr(bytes, 4)));
        let second = v128_and(bytes, u8x16_splat(0xBF));
        let low = i8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(first, second);
        let high = i8x16_shuffle::<8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31>(first, second);
        for (units, ways) in [(low, ways & 0xFF), (high, ways >> 8)] {
            let upper = i8x16_shuffle::<8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15>(units, units);
            for (four, way) in [(units, ways & 15), (upper, ways >> 4)] {
                let packed = i8x16_swizzle(four, shuffle(way));
                // SAFETY: eight bytes are free for the four that are being expanded.
                unsafe { v128_store64_lane::<0>(packed, to.cast()) };
                to = to.wrapping_add(4 + way.count_ones() as usize);
            }
        }
    }
    while from != end {
        // SAFETY: one byte is left, and so two are free.
        unsafe {
            let byte = *from;
            let high = byte >> 7;
            *to = if high == 0 { byte } else { 0xC0 | byte >> 6 };
            *to.add(1) = 0x80 | byte & 0x3F;
            to = to.wrapping_add(1 + usize::from(high));
        }
        from = from.wrapping_add(1);
    }
    to as usize - dst as usize
}
