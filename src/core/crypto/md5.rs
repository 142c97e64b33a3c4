//! The protocol's MD5 (§5.10): over the bytes of plain mode, so CR LF counts as LF and surrogates go one by one (K9).

use super::code_units::push_unit;
use super::plain_text;
use crate::core::text::Text;
use md5::{Digest, Md5};
use zeroize::Zeroizing;

/// The protocol's MD5 of a text.
pub fn protocol(text: &Text) -> [u8; 16] {
    Md5::digest(&*plain_text::to_bytes(text)).into()
}

/// The protocol's MD5 of the text with one character U+0000–U+00FF per byte, without making that text.
pub fn protocol_of_bytes(bytes: &[u8]) -> [u8; 16] {
    const PIECE: usize = 512;
    let mut hasher = Md5::new();
    let mut piece = Zeroizing::new(Vec::with_capacity(PIECE * 2));
    for (n, chunk) in bytes.chunks(PIECE).enumerate() {
        piece.clear();
        for (i, &byte) in chunk.iter().enumerate() {
            // Looks into all the bytes: a CR LF may lie across two pieces.
            if byte != b'\r' || bytes.get(n * PIECE + i + 1) != Some(&b'\n') {
                push_unit(u16::from(byte), &mut piece);
            }
        }
        hasher.update(&*piece);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_and_text_agree(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(13), Just(10)], 0..1500)) {
            let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
            prop_assert_eq!(protocol_of_bytes(&bytes), protocol(&Text::from(text)));
        }
    }
}
