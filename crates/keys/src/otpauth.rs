//! Addresses `otpauth://totp/LABEL?secret=…`, as codes for scanning hold them: values of TOTP fields on Passwork 7.

use crate::totp::{Algorithm, Spelling, Totp};
use form_urlencoded::parse;
use passwork_values::CryptoError;
use passwork_values::text::Text;

const SCHEME: &str = "otpauth://";

/// Longest period, in seconds; no service changes codes less often than once a day.
const MAX_PERIOD: u64 = 86_400;

/// Reads the value of a TOTP field: an address, or a bare secret in that spelling.
///
/// # Errors
/// [`CryptoError::BadTotpSecret`] for anything else: another kind than `totp`, an address without a secret or with an
/// algorithm, a number of digits or a period that nobody uses, one of these said twice.
pub fn read(value: &Text, spelling: Spelling) -> Result<Totp, CryptoError> {
    let value = value.as_utf8().ok_or(CryptoError::BadTotpSecret)?;
    let text = value.trim();
    match text.get(..SCHEME.len()).filter(|start| start.eq_ignore_ascii_case(SCHEME)) {
        Some(_) => address(&text[SCHEME.len()..]).ok_or(CryptoError::BadTotpSecret),
        None => Totp::of_secret(value, spelling),
    }
}

fn address(rest: &str) -> Option<Totp> {
    let (path, query) = rest.split('#').next()?.split_once('?')?;
    let kind = path.split('/').next()?;
    if !kind.eq_ignore_ascii_case("totp") {
        return None;
    }
    let said = |sought: &str| -> Option<Option<String>> {
        let mut values = parse(query.as_bytes()).filter(|(name, _)| name.eq_ignore_ascii_case(sought));
        let value = values.next().map(|(_, value)| value.into_owned());
        values.next().is_none().then_some(value)
    };
    let mut totp = Totp::of_secret(&zeroize::Zeroizing::new(said("secret")??), Spelling::Typed).ok()?;
    if let Some(algorithm) = said("algorithm")? {
        totp.algorithm = match algorithm.to_ascii_uppercase().as_str() {
            "SHA1" => Algorithm::Sha1,
            "SHA256" => Algorithm::Sha256,
            "SHA512" => Algorithm::Sha512,
            _ => return None,
        };
    }
    if let Some(digits) = said("digits")? {
        totp.digits = digits.parse().ok().filter(|digits| (6..=8).contains(digits))?;
    }
    if let Some(period) = said("period")? {
        totp.period = period.parse().ok().filter(|period| (1..=MAX_PERIOD).contains(period))?;
    }
    Some(totp)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(value: &str, seconds: f64) -> Option<String> {
        read(&Text::from(value), Spelling::Typed).ok().map(|totp| totp.code(seconds * 1000.0).unwrap())
    }

    /// RFC 6238 appendix B: eight digits, the secret as long as the hash.
    #[test]
    fn rfc_6238() {
        let seed = "12345678901234567890123456789012345678901234567890123456789012345678";
        for (algorithm, length, at_59, at_20e9) in [
            ("SHA1", 20, "94287082", "65353130"),
            ("SHA256", 32, "46119246", "77737706"),
            ("sha512", 64, "90693936", "47863826"),
        ] {
            let secret = encoded(&seed.as_bytes()[..length]);
            let value = format!("otpauth://totp/x:y?digits=8&secret={secret}&algorithm={algorithm}&period=30&issuer=x");
            assert_eq!(code(&value, 59.0).as_deref(), Some(at_59));
            assert_eq!(code(&value, 20_000_000_000.0).as_deref(), Some(at_20e9));
        }
    }

    /// RFC 4648 base32 without padding.
    fn encoded(bytes: &[u8]) -> String {
        let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let value = |group: usize| (0..5).fold(0, |value, at| value << 1 | usize::from(bit(group * 5 + at)));
        (0..(bytes.len() * 8).div_ceil(5)).map(|group| char::from(letters[value(group)])).collect()
    }

    #[test]
    fn as_people_type_it() {
        let plain = code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59.0);
        assert_eq!(plain.as_deref(), Some("287082"));
        for same in [
            " gezd gnbv gy3t qojq gezd gnbv gy3t qojq\n",
            "otpauth://totp/?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
            "OTPAUTH://TOTP/a%20b?secret=gezd+gnbv%20gy3tqojqgezdgnbvgy3tqojq&digits=6&algorithm=sha1",
            "otpauth://totp/x?issuer=y&Secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ#end",
        ] {
            assert_eq!(code(same, 59.0), plain, "{same}");
        }
    }

    #[test]
    fn what_says_something_else() {
        let secret = "GEZDGNBVGY3TQOJQ";
        for odd in [
            "",
            " ",
            "=",
            "1",
            "é",
            "otpauth://totp/x",
            "otpauth://totp/x?secret=",
            "otpauth://totp?x=secret",
            &format!("otpauth://hotp/x?secret={secret}&counter=1"),
            &format!("otpauth://totp/x?secret={secret}&secret={secret}"),
            &format!("otpauth://totp/x?secret={secret}&algorithm=MD5"),
            &format!("otpauth://totp/x?secret={secret}&digits=5"),
            &format!("otpauth://totp/x?secret={secret}&digits=6&digits=8"),
            &format!("otpauth://totp/x?secret={secret}&period=0"),
            &format!("otpauth://totp/x?secret={secret}&period=-30"),
            &format!("otpauth:totp/x?secret={secret}"),
            &format!("https://totp/x?secret={secret}"),
        ] {
            assert_eq!(read(&Text::from(odd), Spelling::Typed).err(), Some(CryptoError::BadTotpSecret), "{odd}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(units: Vec<u16>, query in "[a-z0-9=&%+]{0,60}", milliseconds: f64) {
            let _ = read(&Text::from_units(&units), Spelling::Typed).map(|totp| totp.code(milliseconds));
            if let Ok(totp) = read(&Text::from(format!("otpauth://totp/x?secret=GEZDGNBV&{query}")), Spelling::Exact) {
                prop_assert_eq!(totp.code(milliseconds).unwrap().len(), totp.digits);
            }
        }
    }
}
