//! TOTP codes (RFC 6238): with what API v4 fixes, SHA-1, 30 seconds, six digits (§5.11), or as an [`otpauth`](crate::otpauth)
//! address says, which Passwork 7 stores too.

use hmac::{EagerHash, Hmac, KeyInit, Mac};
use passwork_values::text::Text;
use passwork_values::{CryptoError, stack};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

/// True if the text may be stored as the value of a field of type `totp`: one or more groups of eight characters from
/// `A–Z a–z 2–7 =`. Loose (`========` passes) and strict (other lengths do not) just as the servers' other clients.
pub fn is_valid_secret(secret: &Text) -> bool {
    let allowed = |byte: &u8| matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'2'..=b'7' | b'=');
    secret
        .as_utf8()
        .is_some_and(|text| !text.is_empty() && text.len().is_multiple_of(8) && text.bytes().all(|byte| allowed(&byte)))
}

/// How a bare secret is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As API v4 has it (§5.11): base32 and nothing else; what makes no byte, even no text at all, is the empty key.
    Exact,
    /// As people type it: with white space too. The empty key is none.
    Typed,
}

/// The hash under a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-1, nearly always.
    Sha1,
    /// SHA-256: `algorithm=SHA256`.
    Sha256,
    /// SHA-512: `algorithm=SHA512`.
    Sha512,
}

/// A secret, and how codes are made of it.
pub struct Totp {
    /// The secret.
    pub key: Zeroizing<Vec<u8>>,
    /// The hash.
    pub algorithm: Algorithm,
    /// Lifetime of a code, in seconds.
    pub period: u64,
    /// Number of digits of a code.
    pub digits: usize,
}

impl Totp {
    /// Reads a bare secret: either case, padding or none.
    ///
    /// # Errors
    /// [`CryptoError::BadTotpSecret`] if it is not RFC 4648 base32 in that spelling.
    pub fn of_secret(secret: &str, spelling: Spelling) -> Result<Self, CryptoError> {
        let is_typed = spelling == Spelling::Typed;
        let key = base32(secret, is_typed)?;
        if is_typed && key.is_empty() {
            return Err(CryptoError::BadTotpSecret);
        }
        Ok(Self { key, algorithm: Algorithm::Sha1, period: 30, digits: 6 })
    }

    /// The digits at a time in milliseconds since 1970, rounded down to whole seconds (D25), with leading zeros (D27).
    /// Times before 1970 and what is no number count as 1970.
    pub fn code(&self, milliseconds: f64) -> Result<String, CryptoError> {
        let steps = steps(milliseconds, self.period);
        match self.algorithm {
            Algorithm::Sha1 => code_by::<Sha1>(&self.key, steps, self.digits),
            Algorithm::Sha256 => code_by::<Sha256>(&self.key, steps, self.digits),
            Algorithm::Sha512 => code_by::<Sha512>(&self.key, steps, self.digits),
        }
    }
}

/// Number of periods that have passed. The conversion takes NaN and negative numbers to 0.
fn steps(milliseconds: f64, period: u64) -> u64 {
    (milliseconds / 1000.0).floor() as u64 / period
}

/// Bytes below its caller in which [`mac_code`] leaves copies of the secret: the block that `hmac` makes of it goes from hand to hand.
const LEFT_BELOW: usize = 4096;

fn code_by<H: EagerHash>(key: &[u8], steps: u64, digits: usize) -> Result<String, CryptoError>
where
    Hmac<H>: KeyInit + Mac,
{
    let code = mac_code::<H>(key, steps, digits);
    stack::scrub::<LEFT_BELOW>();
    code
}

/// RFC 4226: four bytes of the MAC, from where its last four bits say.
#[inline(never)]
fn mac_code<H: EagerHash>(key: &[u8], steps: u64, digits: usize) -> Result<String, CryptoError>
where
    Hmac<H>: KeyInit + Mac,
{
    let mut mac = <Hmac<H> as KeyInit>::new_from_slice(key).map_err(|_| CryptoError::BadTotpSecret)?;
    mac.update(&steps.to_be_bytes());
    let mac = mac.finalize().into_bytes();
    let offset = mac.last().map_or(0, |last| usize::from(last & 15));
    let mut word = [0; 4];
    word.copy_from_slice(&mac[offset..offset + 4]);
    let number = u64::from(u32::from_be_bytes(word) & 0x7FFF_FFFF) % 10u64.pow(digits as u32);
    Ok(format!("{number:0digits$}"))
}

/// RFC 4648 base32; bits that make no whole byte are dropped, so one character is the empty key.
fn base32(text: &str, skips_blanks: bool) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let is_blank = |letter: char| skips_blanks && letter.is_whitespace();
    let text = text.trim_end_matches(|letter| letter == '=' || is_blank(letter));
    let mut key = Zeroizing::new(Vec::with_capacity(text.len() / 8 * 5 + 5));
    let (mut acc, mut bits) = (0u32, 0);
    for letter in text.chars() {
        let value = match letter {
            'A'..='Z' => letter as u32 - 'A' as u32,
            'a'..='z' => letter as u32 - 'a' as u32,
            '2'..='7' => letter as u32 - '2' as u32 + 26,
            // To JavaScript these are lower case of I and S.
            'ı' => 8,
            'ſ' => 18,
            _ if is_blank(letter) => continue,
            _ => return Err(CryptoError::BadTotpSecret),
        };
        acc = acc << 5 | value;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            key.push((acc >> bits) as u8);
        }
    }
    Ok(key)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(secret: &str, milliseconds: f64) -> Result<String, CryptoError> {
        Totp::of_secret(secret, Spelling::Exact)?.code(milliseconds)
    }

    /// RFC 6238 appendix B (SHA-1), the last six of its eight digits.
    #[test]
    fn rfc_6238() {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        for (seconds, digits) in [
            (59.0, "287082"),
            (1_111_111_109.0, "081804"),
            (1_111_111_111.0, "050471"),
            (1_234_567_890.0, "005924"),
            (2_000_000_000.0, "279037"),
            (20_000_000_000.0, "353130"),
        ] {
            assert_eq!(code(secret, seconds * 1000.0).unwrap(), digits);
        }
    }

    #[test]
    fn odd_times_are_times() {
        let at = |milliseconds| code("JBSWY3DP", milliseconds).unwrap();
        assert_eq!(at(29_999.9), at(0.0));
        for milliseconds in [f64::NAN, -1.0, f64::NEG_INFINITY] {
            assert_eq!(at(milliseconds), at(0.0));
        }
        assert_eq!(at(f64::INFINITY).len(), 6);
    }

    #[test]
    fn secrets() {
        let read = |secret, spelling| Totp::of_secret(secret, spelling).map(|totp| totp.key.to_vec());
        let both = [Spelling::Exact, Spelling::Typed];
        let is_refused = |secret, spelling| {
            let error = read(secret, spelling).unwrap_err();
            assert_eq!(error.to_string(), "Invalid base32 character in key", "{secret:?} {spelling:?}");
        };
        let hello = b"Hello".to_vec();
        for same in ["JBSWY3DP", "jbswy3dp", "JBSWY3DP====", "JbSwY3dP="] {
            both.iter().for_each(|spelling| assert_eq!(read(same, *spelling), Ok(hello.clone()), "{same}"));
        }
        for blank in ["JBSW Y3DP", " JBSWY3DP", "JBSWY3DP\n", "\u{a0}J\tBSWY3DP= =\r\n="] {
            assert_eq!(read(blank, Spelling::Typed), Ok(hello.clone()), "{blank}");
            is_refused(blank, Spelling::Exact);
        }
        for empty in ["", "=", "A", "A=======", "========"] {
            assert_eq!(read(empty, Spelling::Exact), Ok(Vec::new()), "{empty}");
            is_refused(empty, Spelling::Typed);
        }
        for bad in ["11111111", "A=A", "A= A", "é", "ß"] {
            both.iter().for_each(|spelling| is_refused(bad, *spelling));
        }
        assert!(read("ıſ", Spelling::Exact).is_ok());
        assert!(is_valid_secret(&Text::from("=A=234567"[..8].to_owned())));
        assert!(!is_valid_secret(&Text::from("éééé")));
    }

    proptest! {
        #[test]
        fn nothing_panics_and_codes_have_six_digits(units: Vec<u16>, secret in "[A-Za-z2-7]{0,40}=*", milliseconds: f64) {
            let any = Text::from_units(&units);
            is_valid_secret(&any);
            let _ = code(&any.to_utf8_lossy(), milliseconds);
            let digits = code(&secret, milliseconds).unwrap();
            prop_assert!(digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}
