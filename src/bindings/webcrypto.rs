//! WebCrypto, and what everybody who uses it needs.

use super::promises::JsFuture;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

#[wasm_bindgen]
extern "C" {
    /// WebCrypto, a parameter of the glue (`engine.mjs`): Node may have it as a module only.
    #[wasm_bindgen(thread_local_v2, js_name = crypto)]
    static CRYPTO: Crypto;
}

/// Uses the platform's WebCrypto.
pub fn with<R>(f: impl FnOnce(&Crypto) -> R) -> R {
    CRYPTO.with(f)
}

/// WebCrypto's functions for keys; each fails where the platform has none.
pub fn subtle() -> SubtleCrypto {
    with(Crypto::subtle)
}

/// Secret bytes in JavaScript's memory, overwritten when they are dropped, also with a call that was called off.
pub struct Wiped(pub Uint8Array);

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.fill(0, 0, self.0.length());
    }
}

/// A secret as a key of WebCrypto, for one use.
pub async fn import_key(secret: &[u8], algorithm: &str, usage: &str) -> Option<CryptoKey> {
    let raw = Wiped(Uint8Array::from(secret));
    let usages = Array::of1(&JsValue::from_str(usage));
    let key = subtle().import_key_with_str("raw", &raw.0, algorithm, false, &usages).ok()?;
    Some(JsFuture::from(key).await.ok()?.unchecked_into())
}

/// The parameters of an algorithm.
pub fn algorithm<const N: usize>(members: [(&str, JsValue); N]) -> Option<Object> {
    let algorithm = Object::new();
    for (name, value) in members {
        Reflect::set(&algorithm, &JsValue::from_str(name), &value).ok()?;
    }
    Some(algorithm)
}
