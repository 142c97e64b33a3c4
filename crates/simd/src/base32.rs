//! The base32 armour of sealed values: not the alphabet of RFC 4648.

use crate::vector::{ALL, load, store, table, unknown};
use core::arch::wasm32::*;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrtuvwxyz";

/// The letters of the values 0–15 and of 16–31.
const LETTERS_OF: [v128; 2] = {
    let (mut low, mut high) = ([0; 16], [0; 16]);
    let mut i = 0;
    while i < 16 {
        low[i] = ALPHABET[i];
        high[i] = ALPHABET[i + 16];
        i += 1;
    }
    [table(low), table(high)]
};

/// The values of a–p and of q–z. The letters that the alphabet leaves out stand for the digits they look like.
const VALUES_OF: [v128; 2] = {
    let mut values = [0; 32];
    let mut i = 10;
    while i < ALPHABET.len() {
        values[(ALPHABET[i] - b'a') as usize] = i as u8;
        i += 1;
    }
    values[(b'o' - b'a') as usize] = 0;
    values[(b'i' - b'a') as usize] = 1;
    values[(b'l' - b'a') as usize] = 1;
    values[(b's' - b'a') as usize] = 5;
    let (mut low, mut high) = ([0; 16], [0; 16]);
    i = 0;
    while i < 16 {
        low[i] = values[i];
        high[i] = values[i + 16];
        i += 1;
    }
    [table(low), table(high)]
};

/// Looks up in thirty-two entries; what lies beyond gives 0.
#[inline(always)]
fn look_up(low: v128, high: v128, sixteen: v128, index: v128) -> v128 {
    v128_or(i8x16_swizzle(low, index), i8x16_swizzle(high, i8x16_sub(index, sixteen)))
}

/// Decodes 16 characters to 10 bytes as long as none of them is to be skipped; either case and all aliases will do.
/// Gives the number of characters taken, a multiple of 16; up to 25 at the end are left.
///
/// # Safety
/// `src` must have `len` readable bytes, `dst` ⌊5·len/8⌋ writable ones. Those beyond the result may be overwritten.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn base32_decode(src: *const u8, len: usize, dst: *mut u8) -> usize {
    let [zero, a, lower, ten, sixteen, alphabet, low, high, upper_five, weights, order] = unknown([
        u8x16_splat(b'0'),
        u8x16_splat(b'a'),
        u8x16_splat(0x20),
        u8x16_splat(10),
        u8x16_splat(16),
        u8x16_splat(26),
        VALUES_OF[0],
        VALUES_OF[1],
        u16x8_splat(31 << 5),
        u32x4_splat(1 << 16 | 1 << 10),
        const { table([4, 3, 2, 1, 0, 12, 11, 10, 9, 8, 255, 255, 255, 255, 255, 255]) },
    ]);
    let (mut taken, mut to) = (0, dst);
    // Sixteen bytes are stored where ten count: 26 characters make that many.
    let mut beyond = len as isize - 26;
    let mut regular = ALL;
    // Either reason to stop makes this negative: with two exits V8 would load the constants anew each time.
    while beyond >= 0 {
        // SAFETY: 16 of the `len` bytes are left.
        let text = unsafe { load(src.add(taken)) };
        let digit = i8x16_sub(text, zero);
        let letter = i8x16_sub(v128_or(text, lower), a);
        let is_digit = u8x16_lt(digit, ten);
        let is_letter = u8x16_lt(letter, alphabet);
        regular = u8x16_bitmask(v128_or(is_digit, is_letter)) as isize;
        // A digit is beyond the tables, so one of the two is 0.
        let values = v128_or(look_up(low, high, sixteen, letter), v128_and(digit, is_digit));
        // Two characters are 10 bits, then four 20 and eight 40; the first is the most significant.
        let tens = v128_or(v128_and(i16x8_shl(values, 5), upper_five), u16x8_shr(values, 8));
        let twenties = i32x4_dot_i16x8(tens, weights);
        let forties = v128_or(i64x2_shl(twenties, 20), u64x2_shr(twenties, 32));
        let bytes = i8x16_swizzle(forties, order);
        // SAFETY: 10 bytes per 16 characters so far, and 16 more for the 26 that were left.
        unsafe { store(to, bytes) };
        to = to.wrapping_add(10);
        taken += 16;
        beyond = (beyond - 16) | (regular - ALL);
    }
    if regular == ALL { taken } else { taken - 16 }
}

/// Encodes 10 bytes to 16 letters. Gives the number of bytes taken, a multiple of 10; up to 15 at the end are left.
///
/// # Safety
/// `src` must have `len` readable bytes, `dst` ⌊8·len/5⌋ writable ones.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn base32_encode(src: *const u8, len: usize, dst: *mut u8) -> usize {
    let [order, factors, upper_five, low, high, sixteen] = unknown([
        const { table([1, 0, 2, 1, 3, 2, 4, 3, 6, 5, 7, 6, 8, 7, 9, 8]) },
        u16x8(1, 4, 16, 64, 1, 4, 16, 64),
        u16x8_splat(31 << 8),
        LETTERS_OF[0],
        LETTERS_OF[1],
        u8x16_splat(16),
    ]);
    let (mut taken, mut to) = (0, dst);
    while len - taken >= 16 {
        // SAFETY: 16 of the `len` bytes are left.
        let bytes = unsafe { load(src.add(taken)) };
        // Letters 2k and 2k+1 of eight are 10 bits of the bytes k and k+1, from bit 2k on. To the top with them.
        let windows = i8x16_swizzle(bytes, order);
        let tens = i16x8_mul(windows, factors);
        let values = v128_or(u16x8_shr(tens, 11), v128_and(i16x8_shl(tens, 2), upper_five));
        // SAFETY: 16 letters for every 10 of the `len` bytes.
        unsafe { store(to, look_up(low, high, sixteen, values)) };
        to = to.wrapping_add(16);
        taken += 10;
    }
    taken
}
