//! RSA decryption with PKCS#1 v1.5 padding (RFC 8017 §7.2.2), for the keys of inbox items (§5.12).
//!
//! c^d mod n in constant time, and nothing around it: the `rsa` crate is larger than half of the engine, and answers wrong
//! padding with made-up bytes, a defence for servers that decrypt what strangers send. Here no stranger hears the
//! answer, and a person needs to hear that it failed. For the same reason there is no blinding.

use super::private_key;
use passwork_values::CryptoError;
use passwork_values::base64::decode_skipping_foreign;
use passwork_values::code_units::{read_bytes, with_ascii};
use passwork_values::text::Text;

/// Decrypts the base64 of a cipher text with a private key: PEM or bare base64, PKCS#1 or PKCS#8.
///
/// # Errors
/// [`CryptoError::PrivateKey`] if the text is no RSA private key, [`CryptoError::CannotOpen`] if the cipher text was
/// not made for that key.
pub fn decrypt(private_key_text: &Text, cipher_base64: &Text) -> Result<Text, CryptoError> {
    let key = with_ascii(private_key_text, private_key::read).ok_or(CryptoError::PrivateKey)?;
    let cipher = with_ascii(cipher_base64, decode_skipping_foreign);
    // RSADP (RFC 8017 §5.1.2): the encoded message, as long as the modulus. A cipher text is no longer than that (§7.2.2
    // step 1), also by zeros; a shorter one has lost its leading zeros, as some encoders write it.
    key.modulus
        .pow(&cipher, &key.exponent)
        .as_deref()
        .and_then(|padded| unpad(padded))
        .map(read_bytes)
        .ok_or(CryptoError::CannotOpen)
}

/// EM = 00 02, at least eight bytes that are not 00, 00, the message.
fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let rest = padded.strip_prefix(&[0, 2])?;
    let zero = rest.iter().position(|&byte| byte == 0)?;
    if zero < 8 { None } else { Some(&rest[zero + 1..]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding() {
        assert_eq!(unpad(&[0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0, 7]), Some(&[7][..]));
        assert_eq!(unpad(&[0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0]), Some(&[][..]));
        for bad in [
            &[][..],
            &[0],
            &[0, 2],
            &[0, 2, 1, 1, 1, 1, 1, 1, 1, 0, 7],
            &[0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 7],
            &[0, 2, 1, 1, 1, 1, 1, 1, 1, 1],
        ] {
            assert_eq!(unpad(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn no_key() {
        for text in [
            "",
            "-----BEGIN",
            "-----BEGIN RSA PRIVATE KEY-----",
            "-----BEGIN X-----AAAA-----END X-----",
            "MAA=",
            "ключ",
        ] {
            assert_eq!(decrypt(&Text::from(text), &Text::from("AAAA")), Err(CryptoError::PrivateKey), "{text}");
        }
        assert_eq!(decrypt(&Text::from_units(&[0xD800]), &Text::from("")), Err(CryptoError::PrivateKey));
    }
}
