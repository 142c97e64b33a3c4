//! The padding of RSA-OAEP (RFC 8017 §7.1), with SHA-256 for both the label and MGF1, and no label.

use crate::random::{self, Entropy};
use passwork_values::CryptoError;
use sha2::{Digest, Sha256};
use std::hint::black_box;
use zeroize::Zeroizing;

/// Length of the hash, and of the seed.
const HASH: usize = 32;

/// SHA-256 of the empty label.
const NO_LABEL: [u8; HASH] = [
    0xE3, 0xB0, 0xC4, 0x42, 0x98, 0xFC, 0x1C, 0x14, 0x9A, 0xFB, 0xF4, 0xC8, 0x99, 0x6F, 0xB9, 0x24, 0x27, 0xAE, 0x41,
    0xE4, 0x64, 0x9B, 0x93, 0x4C, 0xA4, 0x95, 0x99, 0x1B, 0x78, 0x52, 0xB8, 0x55,
];

/// Length of the longest message for a modulus of that length, both in bytes. `None` if not even the empty one fits.
pub(super) fn longest(modulus: usize) -> Option<usize> {
    modulus.checked_sub(2 * HASH + 2)
}

/// EM = 00, seed, DB, each masked by the other; DB = hash of the label, 00 …, 01, the message. `None` if the message is too
/// long.
///
/// # Errors
/// [`CryptoError::RandomFailed`] without a seed.
pub(super) fn pad(
    message: &[u8],
    modulus: usize,
    source: &dyn Entropy,
) -> Result<Option<Zeroizing<Vec<u8>>>, CryptoError> {
    let Some(zeros) = longest(modulus).and_then(|longest| longest.checked_sub(message.len())) else { return Ok(None) };
    let mut padded = Zeroizing::new(Vec::with_capacity(modulus));
    padded.resize(1 + HASH, 0);
    padded.extend_from_slice(&NO_LABEL);
    padded.resize(1 + 2 * HASH + zeros, 0);
    padded.push(1);
    padded.extend_from_slice(message);
    let (seed, db) = padded[1..].split_at_mut(HASH);
    random::bytes(source, seed)?;
    mask(db, seed);
    mask(seed, db);
    Ok(Some(padded))
}

/// The message. Which of the checks fails shows neither in the answer nor, as far as a compiler keeps to it, in the time
/// (Manger 2001): all bytes are looked at.
pub(super) fn unpad(padded: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    longest(padded.len())?;
    let mut padded = Zeroizing::new(padded.to_vec());
    let (first, rest) = padded.split_first_mut()?;
    let (seed, db) = rest.split_at_mut(HASH);
    mask(seed, db);
    mask(db, seed);
    let (label, rest) = db.split_at(HASH);
    let mut wrong = label.iter().zip(NO_LABEL).fold(*first, |wrong, (byte, expected)| wrong | (byte ^ expected));
    // All ones until the first byte that is 1, before which there are but zeros.
    let mut before = u8::MAX;
    let mut start = 0;
    for (i, &byte) in rest.iter().enumerate() {
        let one = equal(byte, 1);
        wrong |= before & !one & byte;
        start |= (i + 1) & usize::from(before & one & 1).wrapping_neg();
        before &= !one;
    }
    (black_box(wrong | before) == 0).then(|| Zeroizing::new(rest[start..].to_vec()))
}

/// Compares two bytes: all ones if they are equal, else zeros. The compiler must not make a jump of it.
fn equal(a: u8, b: u8) -> u8 {
    black_box((i16::from(a ^ b) - 1) >> 8) as u8
}

/// MGF1 (§B.2.1) of the seed, added to all of `out`.
fn mask(out: &mut [u8], seed: &[u8]) {
    for (counter, block) in (0u32..).zip(out.chunks_mut(HASH)) {
        let mask = Zeroizing::new(<[u8; HASH]>::from(
            Sha256::new_with_prefix(seed).chain_update(counter.to_be_bytes()).finalize(),
        ));
        block.iter_mut().zip(mask.iter()).for_each(|(byte, mask)| *byte ^= mask);
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::random::tests::Deterministic;
    use proptest::prelude::*;

    fn padded(message: &[u8], modulus: usize) -> Option<Vec<u8>> {
        pad(message, modulus, &Deterministic::new(3)).unwrap().map(|padded| padded.to_vec())
    }

    #[test]
    fn lengths() {
        assert_eq!(NO_LABEL, <[u8; HASH]>::from(Sha256::digest([])));
        assert_eq!((longest(128), longest(256), longest(66), longest(65)), (Some(62), Some(190), Some(0), None));
        assert!(padded(&[1; 62], 128).is_some());
        assert!(padded(&[1; 63], 128).is_none());
        assert!(padded(&[], 65).is_none());
        for short in 0..66 {
            assert!(unpad(&vec![0; short]).is_none());
        }
        struct Broken;
        impl Entropy for Broken {
            fn fill(&self, _: &mut [u8]) -> Result<(), CryptoError> {
                Err(CryptoError::RandomFailed)
            }
        }
        assert_eq!(pad(&[1], 128, &Broken), Err(CryptoError::RandomFailed));
    }

    #[test]
    fn another_seed_each_time() {
        let source = Deterministic::new(1);
        let [a, b] = [(); 2].map(|()| pad(&[1], 128, &source).unwrap().unwrap());
        assert!(a[..] != b[..] && unpad(&a) == unpad(&b));
    }

    /// Texts that are masked as they should be, and wrong under the mask.
    #[test]
    fn what_is_wrong_under_the_mask() {
        let made = |db: &[u8], first: u8| {
            let mut padded = [&[first], &[7; HASH][..], db].concat();
            let (seed, db) = padded[1..].split_at_mut(HASH);
            mask(db, seed);
            mask(seed, db);
            unpad(&padded).map(|message| message.to_vec())
        };
        let db = |rest: &[u8]| [&NO_LABEL, rest].concat();
        assert_eq!(made(&db(&[0, 0, 1, 5, 0, 1]), 0), Some(vec![5, 0, 1]));
        assert_eq!(made(&db(&[1, 5]), 0), Some(vec![5]));
        assert_eq!(made(&db(&[0, 1]), 0), Some(vec![]));
        for rest in [&[0, 0, 0][..], &[0, 2, 1, 5], &[2, 5], &[255, 1], &[0, 129, 1]] {
            assert_eq!(made(&db(rest), 0), None, "{rest:?}");
        }
        for first in [1, 2, 128] {
            assert_eq!(made(&db(&[1, 5]), first), None);
        }
        for at in [0, 31] {
            let mut db = db(&[1, 5]);
            db[at] ^= 64;
            assert_eq!(made(&db, 0), None);
        }
    }

    proptest! {
        #[test]
        fn there_and_back(message in prop::collection::vec(any::<u8>(), 0..190), place in 0usize..256, change in 1u8..) {
            let mut padded = padded(&message, 256).unwrap();
            prop_assert_eq!(padded.len(), 256);
            prop_assert_eq!(unpad(&padded).map(|message| message.to_vec()), Some(message));
            padded[place] ^= change;
            prop_assert_eq!(unpad(&padded), None);
        }

        #[test]
        fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert_eq!(unpad(&bytes), None);
        }
    }
}
