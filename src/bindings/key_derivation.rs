//! PBKDF2 of the platform: `crypto.subtle.deriveBits`. Missing on plain-http pages; some Workers refuse more than
//! 100,000 rounds; it knows four digests.

use super::platform::JsPlatform;
use super::promises::JsFuture;
use super::webcrypto::{Wiped, algorithm, import_key, subtle};
use crate::core::crypto::pbkdf2::Digest;
use crate::core::platform::KeyDerivation;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use zeroize::Zeroizing;

impl KeyDerivation for JsPlatform {
    async fn pbkdf2(
        &self,
        digest: Digest,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> Option<Zeroizing<Vec<u8>>> {
        let hash = JsValue::from_str(digest.webcrypto_name()?);
        let key = import_key(password, "PBKDF2", "deriveBits").await?;
        let algorithm = algorithm([
            ("name", JsValue::from_str("PBKDF2")),
            ("hash", hash),
            ("salt", Uint8Array::from(salt).into()),
            ("iterations", JsValue::from_f64(f64::from(iterations))),
        ])?;
        let bits = subtle().derive_bits_with_object(&algorithm, &key, (length * 8) as u32).ok()?;
        let derived = Wiped(Uint8Array::new(&JsFuture::from(bits).await.ok()?));
        Some(Zeroizing::new(derived.0.to_vec()))
    }
}
