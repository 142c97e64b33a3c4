//! Random texts and salts (§5.4). The random bytes come from the platform, through [`Entropy`], and every secret is drawn
//! by [`bytes`], which refuses bytes that are plainly not random.

use passwork_values::CryptoError;
use passwork_values::openssl_enc::Salt;
use passwork_values::text::Text;
use zeroize::Zeroizing;

/// A cryptographic source of random bytes, as the platform has it. It may be a stub of a test environment that does
/// nothing: secrets are drawn by [`bytes`].
pub trait Entropy {
    /// Fills all of `out`, unchecked.
    ///
    /// # Errors
    /// [`CryptoError::RandomFailed`] if there are none to be had.
    fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError>;
}

/// Length from which a row of bytes that are all equal, or still as they were, counts as not random: by chance this
/// happens once in 2^56 times. A row of fewer says nothing.
const ROW: usize = 8;

/// Fills all of `out` with random bytes.
///
/// # Errors
/// [`CryptoError::RandomFailed`] if the source fails, if it leaves [`ROW`] bytes in a row as they were, or makes them all
/// the same.
pub fn bytes(source: &dyn Entropy, out: &mut [u8]) -> Result<(), CryptoError> {
    // Different at each place, so that no source that fills with one value leaves it by chance.
    let before = |at: usize| (at as u8).wrapping_mul(151) ^ 0xA5;
    out.iter_mut().enumerate().for_each(|(at, byte)| *byte = before(at));
    source.fill(out)?;
    let (mut equal, mut untouched) = (0, 0);
    for (at, &byte) in out.iter().enumerate() {
        equal = if at > 0 && byte == out[at - 1] { equal + 1 } else { 1 };
        untouched = if byte == before(at) { untouched + 1 } else { 0 };
        if equal >= ROW || untouched >= ROW {
            return Err(CryptoError::RandomFailed);
        }
    }
    Ok(())
}

/// Length and alphabet of a random text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Number of characters.
    pub length: usize,
    /// The letters, ASCII, at most 256.
    pub alphabet: &'static [u8],
}

const ALPHANUMERIC: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const WITH_SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!@#$%^";

/// Key of a password, also in plain mode for keyed vaults.
pub const PASSWORD_KEY: Recipe = Recipe { length: 32, alphabet: WITH_SIGNS };
/// Key of an attachment.
pub const ATTACHMENT_KEY: Recipe = Recipe { length: 100, alphabet: ALPHANUMERIC };
/// Vault password.
pub const VAULT_PASSWORD: Recipe = Recipe { length: 100, alphabet: ALPHANUMERIC };
/// Vault salt.
pub const VAULT_SALT: Recipe = Recipe { length: 32, alphabet: ALPHANUMERIC };
/// Secret of a share link.
pub const LINK_SECRET: Recipe = Recipe { length: 100, alphabet: ALPHANUMERIC };

/// Filler that plain mode sends where sealed mode sends a key.
pub const FILLER: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
/// [`FILLER`] in PLAIN text form.
pub const FILLER_PLAIN: &str = "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=";

impl Recipe {
    /// A new random text by this recipe.
    ///
    /// # Errors
    /// As [`text`].
    pub fn draw(&self, source: &dyn Entropy) -> Result<Text, CryptoError> {
        text(source, self.length, self.alphabet)
    }
}

/// A random text: each character independently, each letter equally probable.
///
/// # Errors
/// [`CryptoError::RandomFailed`] if the source fails or is plainly broken, or for an alphabet of no or more than 256
/// letters.
pub fn text(source: &dyn Entropy, length: usize, alphabet: &[u8]) -> Result<Text, CryptoError> {
    if !(1..=256).contains(&alphabet.len()) {
        return Err(CryptoError::RandomFailed);
    }
    // Bytes from here on are thrown away: with them the first letters would be more probable than the others.
    let fair = 256 / alphabet.len() * alphabet.len();
    // ExternalBytes for all from the start, so that no copy stays behind.
    let mut out = String::with_capacity(length);
    let mut drawn = Zeroizing::new([0; 128]);
    let mut wanted = length;
    while wanted > 0 {
        bytes(source, &mut *drawn)?;
        let before = wanted;
        for &byte in drawn.iter().filter(|&&byte| usize::from(byte) < fair).take(wanted) {
            out.push(char::from(alphabet[usize::from(byte) % alphabet.len()]));
            wanted -= 1;
        }
        // At least half of all bytes are fair, so this is a chance of 2^-128.
        if wanted == before {
            return Err(CryptoError::RandomFailed);
        }
    }
    Ok(Text::from(out))
}

/// A salt for an envelope.
///
/// # Errors
/// As [`bytes`].
pub fn salt(source: &dyn Entropy) -> Result<Salt, CryptoError> {
    let mut salt = [0; 8];
    bytes(source, &mut salt)?;
    Ok(salt)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod tests {
    use super::*;
    use passwork_values::plain_form;
    use proptest::prelude::*;
    use std::cell::Cell;

    /// SplitMix64: not for secrets, but even, and the same in every run.
    pub(crate) struct Deterministic(Cell<u64>);

    impl Deterministic {
        pub(crate) fn new(seed: u64) -> Self {
            Self(Cell::new(seed))
        }
    }

    impl Entropy for Deterministic {
        fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
            for chunk in out.chunks_mut(8) {
                let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
                self.0.set(state);
                let mut z = state;
                z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
                chunk.copy_from_slice(&(z ^ z >> 31).to_be_bytes()[..chunk.len()]);
            }
            Ok(())
        }
    }

    struct Constant(u8);

    impl Entropy for Constant {
        fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
            out.fill(self.0);
            Ok(())
        }
    }

    struct Broken;

    impl Entropy for Broken {
        fn fill(&self, _: &mut [u8]) -> Result<(), CryptoError> {
            Err(CryptoError::RandomFailed)
        }
    }

    #[test]
    fn recipes() {
        assert_eq!((PASSWORD_KEY.alphabet.len(), ALPHANUMERIC.len()), (68, 62));
        assert_eq!(plain_form::encode(&Text::from(FILLER)), FILLER_PLAIN);
        let source = Deterministic::new(1);
        for recipe in [PASSWORD_KEY, ATTACHMENT_KEY, VAULT_PASSWORD, VAULT_SALT, LINK_SECRET] {
            let drawn = recipe.draw(&source).unwrap();
            let drawn = drawn.as_utf8().unwrap();
            assert_eq!(drawn.len(), recipe.length);
            assert!(drawn.bytes().all(|byte| recipe.alphabet.contains(&byte)));
        }
    }

    /// χ² over 680 000 (620 000) letters. With 67 (61) degrees of freedom, 140 is exceeded once in more than a million
    /// times; taking bytes modulo the alphabet instead gives tens of thousands.
    #[test]
    fn letters_are_evenly_distributed() {
        for alphabet in [WITH_SIGNS, ALPHANUMERIC] {
            let length = alphabet.len() * 10_000;
            let drawn = text(&Deterministic::new(7), length, alphabet).unwrap();
            let mut counts = [0u32; 256];
            drawn.as_utf8().unwrap().bytes().for_each(|byte| counts[usize::from(byte)] += 1);
            let chi2: f64 = alphabet
                .iter()
                .map(|&letter| (f64::from(counts[usize::from(letter)]) - 10_000.0).powi(2) / 10_000.0)
                .sum();
            assert!(chi2 < 140.0, "{chi2}");
            assert!(chi2 > 20.0, "{chi2}: too even to be random");
        }
    }

    /// Fills only a part, as a stub for arrays of one size does.
    struct Part(std::ops::Range<usize>, bool);

    impl Entropy for Part {
        fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
            let part = self.0.start.min(out.len())..self.0.end.min(out.len());
            let Part(_, random) = self;
            if *random { Deterministic::new(5).fill(&mut out[part]) } else { Constant(9).fill(&mut out[part]) }
        }
    }

    #[test]
    fn what_is_plainly_not_random_is_refused() {
        let recipe = |source: &dyn Entropy| PASSWORD_KEY.draw(source).map(|_| ());
        for value in 0..=255 {
            assert_eq!(salt(&Constant(value)), Err(CryptoError::RandomFailed), "{value}");
            assert_eq!(recipe(&Constant(value)), Err(CryptoError::RandomFailed), "{value}");
        }
        for part in [0..0, 0..1, 0..64, 0..120, 8..128, 64..128] {
            assert_eq!(recipe(&Part(part.clone(), true)), Err(CryptoError::RandomFailed), "{part:?} is filled");
        }
        assert_eq!(salt(&Part(0..0, true)), Err(CryptoError::RandomFailed));
        for part in [0..8, 3..11, 100..108, 120..128, 0..128] {
            assert_eq!(recipe(&Part(part.clone(), false)), Err(CryptoError::RandomFailed), "{part:?} is all the same");
        }
        assert!(recipe(&Part(0..128, true)).is_ok());
        assert!(salt(&Part(0..8, true)).is_ok());
    }

    /// Seven equal bytes are rare, and random.
    #[test]
    fn chance_is_left_some_room() {
        struct Same(usize);
        impl Entropy for Same {
            fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
                Deterministic::new(5).fill(out)?;
                out[3..3 + self.0].fill(77);
                Ok(())
            }
        }
        let drawn = |count: usize| bytes(&Same(count), &mut [0; 16]);
        assert_eq!((drawn(7), drawn(8)), (Ok(()), Err(CryptoError::RandomFailed)));
        assert_eq!(bytes(&Constant(1), &mut [0; 7]), Ok(()));
        assert_eq!(bytes(&Broken, &mut []), Err(CryptoError::RandomFailed));
    }

    #[test]
    fn broken_sources_end_in_an_error() {
        assert_eq!(PASSWORD_KEY.draw(&Broken), Err(CryptoError::RandomFailed));
        assert_eq!(salt(&Broken), Err(CryptoError::RandomFailed));
        assert_eq!(PASSWORD_KEY.draw(&Constant(255)), Err(CryptoError::RandomFailed));
        assert_eq!(text(&Constant(0), 3, b""), Err(CryptoError::RandomFailed));
        assert_eq!(text(&Constant(0), 3, &[b'a'; 257]), Err(CryptoError::RandomFailed));
        assert_eq!(text(&Broken, 0, b"a"), Ok(Text::from("")));
    }

    proptest! {
        #[test]
        fn only_letters_of_the_alphabet(
            seed: u64,
            length in 0usize..300,
            alphabet in prop::collection::btree_set(0u8..128, 1..100),
        ) {
            let alphabet: Vec<u8> = alphabet.into_iter().collect();
            let drawn = text(&Deterministic::new(seed), length, &alphabet).unwrap();
            let drawn = drawn.as_utf8().unwrap();
            prop_assert_eq!(drawn.len(), length);
            prop_assert!(drawn.bytes().all(|byte| alphabet.contains(&byte)));
        }
    }
}
