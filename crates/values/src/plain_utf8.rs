//! The text form of values on servers of Passwork 7 without client-side encryption: standard base64 of the UTF-8 text. (API v4
//! has another, [`plain_form`](crate::plain_form).)

use crate::CryptoError;
use crate::base64;
use crate::openssl_enc::text_of_plain;
use crate::text::Text;
use zeroize::Zeroizing;

/// The text as it is stored.
///
/// # Errors
/// [`CryptoError::NoUtf8`] if it has a lone surrogate.
pub fn encode(text: &Text) -> Result<String, CryptoError> {
    text.as_utf8().map(|utf8| base64::encode(utf8.as_bytes())).ok_or(CryptoError::NoUtf8)
}

/// The text that was stored.
///
/// # Errors
/// [`CryptoError::CannotOpen`] for what is no base64 of UTF-8: a damaged value is never a text.
pub fn decode(stored: &Text) -> Result<Text, CryptoError> {
    let bytes = stored.as_utf8().and_then(|utf8| base64::decode_standard(utf8.as_bytes()));
    text_of_plain(Zeroizing::new(bytes.ok_or(CryptoError::CannotOpen)?))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn damaged_values_are_no_texts() {
        for damaged in ["!", "QQ", "QQ=", "Q", "/w==", "QUJD\n", " QUJD", "é"] {
            assert_eq!(decode(&Text::from(damaged)), Err(CryptoError::CannotOpen), "{damaged}");
        }
        assert_eq!(encode(&Text::from_units(&[0xD800])), Err(CryptoError::NoUtf8));
        assert_eq!(decode(&Text::from("")), Ok(Text::from("")));
    }

    proptest! {
        #[test]
        fn texts_come_back(text: String) {
            prop_assert_eq!(decode(&Text::from(encode(&Text::from(text.as_str())).unwrap())), Ok(Text::from(text)));
        }
    }
}
