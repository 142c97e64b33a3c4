//! Random texts and salts (§5.4). The random bytes come from the platform, through [`Entropy`].

use passwork_values::CryptoError;
use passwork_values::envelope::Salt;
use passwork_values::text::Text;
use zeroize::Zeroizing;

/// A cryptographic source of random bytes.
pub trait Entropy {
    /// Fills all of `out`.
    ///
    /// # Errors
    /// [`CryptoError::RandomFailed`] if there are none to be had.
    fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError>;
}

/// How long a random text is, and of which letters.
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

/// What plain mode sends where sealed mode sends a key.
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
    // Room for all from the start, so that no copy stays behind.
    let mut out = String::with_capacity(length);
    let mut bytes = Zeroizing::new([0; 128]);
    let mut wanted = length;
    while wanted > 0 {
        source.fill(&mut *bytes)?;
        let before = wanted;
        for &byte in bytes.iter().filter(|&&byte| usize::from(byte) < fair).take(wanted) {
            out.push(char::from(alphabet[usize::from(byte) % alphabet.len()]));
            wanted -= 1;
        }
        // At least half of all bytes are fair, so this is a chance of 2^-128, or a source that always says the same.
        if wanted == before {
            return Err(CryptoError::RandomFailed);
        }
    }
    Ok(Text::from(out))
}

/// A salt for an envelope.
///
/// # Errors
/// [`CryptoError::RandomFailed`] if the source fails.
pub fn salt(source: &dyn Entropy) -> Result<Salt, CryptoError> {
    let mut salt = [0; 8];
    source.fill(&mut salt)?;
    Ok(salt)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use passwork_values::plain_text;
    use proptest::prelude::*;
    use std::cell::Cell;

    /// SplitMix64: not for secrets, but even, and the same in every run.
    struct Deterministic(Cell<u64>);

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
        assert_eq!(plain_text::encode(&Text::from(FILLER)), FILLER_PLAIN);
        let source = Deterministic(Cell::new(1));
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
            let drawn = text(&Deterministic(Cell::new(7)), length, alphabet).unwrap();
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
            let drawn = text(&Deterministic(Cell::new(seed)), length, &alphabet).unwrap();
            let drawn = drawn.as_utf8().unwrap();
            prop_assert_eq!(drawn.len(), length);
            prop_assert!(drawn.bytes().all(|byte| alphabet.contains(&byte)));
        }
    }
}
