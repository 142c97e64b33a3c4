//! RSA decryption with PKCS#1 v1.5 padding (RFC 8017 §7.2.2), for the keys of inbox items (§5.12).
//!
//! Only the arithmetic is taken from the `rsa` crate. Its own decryption answers wrong padding with made-up bytes, a
//! defence for servers that decrypt what strangers send; here nobody asks, and a person needs to hear that it failed.

use super::base64::decode_skipping_foreign;
use super::code_units::{read_bytes, with_ascii};
use super::{CryptoError, private_key};
use crate::core::text::Text;
use rsa::BoxedUint;
use rsa::hazmat::rsa_decrypt_and_check;
use rsa::rand_core::{TryCryptoRng, TryRng};
use rsa::traits::PublicKeyParts;
use std::convert::Infallible;
use zeroize::{Zeroize, Zeroizing};

/// Decrypts the base64 of a cipher text with a private key: PEM or bare base64, PKCS#1 or PKCS#8.
///
/// # Errors
/// [`CryptoError::PrivateKey`] if the text is no RSA private key, [`CryptoError::CannotOpen`] if the cipher text was
/// not made for that key.
pub fn decrypt(private_key_text: &Text, cipher_base64: &Text) -> Result<Text, CryptoError> {
    let key = with_ascii(private_key_text, private_key::read).ok_or(CryptoError::PrivateKey)?;
    let cipher = with_ascii(cipher_base64, decode_skipping_foreign);
    let zeros = cipher.iter().take_while(|&&byte| byte == 0).count();
    let number =
        BoxedUint::from_be_slice(&cipher[zeros..], key.n_bits_precision()).map_err(|_| CryptoError::CannotOpen)?;
    let mut padded =
        rsa_decrypt_and_check(&key, None::<&mut NoRandom>, &number).map_err(|_| CryptoError::CannotOpen)?;
    let bytes = Zeroizing::new(padded.to_be_bytes().into_vec());
    padded.zeroize();
    // The number is padded to whole machine words; the message has the length of the modulus.
    let message = bytes.get(bytes.len().saturating_sub(key.size())..).and_then(unpad);
    message.map(read_bytes).ok_or(CryptoError::CannotOpen)
}

/// EM = 00 02, at least eight bytes that are not 00, 00, the message.
fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let rest = padded.strip_prefix(&[0, 2])?;
    let zero = rest.iter().position(|&byte| byte == 0)?;
    if zero < 8 { None } else { Some(&rest[zero + 1..]) }
}

/// The source of the random numbers that blind RSA against whoever measures the times of many decryptions. There is
/// no such onlooker here, and none of this type.
enum NoRandom {}

impl TryRng for NoRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        match *self {}
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        match *self {}
    }

    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Infallible> {
        match *self {}
    }
}

impl TryCryptoRng for NoRandom {}

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
