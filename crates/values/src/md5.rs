//! The protocol's MD5 (§5.10): over the bytes of plain mode, so CR LF counts as LF and surrogates go one by one (K9).
//! And the chain of digests that makes the keys of envelopes (§5.1).

use super::code_units::push_unit;
use super::plain_form;
use crate::text::Text;
use md5::block_api::compress;
use md5::{Digest, Md5};
use zeroize::Zeroizing;

/// The protocol's MD5 of a text.
#[inline(never)]
pub fn protocol(text: &Text) -> [u8; 16] {
    Md5::digest(&*plain_form::to_bytes(text)).into()
}

/// The protocol's MD5 of the text with one character U+0000–U+00FF per byte, without making that text.
#[inline(never)]
pub fn protocol_of_bytes(bytes: &[u8]) -> [u8; 16] {
    const CHUNK_BYTES: usize = 512;
    let mut hasher = Md5::new();
    let mut piece = Zeroizing::new(Vec::with_capacity(CHUNK_BYTES * 2));
    for (n, chunk) in bytes.chunks(CHUNK_BYTES).enumerate() {
        piece.clear();
        for (i, &byte) in chunk.iter().enumerate() {
            // Looks into all the bytes: a CR LF may lie across two pieces.
            if byte != b'\r' || bytes.get(n * CHUNK_BYTES + i + 1) != Some(&b'\n') {
                push_unit(u16::from(byte), &mut piece);
            }
        }
        hasher.update(&*piece);
    }
    hasher.finalize().into()
}

/// Initial state of MD5 (RFC 1321 §3.3).
const START: [u32; 4] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476];

/// MD5(text), MD5(first digest, text), MD5(second digest, text), …: what `EVP_BytesToKey` makes keys of. Every value that
/// is opened begins with three of them, so they are made on one buffer; `md5`'s hasher takes half as long again.
pub(super) struct Chained {
    /// The digest before, the text, and the padding of the standard.
    message: Zeroizing<Vec<u8>>,
    /// Length of digest and text.
    length: usize,
    /// Start of the next message: the first has no digest in front.
    start: usize,
}

impl Chained {
    const DIGEST: usize = 16;
    const BLOCK: usize = 64;

    /// Begins with `pass`, followed by `salt`.
    pub(super) fn new(pass: &[u8], salt: &[u8]) -> Self {
        let length = Self::DIGEST + pass.len() + salt.len();
        // ExternalBytes for the padding too, so that the text is never moved and no copy stays behind.
        let mut message = Zeroizing::new(Vec::with_capacity(length + 2 * Self::BLOCK));
        message.resize(Self::DIGEST, 0);
        message.extend_from_slice(pass);
        message.extend_from_slice(salt);
        Self { message, length, start: Self::DIGEST }
    }

    /// The next digest.
    pub(super) fn next(&mut self) -> &[u8] {
        let length = self.length - self.start;
        self.message.truncate(self.length);
        self.message.push(0x80);
        self.message.resize(self.start + (length + 9).next_multiple_of(Self::BLOCK) - 8, 0);
        self.message.extend_from_slice(&((length as u64) << 3).to_le_bytes());
        let mut state = Zeroizing::new(START);
        compress(&mut state, self.message[self.start..].as_chunks().0);
        self.start = 0;
        for (bytes, word) in self.message.chunks_exact_mut(4).zip(&*state) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        &self.message[..Self::DIGEST]
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn chained_digests_are_those_of_the_hasher(pass in proptest::collection::vec(any::<u8>(), 0..300), salt: [u8; 8]) {
            let mut rounds = Chained::new(&pass, &salt);
            let mut expected = Vec::new();
            for _ in 0..4 {
                expected = Md5::new().chain_update(&expected).chain_update(&pass).chain_update(salt).finalize().to_vec();
                prop_assert_eq!(rounds.next(), &*expected);
            }
        }

        #[test]
        fn bytes_and_text_agree(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(13), Just(10)], 0..1500)) {
            let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
            prop_assert_eq!(protocol_of_bytes(&bytes), protocol(&Text::from(text)));
        }
    }
}
