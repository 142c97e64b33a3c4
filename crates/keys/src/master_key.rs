//! The master key from the option string of the server (§5.5).

use super::pbkdf2::{self, Digest};
use passwork_values::text::Text;
use passwork_values::{CryptoError, base64};
use zeroize::Zeroizing;

/// How the master key comes from the master password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MasterKeyRule {
    /// The master password is the master key.
    AsItIs,
    /// PBKDF2, then base64.
    Pbkdf2 {
        /// The digest under the HMAC.
        digest: Digest,
        /// Rounds, 1 to 2 147 483 647.
        iterations: u32,
        /// Length of the derived key in bytes, 0 to [`pbkdf2::MAX_BYTES`].
        bytes: usize,
        /// The salt; its UTF-8 goes into the derivation.
        salt: Text,
    },
}

const BAD_DIGEST: CryptoError = CryptoError::MasterKeyOptions("The master key options name an unknown digest");
const BAD_ITERATIONS: CryptoError =
    CryptoError::MasterKeyOptions("The master key options have an unusable number of iterations");
const BAD_BYTES: CryptoError = CryptoError::MasterKeyOptions("The master key options have an unusable key length");

/// Reads the option string.
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
    Ok(MasterKeyRule::Pbkdf2 {
        digest: Digest::from_name(digest).ok_or(BAD_DIGEST)?,
        iterations: parse_int(iterations)
            .and_then(|n| u32::try_from(n).ok())
            .filter(|n| (1..=0x7FFF_FFFF).contains(n))
            .ok_or(BAD_ITERATIONS)?,
        bytes: parse_int(bytes)
            .and_then(|n| usize::try_from(n).ok())
            .filter(|&n| n <= pbkdf2::MAX_BYTES)
            .ok_or(BAD_BYTES)?,
        salt: Text::from(salt),
    })
}

/// JavaScript's `parseInt(text, 10)`: white space, a sign, digits, and no look at what follows. `None` for NaN.
fn parse_int(text: &str) -> Option<i64> {
    // JavaScript takes U+FEFF for white space and U+0085 not, Rust the other way round.
    let text = text.trim_start_matches(|c: char| c == '\u{FEFF}' || (c.is_whitespace() && c != '\u{85}'));
    let (negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    let mut value = None;
    for digit in digits.iter().take_while(|byte| byte.is_ascii_digit()) {
        value = Some(value.unwrap_or(0i64).saturating_mul(10).saturating_add(i64::from(digit - b'0')));
    }
    value.map(|value| if negative { -value } else { value })
}

/// The master key from derived bytes: standard base64 (§5.5 step 4).
pub fn to_master_key(derived: &[u8]) -> Text {
    Text::from(base64::encode(derived))
}

/// The master key for a master password. Takes as long as the server wants: about 0.1 to 1 second for the usual
/// 300 000 rounds, so callers with a faster engine use [`to_master_key`] on its result.
///
/// # Errors
/// [`CryptoError::MasterKeyOptions`] if the rule asks for an impossible derivation; [`parse`] makes none such.
pub fn derive(rule: &MasterKeyRule, password: &Text) -> Result<Text, CryptoError> {
    match rule {
        MasterKeyRule::AsItIs => Ok(password.clone()),
        MasterKeyRule::Pbkdf2 { digest, iterations, bytes, salt } => {
            let (password, salt): (Zeroizing<String>, _) = (password.to_utf8_lossy(), salt.to_utf8_lossy());
            let derived = pbkdf2::derive(password.as_bytes(), salt.as_bytes(), *digest, *iterations, *bytes)?;
            Ok(to_master_key(&derived))
        }
    }
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
            "PBKDF:sha256:1:1:s",
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
            "pbkdf:a:1:1",
            "pbkdf:sha1:1:1:",
            "pbkdf::1:1:s",
            "pbkdf:sha1::1:s",
            "pbkdf:a:1:1\n:s",
        ] {
            assert_eq!(parsed(options), Err(CryptoError::BadMasterKeyOptions), "{options:?}");
        }
        assert_eq!(parsed("pbkdf:x:sha1:1:1:s"), Err(BAD_DIGEST));
        assert_eq!(parsed("pbkdf:sha1:1:1:s:t"), Err(BAD_DIGEST));
        assert_eq!(parsed("pbkdf:sha256:300000:64: s "), rule(Digest::Sha256, 300_000, 64, " s "));
    }

    #[test]
    fn numbers_are_read_as_parse_int_does() {
        for (text, value) in
            [("12", 12), ("\t\u{FEFF} 12", 12), ("+7x", 7), ("1e3", 1), ("0x10", 0), ("-0", 0), ("-5", -5), ("٣", -1)]
        {
            assert_eq!(parse_int(text).unwrap_or(-1), value, "{text:?}");
        }
        for text in ["", " ", "x1", "+-1", "\u{85}1", "--1"] {
            assert_eq!(parse_int(text), None, "{text:?}");
        }
        assert_eq!(parse_int("99999999999999999999999"), Some(i64::MAX));
        for iterations in ["0", "-1", "2147483648", "x", "99999999999999999999999"] {
            assert_eq!(parsed(&format!("pbkdf:sha1:{iterations}:1:s")), Err(BAD_ITERATIONS));
        }
        for bytes in ["-1", "x", "1048577", "99999999999999999999999"] {
            assert_eq!(parsed(&format!("pbkdf:sha1:1:{bytes}:s")), Err(BAD_BYTES));
        }
        assert_eq!(parsed("pbkdf:sha1:2147483647:-0:s"), rule(Digest::Sha1, 2_147_483_647, 0, "s"));
    }

    #[test]
    fn lone_surrogates_count_as_the_replacement_character() {
        let key = |password: &[u16], salt: &[u16]| {
            let mut options: Vec<u16> = "pbkdf:sha256:1:16:".encode_utf16().collect();
            options.extend_from_slice(salt);
            derive(&parse(&Text::from_units(&options)).unwrap(), &Text::from_units(password)).unwrap()
        };
        assert_eq!(key(&[0x61, 0xD800], &[0xDC00]), key(&[0x61, 0xFFFD], &[0xFFFD]));
    }

    proptest! {
        #[test]
        fn nothing_panics(units: Vec<u16>, text in "pbkdf:[a-z0-9: \n-]{0,30}") {
            let _ = parse(&Text::from_units(&units));
            let _ = parsed(&text);
        }
    }
}
