//! RSA decryption for the keys of inbox items (§5.12).
//!
//! The power is `crypto-bigint`'s, blinded (`private_key.rs`); reading keys and paddings is ours: the `rsa` crate is larger
//! than half of the engine, and answers wrong padding with made-up bytes, a defence for servers that decrypt what
//! strangers send. Here no stranger hears the answer, and a person needs to hear that it failed.

mod der;
mod modular;
mod pkcs1v15;
mod private_key;

use crate::random::Entropy;
use passwork_values::CryptoError;
use passwork_values::base64::decode_skipping_foreign;
use passwork_values::code_units::{read_bytes, with_ascii};
use passwork_values::text::Text;
use private_key::PrivateKey;

/// Decrypts the base64 of a cipher text with a private key: PEM or bare base64, PKCS#1 or PKCS#8. The padding is that of
/// PKCS#1 v1.5; `source` gives the blinding factor.
///
/// # Errors
/// [`CryptoError::PrivateKey`] if the text is no RSA private key, [`CryptoError::CannotOpen`] if the cipher text was
/// not made for that key, [`CryptoError::RandomFailed`] if there is no blinding factor to be had.
pub fn decrypt(private_key_text: &Text, cipher_base64: &Text, source: &dyn Entropy) -> Result<Text, CryptoError> {
    let key = with_ascii(private_key_text, PrivateKey::read).ok_or(CryptoError::PrivateKey)?;
    let padded = key.power(&with_ascii(cipher_base64, decode_skipping_foreign), source)?;
    pkcs1v15::unpad(&padded).map(read_bytes).ok_or(CryptoError::CannotOpen)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    /// Nothing in these tests gets as far as a blinding factor.
    struct NoEntropy;

    impl Entropy for NoEntropy {
        fn fill(&self, _: &mut [u8]) -> Result<(), CryptoError> {
            Err(CryptoError::RandomFailed)
        }
    }

    #[test]
    fn no_key() {
        let decrypt = |key: &Text| decrypt(key, &Text::from("AAAA"), &NoEntropy);
        for text in [
            "",
            "-----BEGIN",
            "-----BEGIN RSA PRIVATE KEY-----",
            "-----BEGIN X-----AAAA-----END X-----",
            "MAA=",
            "ключ",
        ] {
            assert_eq!(decrypt(&Text::from(text)), Err(CryptoError::PrivateKey), "{text}");
        }
        assert_eq!(decrypt(&Text::from_units(&[0xD800])), Err(CryptoError::PrivateKey));
    }
}
