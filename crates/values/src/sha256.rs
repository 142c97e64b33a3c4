//! The protocol's SHA-256 (§5.10): SHA-256 of the UTF-8 of a text, but for a family of texts whose last padding block
//! does not start with zeros, and with a reading of lone surrogates of its own (K8). Stored hashes depend on both.

use super::simd::SimdKernels;
use crate::text::Text;
use sha2::block_api::compress256;
use zeroize::Zeroize;

/// Initial state of SHA-256 (FIPS 180-4 §5.3.3).
const START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// SHA-256 in progress, over bytes that are the UTF-8 of a text. Kept apart from `sha2`'s hasher because the end of it
/// must be open to the protocol's padding.
pub(super) struct Sha256 {
    state: [u32; 8],
    /// The last block as far as it is filled.
    block: [u8; 64],
    filled: usize,
    /// Total length in bytes.
    length: u64,
}

impl Sha256 {
    pub(super) fn new() -> Self {
        Self { state: START, block: [0; 64], filled: 0, length: 0 }
    }

    /// Takes in the UTF-8 of a text.
    #[inline(never)]
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        let (head, rest) = bytes.split_at(bytes.len().min(64 - self.filled));
        self.block[self.filled..self.filled + head.len()].copy_from_slice(head);
        self.filled += head.len();
        if self.filled < 64 {
            return;
        }
        compress256(&mut self.state, &[self.block]);
        let (blocks, tail) = rest.as_chunks();
        compress256(&mut self.state, blocks);
        self.block[..tail.len()].copy_from_slice(tail);
        self.filled = tail.len();
    }

    /// Takes in the text with one character U+0000–U+00FF per byte, without making it.
    #[inline(never)]
    pub(super) fn update_byte_string(&mut self, bytes: &[u8]) {
        let mut utf8 = [0; 1024];
        for chunk in bytes.chunks(utf8.len() / 2) {
            let mut n = 0;
            for &byte in chunk {
                if byte < 0x80 {
                    utf8[n] = byte;
                    n += 1;
                } else {
                    utf8[n..n + 2].copy_from_slice(&[0xC0 | byte >> 6, 0x80 | byte & 0x3F]);
                    n += 2;
                }
            }
            self.update(&utf8[..n]);
        }
        utf8.zeroize();
    }

    /// The digest with the padding of the standard.
    pub(super) fn standard(&self) -> [u8; 32] {
        self.finish(0)
    }

    /// The digest with the padding of the protocol: if the message fills a block, leaves no room for the length in
    /// the next, and that next one begins inside a character, then what it begins with is repeated in the final block.
    pub(super) fn protocol(&self) -> [u8; 32] {
        let straddling = self.block.iter().take(3).take_while(|&byte| byte & 0xC0 == 0x80).count();
        self.finish(if self.length >= 64 && self.filled >= 56 { straddling } else { 0 })
    }

    /// Pads and finishes, with `repeated` bytes of the last block at the start of a final block of padding alone.
    #[inline(never)]
    fn finish(&self, repeated: usize) -> [u8; 32] {
        let mut last = [[0; 64]; 2];
        last[0][..self.filled].copy_from_slice(&self.block[..self.filled]);
        last[0][self.filled] = 0x80;
        let blocks = if self.filled < 56 { 1 } else { 2 };
        last[1][..repeated].copy_from_slice(&self.block[..repeated]);
        last[blocks - 1][56..].copy_from_slice(&(self.length << 3).to_be_bytes());
        let mut state = self.state;
        compress256(&mut state, &last[..blocks]);
        last.as_flattened_mut().zeroize();
        let mut digest = [0; 32];
        for (out, word) in digest.chunks_exact_mut(4).zip(state) {
            out.copy_from_slice(&word.to_be_bytes());
        }
        digest
    }
}

impl Drop for Sha256 {
    fn drop(&mut self) {
        self.state.zeroize();
        self.block.zeroize();
    }
}

/// The SHA-256 of the text form of bytes, piece by piece.
pub struct OfBytes(Sha256);

impl Default for OfBytes {
    fn default() -> Self {
        Self(Sha256::new())
    }
}

impl OfBytes {
    /// Takes in a piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update_byte_string(bytes);
    }

    /// The digest that [`protocol_of_bytes`] gives.
    pub fn protocol(&self) -> [u8; 32] {
        self.0.protocol()
    }

    /// The real SHA-256 of the same text form, which other official clients store for files (D23).
    pub fn standard(&self) -> [u8; 32] {
        self.0.standard()
    }
}

/// The real SHA-256 of bytes as they are, which Passwork 7 has everywhere.
pub fn standard(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(bytes);
    hasher.standard()
}

/// The protocol's SHA-256 of a text.
pub fn protocol(text: &Text) -> [u8; 32] {
    let mut hasher = Sha256::new();
    match text.as_wide() {
        None => hasher.update(text.as_utf8().unwrap_or_default().as_bytes()),
        Some(units) => update_wide(&mut hasher, units),
    }
    hasher.protocol()
}

/// Takes in UTF-16 code units as the protocol does: each surrogate takes the unit after it along, whatever that is; 0
/// at the end. Proper pairs become ordinary UTF-8.
fn update_wide(hasher: &mut Sha256, units: &[u16]) {
    let mut units = units.iter().map(|&unit| u32::from(unit));
    let mut utf8 = [0; 4];
    while let Some(unit) = units.next() {
        let code_point = match unit {
            0xD800..=0xDFFF => 0x1_0000 + ((unit & 0x3FF) << 10 | units.next().unwrap_or(0) & 0x3FF),
            _ => unit,
        };
        // Neither way makes a surrogate or a number above U+10FFFF.
        hasher.update(char::from_u32(code_point).unwrap_or_default().encode_utf8(&mut utf8).as_bytes());
    }
    utf8.zeroize();
}

/// Whether the protocol's SHA-256 of the text form of these bytes differs from the standard's (K8). For callers that
/// have a faster standard SHA-256 at hand.
pub fn is_odd(bytes: &[u8]) -> bool {
    let width = |byte: &u8| if *byte < 0x80 { 1 } else { 2 };
    let length: usize = bytes.len() + bytes.iter().filter(|&&b| b >= 0x80).count();
    let filled = length % 64;
    if length < 64 || filled < 56 {
        return false;
    }
    // Back from the end to the byte of the text form at which the last block begins.
    let mut taken = 0;
    for byte in bytes.iter().rev() {
        taken += width(byte);
        if taken >= filled {
            break;
        }
    }
    taken > filled // the block begins inside a character
}

/// The UTF-8 of the text form, a piece at a time: appends that of `bytes` to `out`.
pub fn text_form_into(kernels: &dyn SimdKernels, bytes: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + bytes.len() * 2, 0);
    if let Some(length) = kernels.text_form(bytes, &mut out[start..]) {
        out.truncate(start + length);
        return;
    }
    let mut free = &mut out[start..];
    let mut used = 0;
    for &byte in bytes {
        // Always both bytes and no branch, which random bytes would make a guess of: the second one is overwritten
        // where there is none.
        if let [first, second, ..] = free {
            [*first, *second] = FORMS[usize::from(byte)];
        }
        let width = 1 + usize::from(byte >> 7);
        free = &mut free[width..];
        used += width;
    }
    out.truncate(start + used);
}

/// The UTF-8 of each byte as a character; below U+0080 only the first byte counts.
const FORMS: [[u8; 2]; 256] = {
    let mut forms = [[0; 2]; 256];
    let mut i = 0;
    while i < forms.len() {
        let byte = i as u8;
        forms[i] = if byte < 0x80 { [byte, 0] } else { [0xC0 | byte >> 6, 0x80 | byte & 0x3F] };
        i += 1;
    }
    forms
};

/// The protocol's SHA-256 of the text with one character U+0000–U+00FF per byte (§5.9 step 4).
pub fn protocol_of_bytes(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update_byte_string(bytes);
    hasher.protocol()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::super::simd::{self, Scalar};
    use super::*;
    use proptest::prelude::*;
    use sha2::Digest;

    proptest! {
        #[test]
        fn odd_is_where_the_two_differ(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert_eq!(is_odd(&bytes), protocol_of_bytes(&bytes) != standard(&bytes));
            let mut form = Vec::new();
            text_form_into(&Scalar, &bytes, &mut form);
            prop_assert_eq!(&form, &latin1(&bytes).into_bytes());
            text_form_into(&simd::tests::Some(0), &bytes, &mut form);
            prop_assert_eq!(form, latin1(&bytes).repeat(2).into_bytes());
        }
    }

    fn standard(bytes: &[u8]) -> [u8; 32] {
        let mut hasher = OfBytes::default();
        hasher.update(bytes);
        hasher.standard()
    }

    /// The text form of bytes, by the standard library.
    fn latin1(bytes: &[u8]) -> String {
        bytes.iter().map(|&byte| char::from(byte)).collect()
    }

    proptest! {
        #[test]
        fn standard_padding_is_sha256(bytes in proptest::collection::vec(any::<u8>(), 0..2000), cut: prop::sample::Index) {
            let expected: [u8; 32] = sha2::Sha256::digest(latin1(&bytes)).into();
            prop_assert_eq!(standard(&bytes), expected);
            let mut hasher = Sha256::new();
            let text = latin1(&bytes);
            let (a, b) = text.as_bytes().split_at(cut.index(text.len() + 1));
            hasher.update(a);
            hasher.update(b);
            prop_assert_eq!(hasher.standard(), expected);
        }

        #[test]
        fn ascii_is_sha256(text in "[ -~\r\n]{0,300}") {
            let expected: [u8; 32] = sha2::Sha256::digest(&text).into();
            prop_assert_eq!(protocol(&Text::from(&*text)), expected);
        }

        #[test]
        fn bytes_and_text_agree(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert_eq!(protocol_of_bytes(&bytes), protocol(&Text::from(latin1(&bytes))));
        }

        #[test]
        fn only_straddling_texts_differ(text in "[a-zé漢😀]{0,90}") {
            let standard: [u8; 32] = sha2::Sha256::digest(&text).into();
            let whole = text.len() / 64 * 64;
            let odd = whole > 0 && text.len() % 64 >= 56 && !text.is_char_boundary(whole);
            prop_assert_eq!(protocol(&Text::from(&*text)) != standard, odd);
        }

        #[test]
        fn no_units_panic(units: Vec<u16>) {
            protocol(&Text::from_units(&units));
        }
    }
}
