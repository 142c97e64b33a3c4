//! RSA key pairs of the platform: `crypto.subtle.generateKey`. Missing on plain-http pages.

use super::platform::JsPlatform;
use super::promises::JsFuture;
use super::webcrypto::{Wiped, algorithm, subtle};
use crate::core::platform::{KeyPair, KeyPairs};
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;
use zeroize::Zeroizing;

/// Bits of the modulus.
const BITS: f64 = 2048.0;

/// 65537.
const EXPONENT: [u8; 3] = [1, 0, 1];

impl KeyPairs for JsPlatform {
    async fn make_key_pair(&self) -> Option<KeyPair> {
        let algorithm = algorithm([
            ("name", JsValue::from_str("RSA-OAEP")),
            ("hash", JsValue::from_str("SHA-256")),
            ("modulusLength", JsValue::from_f64(BITS)),
            ("publicExponent", Uint8Array::from(&EXPONENT[..]).into()),
        ])?;
        let usages = Array::of2(&JsValue::from_str("encrypt"), &JsValue::from_str("decrypt"));
        let pair = subtle().generate_key_with_object(&algorithm, true, &usages).ok()?;
        let pair = JsFuture::from(pair.unchecked_into::<Promise>()).await.ok()?;
        let key =
            |name: &str| Reflect::get(&pair, &JsValue::from_str(name)).ok().map(JsCast::unchecked_into::<CryptoKey>);
        let private = exported("pkcs8", &key("privateKey")?).await?;
        let public = exported("spki", &key("publicKey")?).await?;
        Some(KeyPair { private: Zeroizing::new(private.0.to_vec()), public: public.0.to_vec() })
    }
}

async fn exported(format: &str, key: &CryptoKey) -> Option<Wiped> {
    let promise = subtle().export_key(format, key).ok()?;
    Some(Wiped(Uint8Array::new(&JsFuture::from(promise.unchecked_into::<Promise>()).await.ok()?)))
}
