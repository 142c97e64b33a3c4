//! The bytes of an attachment from what is stored, at once (§5.9). How large ones are sealed and opened piece by piece is
//! the core's business.

use super::{CryptoError, Key, attachment_hash, base64, openssl_enc, plain_form};
use crate::text::Text;

/// The greatest length of a file in bytes: 5 MiB.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// Refuses a file that is too long.
///
/// # Errors
/// [`CryptoError::TooBig`] above [`MAX_BYTES`].
pub fn check_size(bytes: usize) -> Result<(), CryptoError> {
    if bytes > MAX_BYTES { Err(CryptoError::TooBig) } else { Ok(()) }
}

/// The bytes of a file from `encryptedData` and the stored hash. `file_key` is the opened key in sealed mode, `None` in
/// plain mode.
///
/// # Errors
/// [`CryptoError::CannotOpen`] or [`CryptoError::NoUtf8`] as [`openssl_enc::open_text`];
/// [`CryptoError::AttachmentHash`] if what was in the envelope is no base64 or does not match the hash.
pub fn open(encrypted_data: &Text, hash: &Text, file_key: Option<&Key>) -> Result<Vec<u8>, CryptoError> {
    let base64 = match file_key {
        Some(key) => openssl_enc::open_text(encrypted_data, key)?,
        None => plain_form::decode(encrypted_data),
    };
    base64
        .as_utf8()
        .and_then(|text| base64::decode_forgiving(text.as_bytes()))
        .filter(|bytes| attachment_hash::accepts(hash, bytes))
        .ok_or(CryptoError::AttachmentHash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_mebibytes_exactly_are_allowed() {
        assert_eq!(check_size(5_242_880), Ok(()));
        assert_eq!(check_size(5_242_881), Err(CryptoError::TooBig));
    }

    #[test]
    fn what_is_no_base64_has_no_right_hash() {
        for text in ["A", "é", "A=A="] {
            let stored = Text::from(plain_form::encode(&Text::from(text)));
            assert_eq!(open(&stored, &Text::from(""), None), Err(CryptoError::AttachmentHash));
        }
    }
}
