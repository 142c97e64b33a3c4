//! PBKDF2 of the platform: `crypto.subtle.deriveBits`. Missing on plain-http pages, and slow to name digests.

use super::platform::JsPlatform;
use crate::core::crypto::pbkdf2::Digest;
use crate::core::platform::KeyDerivation;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
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

impl KeyDerivation for JsPlatform {
    async fn pbkdf2(
        &self,
        digest: Digest,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        length: usize,
    ) -> Option<Zeroizing<Vec<u8>>> {
        if length == 0 {
            return None; // some engines refuse it; ours is as fast
        }
        let raw = Uint8Array::from(password);
        let key = import_key("raw", &raw, "PBKDF2", false, &Array::of1(&JsValue::from_str("deriveBits")));
        let algorithm = Object::new();
        for (name, value) in [
            ("name", JsValue::from_str("PBKDF2")),
            ("hash", JsValue::from_str(digest.webcrypto_name()?)),
            ("salt", Uint8Array::from(salt).into()),
            ("iterations", JsValue::from_f64(f64::from(iterations))),
        ] {
            Reflect::set(&algorithm, &JsValue::from_str(name), &value).ok()?;
        }
        let key = JsFuture::from(key.ok()?).await.ok()?;
        raw.fill(0, 0, raw.length());
        let bits = derive_bits(&algorithm, &key, (length * 8) as u32).ok()?;
        let derived = Uint8Array::new(&JsFuture::from(bits).await.ok()?);
        let bytes = Zeroizing::new(derived.to_vec());
        derived.fill(0, 0, derived.length());
        Some(bytes)
    }
}
