//! What is sealed for a user by RSA, opened by whatever engine of the platform is fast.

use crate::core::crypto::{CryptoError, Key, rsa};
use crate::core::platform::Platform;
use crate::core::text::Text;
use std::cell::OnceCell;

/// A private key, and the same in the platform's hands, once it was needed there; `None`: it does not take it. What is there
/// cannot be wiped; it is let go with this.
pub struct PrivateKey<D> {
    /// The key, in PEM.
    pub pem: Key,
    native: OnceCell<Option<D>>,
}

impl<D> PrivateKey<D> {
    /// A key in PEM.
    pub fn new(pem: Key) -> Self {
        Self { pem, native: OnceCell::new() }
    }
}

/// Opens a key that is sealed with OAEP or PKCS#1 v1.5. A platform that works at once is asked first, then one that works later,
/// which knows OAEP alone; what is left is computed here, and a page has its turn before. What a platform answers counts where it
/// has a padding: what is wrong with the rest is said here.
///
/// # Errors
/// As [`rsa::decrypt`], and as [`key_of`].
pub async fn open_key<P: Platform>(
    platform: &P,
    private: &PrivateKey<P::Doc>,
    sealed: &Text,
) -> Result<Key, CryptoError> {
    let pem = private.pem.text();
    if let Some(parts) = rsa::NativeParts::of(pem, sealed) {
        let native = private.native.get_or_init(|| platform.rsa_key(&parts.pkcs8)).as_ref();
        let padded = native.and_then(|native| platform.rsa_power(native, &parts.block));
        if let Some((message, _)) = padded.and_then(|padded| rsa::unpadded(&padded)) {
            return key_of(&message);
        }
        if let Some(message) = platform.open_oaep(&parts).await {
            return key_of(&message);
        }
        if platform.has_page() {
            platform.turn().await;
        }
    }
    rsa::decrypt(pem, sealed, platform).and_then(|(message, _)| key_of(&message))
}

/// The key that a message is: the UTF-8 of its text. Made of anything else, it would be a key that no other client has.
///
/// # Errors
/// [`CryptoError::CannotOpen`] for what is no UTF-8, [`CryptoError::EmptyKey`] for a key that is nothing (D42).
fn key_of(message: &[u8]) -> Result<Key, CryptoError> {
    std::str::from_utf8(message).map_err(|_| CryptoError::CannotOpen).and_then(|text| Key::new(text.into()))
}
