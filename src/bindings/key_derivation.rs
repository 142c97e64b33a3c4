//! PBKDF2 of the platform: `crypto.subtle.deriveBits`. Missing on plain-http pages; some Workers refuse more than
//! 100,000 rounds; it knows four digests.

use super::platform::JsPlatform;
use super::promises::JsFuture;
use crate::core::crypto::pbkdf2::Digest;
use crate::core::platform::KeyDerivation;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = importKey, catch)]
    fn import_key(
        format: &str,
        key: &Uint8Array,
        algorithm: &str,
        extractable: bool,
        usages: &Array,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = deriveBits, catch)]
    fn derive_bits(algorithm: &Object, key: &JsValue, bits: u32) -> Result<Promise, JsValue>;
}

/// Secret bytes in JavaScript's memory, overwritten when they are dropped, also with a call that was called off.
struct Wiped(Uint8Array);

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
        let key = import_key("raw", &raw.0, "PBKDF2", false, &Array::of1(&JsValue::from_str("deriveBits")));
        let algorithm = Object::new();
        for (name, value) in [
            ("name", JsValue::from_str("PBKDF2")),
            ("hash", hash),
            ("salt", Uint8Array::from(salt).into()),
            ("iterations", JsValue::from_f64(f64::from(iterations))),
        ] {
            Reflect::set(&algorithm, &JsValue::from_str(name), &value).ok()?;
        }
        let key = JsFuture::from(key.ok()?).await.ok()?;
        drop(raw);
        let bits = derive_bits(&algorithm, &key, (length * 8) as u32).ok()?;
        let derived = Wiped(Uint8Array::new(&JsFuture::from(bits).await.ok()?));
        Some(Zeroizing::new(derived.0.to_vec()))
    }
}
