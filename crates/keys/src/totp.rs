//! TOTP codes (RFC 6238) with what the protocol fixes: SHA-1, 30 seconds, six digits (§5.11).

use hmac::{Hmac, KeyInit, Mac};
use passwork_values::CryptoError;
use passwork_values::text::Text;
use sha1::Sha1;
use zeroize::Zeroizing;

/// True if the text may be stored as the value of a field of type `totp`: one or more groups of eight characters from
/// `A–Z a–z 2–7 =`. Loose (`========` passes) and strict (other lengths do not) just as the servers' other clients.
pub fn is_valid_secret(secret: &Text) -> bool {
    let allowed = |byte: &u8| matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'2'..=b'7' | b'=');
    secret
        .as_utf8()
        .is_some_and(|text| !text.is_empty() && text.len().is_multiple_of(8) && text.bytes().all(|byte| allowed(&byte)))
}

/// The six digits for a secret at a time in milliseconds since 1970, rounded down to whole seconds (D25), with
/// leading zeros (D27). Times before 1970 and what is no number count as 1970.
///
/// # Errors
/// [`CryptoError::BadTotpSecret`] if the secret, its trailing `=` taken off, is not RFC 4648 base32 of either case.
pub fn code(secret: &Text, milliseconds: f64) -> Result<String, CryptoError> {
    let key = base32(secret)?;
    // The conversion takes NaN and negative numbers to 0.
    let counter = (milliseconds / 1000.0).floor() as u64 / 30;
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).map_err(|_| CryptoError::BadTotpSecret)?;
    mac.update(&counter.to_be_bytes());
    let mac: [u8; 20] = mac.finalize().into_bytes().into();
    let offset = usize::from(mac[19] & 15);
    let mut word = [0; 4];
    word.copy_from_slice(&mac[offset..offset + 4]);
    Ok(format!("{:06}", (u32::from_be_bytes(word) & 0x7FFF_FFFF) % 1_000_000))
}

/// RFC 4648 base32; bits that make no whole byte are dropped, so one character is the empty key.
fn base32(secret: &Text) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let text = secret.as_utf8().ok_or(CryptoError::BadTotpSecret)?.trim_end_matches('=');
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

    /// RFC 6238 appendix B (SHA-1), the last six of its eight digits.
    #[test]
    fn rfc_6238() {
        let secret = Text::from("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for (seconds, digits) in [
            (59.0, "287082"),
            (1_111_111_109.0, "081804"),
            (1_111_111_111.0, "050471"),
            (1_234_567_890.0, "005924"),
            (2_000_000_000.0, "279037"),
            (20_000_000_000.0, "353130"),
        ] {
            assert_eq!(code(&secret, seconds * 1000.0).unwrap(), digits);
        }
    }

    #[test]
    fn odd_times_are_times() {
        let secret = Text::from("JBSWY3DP");
        let at = |milliseconds| code(&secret, milliseconds).unwrap();
        assert_eq!(at(29_999.9), at(0.0));
        for milliseconds in [f64::NAN, -1.0, f64::NEG_INFINITY] {
            assert_eq!(at(milliseconds), at(0.0));
        }
        assert_eq!(at(f64::INFINITY).len(), 6);
    }

    #[test]
    fn secrets() {
        for good in ["", "=", "A", "jbswy3dp====", "ıſ"] {
            assert!(code(&Text::from(good), 0.0).is_ok(), "{good}");
        }
        for bad in ["1", "A=A", " A", "A\n", "é", "ß"] {
            let error = code(&Text::from(bad), 0.0).unwrap_err();
            assert_eq!(error.to_string(), "Invalid base32 character in key");
        }
        assert!(is_valid_secret(&Text::from("=A=234567"[..8].to_owned())));
        assert!(!is_valid_secret(&Text::from("éééé")));
    }

    proptest! {
        #[test]
        fn nothing_panics_and_codes_have_six_digits(units: Vec<u16>, secret in "[A-Za-z2-7]{0,40}=*", milliseconds: f64) {
            let any = Text::from_units(&units);
            is_valid_secret(&any);
            let _ = code(&any, milliseconds);
            let digits = code(&Text::from(secret), milliseconds).unwrap();
            prop_assert!(digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}
