//! Numbers modulo the product of an RSA key, by `crypto-bigint`: which instructions run and which addresses are touched
//! depends on lengths and on what is public (the modulus) alone.

use crate::random::{self, Entropy};
use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use passwork_values::CryptoError;
use zeroize::Zeroizing;

/// Sizes of the modulus that are taken, in bytes. The protocol's are 1024 to 4096 bits; the upper limit keeps a monster from
/// stopping the client for minutes.
const LENGTHS: std::ops::RangeInclusive<usize> = 64..=1024;

/// Most draws of a number below the modulus. Each fails at most every second time, so if all of them do, it is the
/// source that fails, not chance.
const DRAWS: u32 = 64;

/// Longest public exponent that is taken, in bytes, as with OpenSSL. 65537 has three; a longer one makes each power slower.
const LONGEST_PUBLIC: usize = 8;

/// A number below the modulus, wiped when dropped.
pub(super) type Residue = Zeroizing<BoxedMontyForm>;

/// An exponent, wiped when dropped. The time of a power depends on the length that it was made with, not on its value.
pub(super) type Exponent = Zeroizing<BoxedUint>;

/// An odd modulus.
#[derive(Clone)]
pub(super) struct Modulus {
    params: BoxedMontyParams,
    /// The modulus itself, big-endian, without leading zeros.
    bytes: Vec<u8>,
}

impl Modulus {
    /// Makes a modulus from big-endian bytes. `None` if the number is even, or not of a size that is taken.
    pub(super) fn new(bytes: &[u8]) -> Option<Self> {
        let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
        let bytes = &bytes[zeros..];
        if !LENGTHS.contains(&bytes.len()) {
            return None;
        }
        let number = Odd::new(number(bytes, bytes.len())?).into_option()?;
        Some(Self { params: BoxedMontyParams::new_vartime(number), bytes: bytes.to_vec() })
    }

    /// Length in bytes.
    pub(super) fn length(&self) -> usize {
        self.bytes.len()
    }

    /// A number from big-endian bytes. `None` if it is not below the modulus, or written with more bytes.
    pub(super) fn residue(&self, bytes: &[u8]) -> Option<Residue> {
        let number = number(bytes, self.length())?;
        let below = number < *self.params.modulus().as_ref();
        below.then(|| Zeroizing::new(BoxedMontyForm::new(number, &self.params)))
    }

    /// A random number below the modulus, each equally probable.
    ///
    /// # Errors
    /// [`CryptoError::RandomFailed`] as [`random::bytes`].
    pub(super) fn draw(&self, source: &dyn Entropy) -> Result<Residue, CryptoError> {
        let mut drawn = Zeroizing::new(vec![0; self.length()]);
        let bits = u8::MAX >> self.bytes[0].leading_zeros();
        for _ in 0..DRAWS {
            random::bytes(source, &mut drawn)?;
            drawn[0] &= bits;
            if let Some(number) = self.residue(&drawn) {
                return Ok(number);
            }
        }
        Err(CryptoError::RandomFailed)
    }

    /// An exponent as long as the modulus, from big-endian bytes that are not longer.
    pub(super) fn exponent(&self, bytes: &[u8]) -> Option<Exponent> {
        number(bytes, self.length()).map(Zeroizing::new)
    }
}

/// A public exponent, as long as it is written. `None` for an even one, which has no private one, for 1, which does not
/// encrypt, and for one that is too long.
pub(super) fn public_exponent(bytes: &[u8]) -> Option<Exponent> {
    if bytes.len() > LONGEST_PUBLIC || bytes.last()? & 1 == 0 || bytes == [1] {
        return None;
    }
    number(bytes, bytes.len()).map(Zeroizing::new)
}

/// base^exponent.
pub(super) fn pow(base: &Residue, exponent: &Exponent) -> Residue {
    Zeroizing::new(base.pow(exponent))
}

/// a · b.
pub(super) fn multiply(a: &Residue, b: &Residue) -> Residue {
    Zeroizing::new(a.mul(b))
}

/// 1 / number. `None` if it has a factor in common with the modulus.
pub(super) fn invert(number: &Residue) -> Option<Residue> {
    number.invert().into_option().map(Zeroizing::new)
}

/// Big-endian bytes of the length of the modulus.
pub(super) fn to_bytes(number: &Residue, modulus: &Modulus) -> Zeroizing<Vec<u8>> {
    let number = Zeroizing::new(number.retrieve());
    let bytes = Zeroizing::new(number.to_be_bytes().into_vec());
    // There are a few more: numbers are made of words.
    Zeroizing::new(bytes[bytes.len() - modulus.length()..].to_vec())
}

/// Reads a number of that width in bytes, from big-endian bytes.
fn number(bytes: &[u8], length: usize) -> Option<BoxedUint> {
    BoxedUint::from_be_slice(bytes, u32::try_from(length).ok()?.checked_mul(8)?).ok()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::random::tests::Deterministic;
    use proptest::prelude::*;

    /// 2^521 − 1, a prime of 66 bytes, which no word divides.
    fn prime() -> Vec<u8> {
        [&[1], &[255; 65][..]].concat()
    }

    /// The modulus, with as much taken away at its end as the last byte of `less` says.
    fn less(number: &[u8], less: u8) -> Vec<u8> {
        let (last, rest) = number.split_last().unwrap();
        [rest, &[last - less]].concat()
    }

    #[test]
    fn what_is_no_modulus() {
        assert!(Modulus::new(&prime()).is_some());
        assert_eq!(Modulus::new(&[&[0, 0], &prime()[..]].concat()).unwrap().length(), 66);
        assert!(Modulus::new(&[255; 64]).is_some());
        assert!(Modulus::new(&[255; 1024]).is_some());
        for bad in [&[][..], &[0; 70], &[1], &[255; 63], &[255; 1025], &[255; 100_000], &less(&prime(), 1)] {
            assert!(Modulus::new(bad).is_none(), "{} bytes", bad.len());
        }
    }

    #[test]
    fn residues_are_below_the_modulus_and_no_longer() {
        let modulus = Modulus::new(&prime()).unwrap();
        let bytes = |number: &[u8]| modulus.residue(number).map(|number| to_bytes(&number, &modulus).to_vec());
        assert_eq!(bytes(&less(&prime(), 1)), Some(less(&prime(), 1)));
        assert_eq!(bytes(&[]), Some(vec![0; 66]));
        assert_eq!(bytes(&[3]), Some([&[0; 65][..], &[3]].concat()));
        assert_eq!(bytes(&prime()), None);
        assert_eq!(bytes(&[2; 66]), None);
        assert_eq!(bytes(&[0; 67]), None);
        assert!(modulus.exponent(&[255; 66]).is_some());
        assert!(modulus.exponent(&[0; 67]).is_none());
    }

    /// Fermat: a^(p − 1) = 1, so a^(p − 2) = 1 / a; and by hand 3^5.
    #[test]
    fn powers_and_inverses() {
        let modulus = Modulus::new(&prime()).unwrap();
        let one = modulus.residue(&[1]).unwrap();
        for base in [&[2][..], &[3], &[255; 65], &less(&prime(), 1)] {
            let base = modulus.residue(base).unwrap();
            let power = |less_than_prime| pow(&base, &modulus.exponent(&less(&prime(), less_than_prime)).unwrap());
            assert!(power(1) == one);
            assert!(power(2) == invert(&base).unwrap());
            assert!(multiply(&power(2), &base) == one);
        }
        let power = pow(&modulus.residue(&[3]).unwrap(), &public_exponent(&[5]).unwrap());
        assert!(power == modulus.residue(&[243]).unwrap());
        assert!(invert(&modulus.residue(&[]).unwrap()).is_none(), "0");
        let square = Modulus::new(&[&[3], &[0; 63][..], &[3]].concat()).unwrap();
        assert!(invert(&square.residue(&[6]).unwrap()).is_none(), "3 divides both");
    }

    #[test]
    fn draws_come_from_the_source_and_are_below_the_modulus() {
        struct Broken(Option<u8>);
        impl Entropy for Broken {
            fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
                out.fill(self.0.ok_or(CryptoError::RandomFailed)?);
                Ok(())
            }
        }
        // Just above 2^519: nearly every second draw is too great.
        let modulus = Modulus::new(&[&[128], &[0; 63][..], &[1]].concat()).unwrap();
        let source = Deterministic::new(1);
        let drawn: Vec<_> = (0..20).map(|_| to_bytes(&modulus.draw(&source).unwrap(), &modulus)).collect();
        for (i, number) in drawn.iter().enumerate() {
            assert!(!drawn[..i].contains(number));
        }
        for source in [Broken(None), Broken(Some(0)), Broken(Some(7))] {
            assert_eq!(modulus.draw(&source).err(), Some(CryptoError::RandomFailed));
        }
        // Random enough at first sight, and never below the modulus.
        struct High;
        impl Entropy for High {
            fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
                out.iter_mut().enumerate().for_each(|(i, byte)| *byte = 255 - (i % 2) as u8);
                Ok(())
            }
        }
        assert_eq!(modulus.draw(&High).err(), Some(CryptoError::RandomFailed));
    }

    /// Words of all ones and all zeros, where carries go wrong, among random ones.
    fn number() -> impl Strategy<Value = Vec<u8>> {
        let word = prop_oneof![3 => any::<u64>(), 1 => Just(u64::MAX), 1 => Just(0), 1 => Just(1 << 63), 1 => Just(1)];
        prop::collection::vec(word, 8..20).prop_map(|words| words.iter().flat_map(|word| word.to_be_bytes()).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// base^(2a) = base^a · base^a and base^(2a + 1) = base · base^(2a), whatever the numbers.
        #[test]
        fn powers_add_up(base in number(), exponent in number(), mut modulus in number()) {
            *modulus.last_mut().unwrap() |= 1;
            modulus[0] |= 1;
            let modulus = Modulus::new(&modulus).unwrap();
            let length = modulus.length();
            let base = modulus.residue(&base[base.len().saturating_sub(length - 8)..]).unwrap();
            let half = &exponent[exponent.len().saturating_sub(length - 8)..];
            let mut twice = vec![half[0] >> 7];
            twice.extend(half.iter().enumerate().map(|(i, byte)| byte << 1 | half.get(i + 1).map_or(0, |next| next >> 7)));
            let power = |exponent: &[u8]| pow(&base, &modulus.exponent(exponent).unwrap());
            prop_assert!(power(&twice) == multiply(&power(half), &power(half)));
            *twice.last_mut().unwrap() |= 1;
            prop_assert!(power(&twice) == multiply(&base, &multiply(&power(half), &power(half))));
        }

        #[test]
        fn nothing_panics(base: Vec<u8>, modulus in prop::collection::vec(any::<u8>(), 0..140), exponent in number()) {
            if let Some(modulus) = Modulus::new(&modulus) {
                let base = modulus.residue(&base);
                let exponent = modulus.exponent(&exponent);
                if let (Some(base), Some(exponent)) = (base, exponent) {
                    to_bytes(&pow(&base, &exponent), &modulus);
                    invert(&base);
                }
            }
        }
    }
}
