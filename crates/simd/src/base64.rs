//! Base64 with the standard alphabet (RFC 4648 §4).

use crate::vector::{ALL, load, store, table, unknown};
use core::arch::wasm32::*;

/// Addends that make a value a letter: for 26–51, for each of 52–63, for 0–25.
const TO_LETTER: v128 = {
    let digit = b'0'.wrapping_sub(52);
    let (plus, slash) = (b'+'.wrapping_sub(62), b'/'.wrapping_sub(63));
    let lower = b'a' - 26;
    table([lower, digit, digit, digit, digit, digit, digit, digit, digit, digit, digit, plus, slash, b'A', 0, 0])
};

/// Addends that make a character a value, by its high nibble; 1 stands for the slash.
const TO_VALUE: v128 = {
    let (plus, slash) = (62 - b'+', 63 - b'/');
    let (digit, upper, lower) = (52u8.wrapping_sub(b'0'), 0u8.wrapping_sub(b'A'), 26u8.wrapping_sub(b'a'));
    table([0, slash, plus, digit, upper, upper, lower, lower, 0, 0, 0, 0, 0, 0, 0, 0])
};

/// The rows of the ASCII table as sets of one bit, by their number (the high nibble). Row 6 holds letters where row 4
/// does, and 7 where 5.
const ROW: [u8; 16] = [1, 1, 2, 4, 8, 16, 8, 16, 1, 1, 1, 1, 1, 1, 1, 1];

/// The rows in which a column (the low nibble) is no base64.
const FOREIGN_IN: [u8; 16] = {
    let mut rows = [0; 16];
    let mut byte = 0;
    while byte < 0x80u8 {
        if !(byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/') {
            rows[byte as usize & 15] |= ROW[byte as usize >> 4];
        }
        byte += 1;
    }
    rows
};

/// Decodes 16 characters to 12 bytes as long as all are of the alphabet. Gives the number of characters taken, a
/// multiple of 16; up to 23 at the end are left.
///
/// # Safety
/// `src` must have `len` readable bytes, `dst` as many writable ones as those make: ⌊3·len/4⌋, two less with padding.
/// Those beyond the result may be overwritten.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn base64_decode(src: *const u8, len: usize, dst: *mut u8) -> usize {
    let [slash, low_nibble, rows, foreign_in, to_value, upper_six, weights, order] = unknown([
        u8x16_splat(b'/'),
        u8x16_splat(15),
        const { table(ROW) },
        const { table(FOREIGN_IN) },
        TO_VALUE,
        u16x8_splat(63 << 6),
        u32x4_splat(1 << 16 | 1 << 12),
        const { table([2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 255, 255, 255, 255]) },
    ]);
    let (mut taken, mut to) = (0, dst);
    // Sixteen bytes are stored where twelve count: 22 characters make that many, and two may be padding.
    let mut beyond = len as isize - 24;
    let mut regular = ALL;
    // Either reason to stop makes this negative: with two exits V8 would load the constants anew each time.
    while beyond >= 0 {
        // SAFETY: 16 of the `len` bytes are left.
        let text = unsafe { load(src.add(taken)) };
        let row = v128_and(u16x8_shr(text, 4), low_nibble);
        let column = v128_and(text, low_nibble);
        let foreign = v128_and(i8x16_swizzle(rows, row), i8x16_swizzle(foreign_in, column));
        regular = u8x16_bitmask(i8x16_eq(foreign, u8x16_splat(0))) as isize;
        // All ones, that is -1, for the slash.
        let entry = i8x16_add(row, i8x16_eq(text, slash));
        let values = i8x16_add(text, i8x16_swizzle(to_value, entry));
        // Two characters are 12 bits, then four 24; the first is the most significant.
        let twelves = v128_or(v128_and(i16x8_shl(values, 6), upper_six), u16x8_shr(values, 8));
        let twenty_fours = i32x4_dot_i16x8(twelves, weights);
        let bytes = i8x16_swizzle(twenty_fours, order);
        // SAFETY: 12 bytes per 16 characters so far, and 16 more for the 24 that were left.
        unsafe { store(to, bytes) };
        to = to.wrapping_add(12);
        taken += 16;
        beyond = (beyond - 16) | (regular - ALL);
    }
    if regular == ALL { taken } else { taken - 16 }
}

/// Encodes 12 bytes to 16 letters. Gives the number of bytes taken, a multiple of 12; up to 15 at the end are left.
///
/// # Safety
/// `src` must have `len` readable bytes, `dst` ⌊4·len/3⌋ writable ones.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn base64_encode(src: *const u8, len: usize, dst: *mut u8) -> usize {
    let [order, factors, upper_six, alphabet, before_digits, upper_entry, to_letter] = unknown([
        const { table([1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10]) },
        u32x4_splat(16 << 16 | 1),
        u16x8_splat(63 << 8),
        u8x16_splat(26),
        u8x16_splat(51),
        u8x16_splat(13),
        TO_LETTER,
    ]);
    let (mut taken, mut to) = (0, dst);
    while len - taken >= 16 {
        // SAFETY: 16 of the `len` bytes are left.
        let bytes = unsafe { load(src.add(taken)) };
        // Of four letters the first two are the upper 12 bits of the bytes 0 and 1, the others the lower 12 bits of
        // the bytes 1 and 2. To the top with those.
        let windows = i8x16_swizzle(bytes, order);
        let twelves = i16x8_mul(windows, factors);
        let values = v128_or(u16x8_shr(twelves, 10), v128_and(i16x8_shl(twelves, 4), upper_six));
        // 0–51 are entry 0 but for 0–25, which are 13; 52–63 are 1–12.
        let is_upper = i8x16_lt(values, alphabet);
        let entry = v128_or(u8x16_sub_sat(values, before_digits), v128_and(is_upper, upper_entry));
        // SAFETY: 16 letters for every 12 of the `len` bytes.
        unsafe { store(to, i8x16_add(values, i8x16_swizzle(to_letter, entry))) };
        to = to.wrapping_add(16);
        taken += 12;
    }
    taken
}
