//! Between UTF-16 code units and bytes: the byte form of plain mode (§5.3 step 2) and the lenient reading of it.

use crate::text::Text;
use zeroize::Zeroizing;

/// Appends one code unit in 1 to 3 bytes. Surrogates are written one by one, as in CESU-8.
pub(super) fn push_unit(unit: u16, out: &mut Vec<u8>) {
    let [high, low] = [unit >> 12, unit >> 6 & 0x3F].map(|bits| bits as u8);
    let last = 0x80 | (unit & 0x3F) as u8;
    match unit {
        0..0x80 => out.push(unit as u8),
        0x80..0x800 => out.extend_from_slice(&[0xC0 | low, last]),
        _ => out.extend_from_slice(&[0xE0 | high, 0x80 | low, last]),
    }
}

/// Reads bytes as a text (§5.3 step 3). There are no bytes that cannot be read.
pub fn read_bytes(bytes: &[u8]) -> Text {
    // Where the bytes are proper UTF-8 the lenient rule says the same, and nearly all are.
    match std::str::from_utf8(bytes) {
        Ok(text) => Text::from(text),
        Err(_) => read_leniently(bytes),
    }
}

/// Reads "bytes", of which junk can make ones above 255, as a text (§5.3 step 3).
#[inline(never)]
pub(super) fn read_leniently<T: Copy + Into<u16>>(bytes: &[T]) -> Text {
    let mut units = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let mut i = 0;
    while i < bytes.len() {
        // What is missing at the end counts as 0.
        let at = |offset: usize| bytes.get(i + offset).map_or(0u16, |&byte| byte.into());
        let (a, b, c) = (at(0), at(1), at(2));
        i += match a {
            0..0x80 => {
                units.push(a);
                1
            }
            0xC0..=0xDF => {
                units.push((a & 0x1F) << 6 | b & 0x3F);
                2
            }
            _ => match four_byte_character(a, b, c, at(3)) {
                Some(pair) => {
                    units.extend_from_slice(&pair);
                    4
                }
                None => {
                    units.push((a & 0x0F) << 12 | (b & 0x3F) << 6 | c & 0x3F);
                    3
                }
            },
        };
    }
    Text::from_units(&units)
}

/// The surrogate pair of a proper 4-byte UTF-8 sequence (D26: other clients write those).
fn four_byte_character(a: u16, b: u16, c: u16, d: u16) -> Option<[u16; 2]> {
    if !(0xF0..=0xF4).contains(&a) || [b, c, d].iter().any(|byte| byte & !0x3F != 0x80) {
        return None;
    }
    let bits = |byte: u16, shift: u32| u32::from(byte) << shift;
    let code_point = bits(a & 7, 18) | bits(b & 0x3F, 12) | bits(c & 0x3F, 6) | bits(d & 0x3F, 0);
    let offset = code_point.checked_sub(0x1_0000)?;
    (offset < 0x10_0000).then_some([0xD800 | (offset >> 10) as u16, 0xDC00 | (offset & 0x3FF) as u16])
}

/// Gives `read` the text as ASCII; every other character appears as one or more bytes above 0x7F.
pub fn with_ascii<R>(text: &Text, read: impl FnOnce(&[u8]) -> R) -> R {
    match text.as_utf8() {
        Some(text) => read(text.as_bytes()),
        None => {
            let bytes: Zeroizing<Vec<u8>> =
                Zeroizing::new(text.units().map(|unit| u8::try_from(unit).unwrap_or(0xFF)).collect());
            read(&bytes)
        }
    }
}
