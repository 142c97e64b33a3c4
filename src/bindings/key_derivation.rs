//! PBKDF2 of the platform: `crypto.subtle.deriveBits`. Missing on plain-http pages; some Workers refuse more than
//! 100,000 rounds; it knows four digests.

use super::platform::{JsPlatform, with_crypto};
use super::promises::JsFuture;
use crate::core::crypto::pbkdf2::Digest;
use crate::core::platform::KeyDerivation;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;
use zeroize::Zeroizing;

/// Secret bytes in JavaScript's memory, overwritten when they are dropped, also with a call that was called off.
pub(super) struct Wiped(pub Uint8Array);

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.fill(0, 0, self.0.length());
    }
}

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
        let raw = Wiped(Uint8Array::from(password));
        let subtle = with_crypto(web_sys::Crypto::subtle);
        let usages = Array::of1(&JsValue::from_str("deriveBits"));
        let key = subtle.import_key_with_str("raw", &raw.0, "PBKDF2", false, &usages);
        let algorithm = Object::new();
        for (name, value) in [
            ("name", JsValue::from_str("PBKDF2")),
            ("hash", hash),
            ("salt", Uint8Array::from(salt).into()),
            ("iterations", JsValue::from_f64(f64::from(iterations))),
        ] {
            Reflect::set(&algorithm, &JsValue::from_str(name), &value).ok()?;
        }
        let key = JsFuture::from(key.ok()?).await.ok()?.unchecked_into::<CryptoKey>();
        drop(raw);
        let bits = subtle.derive_bits_with_object(&algorithm, &key, (length * 8) as u32).ok()?;
        let derived = Wiped(Uint8Array::new(&JsFuture::from(bits).await.ok()?));
        Some(Zeroizing::new(derived.0.to_vec()))
    }
}
