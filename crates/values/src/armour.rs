//! Making the armoured envelope piece by piece, so that neither container nor base64 of a file ever exists as a whole.

use super::simd::SimdKernels;
use super::{base32, base64};

/// Beginning of every container.
pub(super) const MAGIC: &[u8; 8] = b"Salted__";

/// What [`MAGIC`] makes every armoured text begin with.
pub(super) const BEGINNING: &str = "amt4cwv48xb6pp1h";

/// A new salt for every envelope: 8 random bytes.
pub type Salt = [u8; 8];

/// Length of a group in bytes; for multiples of it both encodings consist of whole groups.
const GROUP: usize = 15;

/// An armoured envelope in the making (§5.1 steps 4 and 5).
pub struct Armour<'a> {
    kernels: &'a dyn SimdKernels,
    out: Vec<u8>,
    /// Bytes of the container that make no whole group yet.
    pending: Vec<u8>,
    /// Scratch: the base64 of a piece.
    base64: Vec<u8>,
}

impl<'a> Armour<'a> {
    /// Begins an envelope, with room for the envelope of so much ciphertext.
    pub fn begin(kernels: &'a dyn SimdKernels, salt: &Salt, ciphertext_len: usize) -> Self {
        let out = Vec::with_capacity(Self::length(ciphertext_len));
        let pending = [MAGIC.as_slice(), salt].concat();
        Self { kernels, out, pending, base64: Vec::new() }
    }

    /// Length in characters of an envelope with that much ciphertext.
    pub fn length(ciphertext_len: usize) -> usize {
        let container = MAGIC.len() + size_of::<Salt>() + ciphertext_len;
        base32::encoded_len(container.div_ceil(3) * 4)
    }

    /// Gives away what is finished so far.
    pub fn drain(&mut self, take: impl FnOnce(&[u8])) {
        take(&self.out);
        self.out.clear();
    }

    /// The next piece of the ciphertext.
    pub fn push(&mut self, mut ciphertext: &[u8]) {
        if !self.pending.is_empty() {
            let missing = (GROUP - self.pending.len() % GROUP) % GROUP;
            let (head, rest) = ciphertext.split_at(missing.min(ciphertext.len()));
            self.pending.extend_from_slice(head);
            ciphertext = rest;
            if !self.pending.len().is_multiple_of(GROUP) {
                return;
            }
            let pending = std::mem::take(&mut self.pending);
            self.add(&pending);
        }
        let whole = ciphertext.len() / GROUP * GROUP;
        for piece in ciphertext[..whole].chunks(GROUP * 512) {
            self.add(piece);
        }
        self.pending.extend_from_slice(&ciphertext[whole..]);
    }

    /// The finished text, which is ASCII.
    pub fn finish(mut self) -> Vec<u8> {
        let pending = std::mem::take(&mut self.pending);
        self.add(&pending);
        self.out
    }

    fn add(&mut self, piece: &[u8]) {
        self.base64.clear();
        base64::encode_into(self.kernels, piece, &mut self.base64);
        base32::encode_into(self.kernels, &self.base64, &mut self.out);
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::super::simd;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_do_not_matter(bytes in proptest::collection::vec(any::<u8>(), 0..4000), cuts in proptest::collection::vec(0usize..4000, 0..6)) {
            let salt = [7; 8];
            let whole = [MAGIC.as_slice(), &salt, &bytes].concat();
            let expected = base32::encode(base64::encode(&whole).as_bytes());
            let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(bytes.len())).chain([0, bytes.len()]).collect();
            cuts.sort_unstable();
            let mut armour = Armour::begin(&simd::tests::Some(100), &salt, bytes.len());
            for pair in cuts.windows(2) {
                armour.push(&bytes[pair[0]..pair[1]]);
            }
            prop_assert_eq!(armour.finish(), expected.into_bytes());
        }
    }
}
