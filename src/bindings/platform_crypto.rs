//! The platform's cryptography for large data: Node's `crypto`, which works at once, and WebCrypto, which does not.

use super::imports;
use super::platform::JsPlatform;
use super::promises::JsFuture;
use crate::core::platform::PlatformCrypto;
use js_sys::{Promise, Uint8Array};
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
            Some(encrypted) if encrypted.length() as usize >= blocks.len() => {
                encrypted.subarray(0, blocks.len() as u32).copy_to(blocks);
                true
            }
            _ => false,
        }
    }

    async fn decrypt(&self, key: &[u8; 32], iv: &[u8; 16], ciphertext: &[u8]) -> Option<Vec<u8>> {
        let plain = later(false, key, iv, ciphertext).await?;
        let bytes = plain.to_vec();
        plain.fill(0, 0, plain.length());
        Some(bytes)
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

async fn later(encrypt: bool, key: &[u8; 32], iv: &[u8; 16], data: &[u8]) -> Option<Uint8Array> {
    let promise: JsValue = imports::with(|s| s.aes_later(encrypt, key, iv, data)).ok()?;
    let promise: Promise = promise.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
