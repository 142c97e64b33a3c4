//! What is sealed for a user by RSA, opened by whatever engine of the platform is fast.

use crate::core::crypto::{CryptoError, Key, rsa};
use crate::core::platform::Platform;
use crate::core::text::Text;

/// Opens a key that is sealed with OAEP or PKCS#1 v1.5. A platform that works at once is asked first, then one that works later,
/// which knows OAEP alone; what is left is computed here, and a page has its turn before.
///
/// # Errors
/// As [`rsa::decrypt`], and [`CryptoError::EmptyKey`] for a key that is nothing (D42).
pub async fn open_key<P: Platform>(platform: &P, private_key: &Text, sealed: &Text) -> Result<Key, CryptoError> {
    if !platform.has_immediate_aes()
        && let Some(parts) = rsa::NativeParts::of(private_key, sealed)
    {
        if let Some(message) = platform.open_oaep(&parts).await {
            return Key::new(rsa::read_message(&message));
        }
        if platform.has_page() {
            platform.turn().await;
        }
    }
    rsa::decrypt(private_key, sealed, platform).and_then(|(text, _)| Key::new(text))
}
