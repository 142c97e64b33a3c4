//! RSA for the keys of inbox items (§5.12), and for those of Passwork 7.
//!
//! Arithmetic is `crypto-bigint`'s, the secret power blinded (`private_key.rs`); reading keys and paddings is ours: the
//! `rsa` crate is larger than half of the engine, and answers wrong padding with made-up bytes, a defence for servers that
//! decrypt what strangers send. Here no stranger hears the answer, and a person needs to hear that it failed.

mod der;
mod modular;
mod native;
mod oaep;
mod pem;
mod pkcs1v15;
mod private_key;
mod public_key;

pub use native::NativeParts;

use crate::random::Entropy;
use passwork_values::CryptoError;
use passwork_values::base64::{decode_skipping_foreign, encode};
use passwork_values::code_units::{read_bytes, with_ascii};
use passwork_values::text::Text;
use private_key::PrivateKey;
use public_key::PublicKey;
use zeroize::Zeroizing;

/// Padding of a message before its power is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// OAEP with SHA-256 for both hashes and no label.
    Oaep,
    /// PKCS#1 v1.5.
    Pkcs1V15,
}

/// An opened message, as its bytes: whether they have to be a text is for whoever asks.
pub type Message = Zeroizing<Vec<u8>>;

/// Decrypts the base64 of a cipher text with a private key: PEM or bare base64, PKCS#1 or PKCS#8. Gives the padding too: OAEP,
/// or else PKCS#1 v1.5. That the latter fits proves nothing: one text in 65,000 fits by chance. `source` gives the blinding
/// factor.
///
/// # Errors
/// [`CryptoError::PrivateKey`] if the text is no RSA private key, [`CryptoError::CannotOpen`] if the cipher text was
/// not made for that key, [`CryptoError::RandomFailed`] if there is no blinding factor to be had.
pub fn decrypt(
    private_key_text: &Text,
    cipher_base64: &Text,
    source: &dyn Entropy,
) -> Result<(Message, Padding), CryptoError> {
    unpadded(&power(private_key_text, cipher_base64, source)?).ok_or(CryptoError::CannotOpen)
}

/// What a padded message holds, with either padding.
pub fn unpadded(padded: &[u8]) -> Option<(Message, Padding)> {
    match oaep::unpad(padded) {
        Some(message) => Some((message, Padding::Oaep)),
        None => pkcs1v15::unpad(padded).map(|message| (message.to_vec().into(), Padding::Pkcs1V15)),
    }
}

/// Decrypts as [`decrypt`] does, but with PKCS#1 v1.5 alone, and reads whatever bytes there are, as API v4 has it (§5.12).
///
/// # Errors
/// As [`decrypt`].
pub fn decrypt_pkcs1v15(
    private_key_text: &Text,
    cipher_base64: &Text,
    source: &dyn Entropy,
) -> Result<Text, CryptoError> {
    let padded = power(private_key_text, cipher_base64, source)?;
    pkcs1v15::unpad(&padded).map(read_bytes).ok_or(CryptoError::CannotOpen)
}

/// The secret power of a cipher text: the padded message.
fn power(key: &Text, cipher: &Text, source: &dyn Entropy) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
    let key = with_ascii(key, PrivateKey::read).ok_or(CryptoError::PrivateKey)?;
    key.power(&with_ascii(cipher, decode_skipping_foreign), source)
}

/// Encrypts a text's bytes with a public key, PEM or bare base64, SubjectPublicKeyInfo or PKCS#1: the base64 of the cipher
/// text, and the padding, which is OAEP if the text fits, else PKCS#1 v1.5.
///
/// # Errors
/// [`CryptoError::PublicKey`] if the text is no RSA public key, [`CryptoError::TooLongForKey`] if the text fits with
/// neither padding, [`CryptoError::RandomFailed`] if there is no padding to be had.
pub fn encrypt(public_key_text: &Text, text: &[u8], source: &dyn Entropy) -> Result<(String, Padding), CryptoError> {
    let key = with_ascii(public_key_text, PublicKey::read).ok_or(CryptoError::PublicKey)?;
    encrypt_with(&key, text, source)
}

fn encrypt_with(key: &PublicKey, text: &[u8], source: &dyn Entropy) -> Result<(String, Padding), CryptoError> {
    let (padded, padding) = match oaep::pad(text, key.length(), source)? {
        Some(padded) => (padded, Padding::Oaep),
        None => (pkcs1v15::pad(text, key.length(), source)?.ok_or(CryptoError::TooLongForKey)?, Padding::Pkcs1V15),
    };
    // It begins with 00, so it is below every modulus of its length.
    key.power(&padded).map(|cipher| (encode(&cipher), padding)).ok_or(CryptoError::PublicKey)
}

/// Whether a text holds an RSA private key.
pub fn is_private_key(text: &Text) -> bool {
    with_ascii(text, PrivateKey::read).is_some()
}

/// Encrypts for the owner of a private key: by its public half, whoever says what that is.
///
/// # Errors
/// [`CryptoError::PrivateKey`] if the text is no RSA private key, else as [`encrypt`].
pub fn encrypt_to_owner(private_key_text: &Text, text: &[u8], source: &dyn Entropy) -> Result<String, CryptoError> {
    let key = with_ascii(private_key_text, PrivateKey::read).ok_or(CryptoError::PrivateKey)?;
    encrypt_with(&key.public_half(), text, source).map(|(cipher, _)| cipher)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    /// Source without random bytes: nothing in these tests gets as far as a blinding factor.
    struct NoEntropy;

    impl Entropy for NoEntropy {
        fn fill(&self, _: &mut [u8]) -> Result<(), CryptoError> {
            Err(CryptoError::RandomFailed)
        }
    }

    #[test]
    fn no_key() {
        let decrypt = |key: &Text| decrypt_pkcs1v15(key, &Text::from("AAAA"), &NoEntropy);
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
        for text in ["", "-----BEGIN", "MAA=", "ключ"] {
            assert_eq!(encrypt(&Text::from(text), b"a", &NoEntropy), Err(CryptoError::PublicKey), "{text}");
        }
    }
}
