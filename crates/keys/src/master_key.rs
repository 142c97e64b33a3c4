//! The master key from the option string of the server (§5.5).

use super::pbkdf2::{Digest, MAX_BYTES};
use passwork_values::text::Text;
use passwork_values::{CryptoError, base64};

/// Rule by which the master key comes from the master password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MasterKeyRule {
    /// The master password is the master key.
    AsItIs,
    /// PBKDF2, then base64.
    Pbkdf2 {
        /// The digest under the HMAC.
        digest: Digest,
        /// Rounds, 1 or more; for all blocks of the key together [`MOST_ROUNDS`] at most.
        iterations: u32,
        /// Length of the derived key in bytes, [`FEWEST_BYTES`] to [`MAX_BYTES`].
        bytes: usize,
        /// The salt; its UTF-8 goes into the derivation.
        salt: Text,
    },
}

/// The shortest key that is derived (D43): AES of 128 bits. Servers ask for 64 bytes.
pub const FEWEST_BYTES: usize = 16;
/// The most rounds that are run for a key, all its blocks together (D43). Servers ask for 600 000, 300 000 for each of two.
pub const MOST_ROUNDS: u64 = 10_000_000;

const BAD_DIGEST: CryptoError = CryptoError::MasterKeyOptions("The master key options name an unknown digest");
const BAD_FIGURE: CryptoError =
    CryptoError::MasterKeyOptions("The master key options hold a figure that is not made of digits");
const NO_ROUNDS: CryptoError = CryptoError::MasterKeyOptions("The master key options ask for no iterations");
const TOO_MANY_ROUNDS: CryptoError = CryptoError::MasterKeyOptions(
    "The master key options ask for more than 10 million iterations, which is refused: check the host and the server",
);
const TOO_SHORT: CryptoError = CryptoError::MasterKeyOptions(
    "The master key options ask for a key of less than 16 bytes, which is refused: check the host and the server",
);
const TOO_LONG: CryptoError = CryptoError::MasterKeyOptions("The master key options ask for a key of more than 1 MiB");

/// Reads the option string. What it asks for is the server's choice, so its limits are ours (D43).
///
/// # Errors
/// [`CryptoError::BadMasterKeyOptions`] if the kind is `pbkdf` and the four parts are not there;
/// [`CryptoError::MasterKeyOptions`] if they are and one is unusable.
pub fn parse(options: &Text) -> Result<MasterKeyRule, CryptoError> {
    // Lone surrogates count as U+FFFD, and can only stand where that makes no difference or in the salt.
    let options = options.to_utf8_lossy();
    let line = options.split(['\n', '\r', '\u{2028}', '\u{2029}']).next().unwrap_or_default();
    let Some(("pbkdf", parts)) = line.split_once(':').filter(|(_, parts)| !parts.is_empty()) else {
        return Ok(MasterKeyRule::AsItIs);
    };
    // From the right, so that a colon too many is the digest's, never the salt's.
    let mut parts = parts.rsplitn(4, ':');
    let mut part = || parts.next().filter(|part| !part.is_empty()).ok_or(CryptoError::BadMasterKeyOptions);
    let (salt, bytes, iterations, digest) = (part()?, part()?, part()?, part()?);
    rule(digest, iterations, bytes, salt)
}

/// The rule of an option string whose salt may hold colons and line ends, and which is nothing but a derivation: on Passwork 7
/// no password is a key.
///
/// # Errors
/// As [`parse`], and [`CryptoError::BadMasterKeyOptions`] for any other kind.
pub fn parse_derivation(options: &Text) -> Result<MasterKeyRule, CryptoError> {
    let options = options.to_utf8_lossy();
    let parts = options.strip_prefix("pbkdf:").ok_or(CryptoError::BadMasterKeyOptions)?;
    let mut parts = parts.splitn(4, ':');
    let mut part = || parts.next().filter(|part| !part.is_empty()).ok_or(CryptoError::BadMasterKeyOptions);
    let (digest, iterations, bytes, salt) = (part()?, part()?, part()?, part()?);
    rule(digest, iterations, bytes, salt)
}

fn rule(digest: &str, iterations: &str, bytes: &str, salt: &str) -> Result<MasterKeyRule, CryptoError> {
    let digest = Digest::from_name(digest).ok_or(BAD_DIGEST)?;
    let (iterations, bytes) = (figure(iterations)?, figure(bytes)?);
    if bytes < FEWEST_BYTES as u64 {
        return Err(TOO_SHORT);
    }
    let bytes = usize::try_from(bytes).ok().filter(|&bytes| bytes <= MAX_BYTES).ok_or(TOO_LONG)?;
    let blocks = bytes.div_ceil(digest.size()) as u64;
    if iterations == 0 {
        return Err(NO_ROUNDS);
    }
    let iterations = u32::try_from(iterations)
        .ok()
        .filter(|&iterations| u64::from(iterations) * blocks <= MOST_ROUNDS)
        .ok_or(TOO_MANY_ROUNDS)?;
    Ok(MasterKeyRule::Pbkdf2 { digest, iterations, bytes, salt: Text::from(salt) })
}

/// Reads a number of ASCII digits and of nothing else (D43). The original's `parseInt` reads `1e3` as one round.
fn figure(text: &str) -> Result<u64, CryptoError> {
    text.bytes().try_fold(0u64, |value, byte| {
        if !byte.is_ascii_digit() {
            return Err(BAD_FIGURE);
        }
        Ok(value.saturating_mul(10).saturating_add(u64::from(byte - b'0')))
    })
}

/// The master key from derived bytes: standard base64 (§5.5 step 4).
pub fn to_master_key(derived: &[u8]) -> Text {
    Text::from(base64::encode(derived))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rule(digest: Digest, iterations: u32, bytes: usize, salt: &str) -> Result<MasterKeyRule, CryptoError> {
        Ok(MasterKeyRule::Pbkdf2 { digest, iterations, bytes, salt: Text::from(salt) })
    }

    fn parsed(options: &str) -> Result<MasterKeyRule, CryptoError> {
        parse(&Text::from(options))
    }

    #[test]
    fn other_kinds_leave_the_password_as_it_is() {
        let others = [
            "",
            "pbkdf",
            "pbkdf:",
            ":",
            ":x",
            "PBKDF:sha256:1:16:s",
            " pbkdf:a",
            "scrypt:1:2:3:4",
            "\npbkdf:x",
            "pbkdf:\nx",
        ];
        for options in others {
            assert_eq!(parsed(options), Ok(MasterKeyRule::AsItIs), "{options:?}");
        }
    }

    #[test]
    fn four_parts_or_none() {
        assert_eq!(CryptoError::BadMasterKeyOptions.to_string(), "Could not parse a hash");
        for options in [
            "pbkdf:x",
            "pbkdf::",
            "pbkdf:a:1:16",
            "pbkdf:sha1:1:16:",
            "pbkdf::1:16:s",
            "pbkdf:sha1::16:s",
            "pbkdf:a:1:16\n:s",
        ] {
            assert_eq!(parsed(options), Err(CryptoError::BadMasterKeyOptions), "{options:?}");
        }
        assert_eq!(parsed("pbkdf:x:sha1:1:16:s"), Err(BAD_DIGEST));
        assert_eq!(parsed("pbkdf:sha1:1:16:s:t"), Err(BAD_DIGEST));
        assert_eq!(parsed("pbkdf:sha256:300000:64: s "), rule(Digest::Sha256, 300_000, 64, " s "));
    }

    #[test]
    fn figures_are_plain_digits() {
        assert_eq!(parsed("pbkdf:sha1:1000:20:s"), rule(Digest::Sha1, 1000, 20, "s"));
        assert_eq!(parsed("pbkdf:sha1:0001000:020:s"), rule(Digest::Sha1, 1000, 20, "s"));
        for figure in [
            " 64",
            "64 ",
            "\t64",
            "\u{FEFF}64",
            "+64",
            "-64",
            "-0",
            "0x40",
            "6_4",
            "64.",
            "64.0",
            "1e3",
            "64x",
            "x",
            "１２",
            "٦٤",
            "६४",
            "𝟔𝟒",
            "⁶⁴",
            "６４",
            "ⅬⅩⅣ",
            "NaN",
            "Infinity",
            "64n",
            "0b1000000",
            "\u{0}64",
            "\u{FFFD}",
        ] {
            assert_eq!(parsed(&format!("pbkdf:sha1:{figure}:64:s")), Err(BAD_FIGURE), "{figure:?} iterations");
            assert_eq!(parsed(&format!("pbkdf:sha1:64:{figure}:s")), Err(BAD_FIGURE), "{figure:?} bytes");
        }
        let lone: Vec<u16> = "pbkdf:sha1:6".encode_utf16().chain([0xD800]).chain(":64:s".encode_utf16()).collect();
        assert_eq!(parse(&Text::from_units(&lone)), Err(BAD_FIGURE));
    }

    #[test]
    fn a_key_has_sixteen_bytes_at_least_and_a_mebibyte_at_most() {
        for bytes in ["0", "00", "1", "8", "15"] {
            assert_eq!(parsed(&format!("pbkdf:sha256:1000:{bytes}:s")), Err(TOO_SHORT), "{bytes}");
        }
        assert_eq!(parsed("pbkdf:sha256:1000:16:s"), rule(Digest::Sha256, 1000, 16, "s"));
        assert_eq!(parsed("pbkdf:sha512:1:1048576:s"), rule(Digest::Sha512, 1, 1 << 20, "s"));
        for bytes in ["1048577", "4294967296", "4294967312", "18446744073709551616", "18446744073709551632"] {
            assert_eq!(parsed(&format!("pbkdf:sha512:1:{bytes}:s")), Err(TOO_LONG), "{bytes}");
        }
    }

    /// Ten million rounds for all blocks together, whatever the digest; numbers beyond 2³² and 2⁶⁴ do not wrap.
    #[test]
    fn rounds_have_a_limit() {
        for (digest, size) in [
            ("md5", 16),
            ("ripemd160", 20),
            ("sha1", 20),
            ("sha224", 28),
            ("sha256", 32),
            ("sha384", 48),
            ("sha512", 64),
        ] {
            for blocks in [1u32, 2, 3, 4, 100] {
                let bytes = (blocks as usize * size).max(FEWEST_BYTES);
                let most = 10_000_000 / blocks;
                let at = |rounds: u32, bytes: usize| parsed(&format!("pbkdf:{digest}:{rounds}:{bytes}:s"));
                assert!(at(most, bytes).is_ok(), "{digest} {blocks}");
                assert_eq!(at(most + 1, bytes), Err(TOO_MANY_ROUNDS), "{digest} {blocks}");
                assert_eq!(at(most, bytes + 1), Err(TOO_MANY_ROUNDS), "{digest} {blocks}: a byte in one block more");
            }
        }
        for rounds in
            ["2147483648", "4294967295", "4294967296", "4294968296", "18446744073709551616", "99999999999999999999999"]
        {
            assert_eq!(parsed(&format!("pbkdf:sha256:{rounds}:64:s")), Err(TOO_MANY_ROUNDS), "{rounds}");
        }
        for none in ["0", "000"] {
            assert_eq!(parsed(&format!("pbkdf:sha256:{none}:64:s")), Err(NO_ROUNDS));
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(units: Vec<u16>, text in "pbkdf:[a-z0-9: \n-]{0,30}") {
            let _ = parse(&Text::from_units(&units));
            let _ = parsed(&text);
        }

        #[test]
        fn what_is_taken_is_within_the_limits(
            digest in "sha(1|256|512)|md5", rounds in 0u64..20_000_000, bytes in 0u64..3000,
        ) {
            if let Ok(MasterKeyRule::Pbkdf2 { digest, iterations, bytes, .. }) =
                parsed(&format!("pbkdf:{digest}:{rounds}:{bytes}:s"))
            {
                prop_assert_eq!(u64::from(iterations), rounds);
                prop_assert!(iterations > 0 && bytes >= 16);
                prop_assert!(rounds * bytes.div_ceil(digest.size()) as u64 <= 10_000_000);
            }
        }
    }
}
