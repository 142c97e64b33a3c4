//! The platform's cryptography for large data: Node's `crypto`, which works at once, and WebCrypto, which does not.

use super::imports;
use super::platform::JsPlatform;
use super::promises::JsFuture;
use super::webcrypto::{Wiped, algorithm, import_key, subtle};
use crate::core::platform::PlatformCrypto;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

impl PlatformCrypto for JsPlatform {
    fn encrypt_sync(&self, key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) -> bool {
        imports::with(|s| s.aes_now(true, key, iv, blocks)).unwrap_or(false)
    }

    fn decrypt_sync(&self, key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) -> bool {
        imports::with(|s| s.aes_now(false, key, iv, blocks)).unwrap_or(false)
    }

    fn has_immediate_aes(&self) -> bool {
        imports::with(imports::Imports::has_native_crypto)
    }

    async fn encrypt(&self, key: &[u8; 32], iv: &[u8; 16], blocks: &mut [u8]) -> bool {
        match later(true, key, iv, blocks).await {
            // WebCrypto adds a block of padding, which is not wanted between pieces.
            Some(encrypted) if encrypted.0.length() as usize >= blocks.len() => {
                encrypted.0.subarray(0, blocks.len() as u32).copy_to(blocks);
                true
            }
            _ => false,
        }
    }

    async fn decrypt(&self, key: &[u8; 32], iv: &[u8; 16], ciphertext: &[u8]) -> Option<Vec<u8>> {
        later(false, key, iv, ciphertext).await.map(|plain| plain.0.to_vec())
    }

    fn sha256_sync(&self, feed: &mut dyn FnMut(&mut Vec<u8>) -> bool) -> Option<[u8; 32]> {
        let hash = imports::with(|s| s.sha256()).ok().filter(|h| !h.is_undefined())?;
        let mut piece = Vec::new();
        while feed(&mut piece) {
            imports::with(|s| s.hash_update(&hash, &piece)).ok()?;
            piece.clear();
        }
        let digest: Uint8Array = imports::with(|s| s.hash_digest(&hash)).ok()?.dyn_into().ok()?;
        digest.to_vec().try_into().ok()
    }
}

/// AES-256-CBC with padding by WebCrypto; `None` where there is none.
async fn later(encrypt: bool, key: &[u8; 32], iv: &[u8; 16], data: &[u8]) -> Option<Wiped> {
    let data = Wiped(Uint8Array::from(data)); // a copy: the engine's memory may move while this waits
    let key = import_key(key, "AES-CBC", if encrypt { "encrypt" } else { "decrypt" }).await?;
    let algorithm = algorithm([("name", JsValue::from_str("AES-CBC")), ("iv", Uint8Array::from(&iv[..]).into())])?;
    let done = match encrypt {
        true => subtle().encrypt_with_object_and_buffer_source(&algorithm, &key, &data.0),
        false => subtle().decrypt_with_object_and_buffer_source(&algorithm, &key, &data.0),
    };
    Some(Wiped(Uint8Array::new(&JsFuture::from(done.ok()?).await.ok()?)))
}
