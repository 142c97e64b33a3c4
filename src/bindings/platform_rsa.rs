//! RSA of the platform: Node's `crypto`, which works at once, and WebCrypto, which plain-http pages have not.

use super::document::JsDoc;
use super::imports;
use super::platform::JsPlatform;
use super::promises::JsFuture;
use super::webcrypto::{Wiped, algorithm, subtle};
use crate::core::crypto::rsa::NativeParts;
use crate::core::platform::{KeyPair, PlatformRsa};
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;
use zeroize::Zeroizing;

/// Bits of the modulus.
const BITS: f64 = 2048.0;

/// 65537.
const EXPONENT: [u8; 3] = [1, 0, 1];

impl PlatformRsa for JsPlatform {
    fn rsa_key(&self, pkcs8: &[u8]) -> Option<JsDoc> {
        imports::with(|s| s.rsa_key(pkcs8)).ok().filter(|key| !key.is_undefined()).map(JsDoc)
    }

    fn rsa_power(&self, key: &JsDoc, block: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut padded = Zeroizing::new(block.to_vec());
        imports::with(|s| s.rsa_now(&key.0, &mut padded)).unwrap_or(false).then_some(padded)
    }

    async fn open_oaep(&self, parts: &NativeParts) -> Option<Zeroizing<Vec<u8>>> {
        let (pkcs8, block) = (Wiped(Uint8Array::from(&parts.pkcs8[..])), Uint8Array::from(&parts.block[..]));
        let algorithm = oaep([])?;
        let usages = Array::of1(&JsValue::from_str("decrypt"));
        let key = subtle().import_key_with_object("pkcs8", &pkcs8.0, &algorithm, false, &usages).ok()?;
        let key: CryptoKey = JsFuture::from(key).await.ok()?.unchecked_into();
        let opened = subtle().decrypt_with_object_and_buffer_source(&algorithm, &key, &block).ok()?;
        let opened = Wiped(Uint8Array::new(&JsFuture::from(opened).await.ok()?));
        Some(Zeroizing::new(opened.0.to_vec()))
    }

    async fn make_key_pair(&self) -> Option<KeyPair> {
        let algorithm = oaep([
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

/// OAEP with SHA-256 for both hashes.
fn oaep<const N: usize>(members: [(&str, JsValue); N]) -> Option<Object> {
    let algorithm = algorithm([("name", JsValue::from_str("RSA-OAEP")), ("hash", JsValue::from_str("SHA-256"))])?;
    for (name, value) in members {
        Reflect::set(&algorithm, &JsValue::from_str(name), &value).ok()?;
    }
    Some(algorithm)
}

async fn exported(format: &str, key: &CryptoKey) -> Option<Wiped> {
    let promise = subtle().export_key(format, key).ok()?;
    Some(Wiped(Uint8Array::new(&JsFuture::from(promise.unchecked_into::<Promise>()).await.ok()?)))
}
