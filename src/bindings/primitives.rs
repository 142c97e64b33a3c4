//! Single primitives for the server of users' tests (`pkg-template/testing`): texts in, a text out. One export for all of them,
//! because pages download its bytes too.

use super::document::{string_of, text_of};
use super::platform::JsPlatform;
use crate::core::crypto::hash::{HashAlgorithm, hex, protocol_hash};
use crate::core::crypto::master_key::{self, MasterKeyRule};
use crate::core::crypto::pbkdf2::Derivation;
use crate::core::crypto::random::salt;
use crate::core::crypto::{Key, openssl_enc, plain_form, plain_utf8, rsa, sha256};
use crate::core::text::Text;
use wasm_bindgen::prelude::*;

/// A primitive by its number in `pkg-template/testing/crypto.mjs`; `undefined` for what cannot be done.
#[wasm_bindgen]
pub fn primitive(number: u8, text: &JsValue, key: &JsValue) -> JsValue {
    let (text, key) = (text_of(text), text_of(key).unwrap_or_else(|| "".into()));
    text.and_then(|text| made(number, &text, &key)).map_or(JsValue::UNDEFINED, |made| string_of(&made))
}

fn made(number: u8, text: &Text, key: &Text) -> Option<Text> {
    let platform = JsPlatform::of_helper(JsValue::UNDEFINED);
    let sealing = || Key::new(key.clone()).ok();
    Some(match number {
        0 => openssl_enc::seal_text(text, &sealing()?, salt(&platform).ok()?).ok()?.into(),
        1 => openssl_enc::open_text(text, &sealing()?).ok()?,
        2 => plain_form::encode(text).into(),
        3 => plain_form::decode(text),
        4 => plain_utf8::encode(text).ok()?.into(),
        5 => plain_utf8::decode(text).ok()?,
        6 => protocol_hash(HashAlgorithm::Sha256, text).into(),
        7 => hex(&sha256::standard(text.as_utf8()?.as_bytes())).into(),
        8 => derived(text, key)?,
        9 => rsa::encrypt(key, text.as_utf8()?.as_bytes(), &platform).ok()?.0.into(),
        10 => std::str::from_utf8(&rsa::decrypt(key, text, &platform).ok()?.0).ok()?.into(),
        _ => return None,
    })
}

/// The master key from the password, by an option string.
fn derived(password: &Text, options: &Text) -> Option<Text> {
    let MasterKeyRule::Pbkdf2 { digest, iterations, bytes, salt } = master_key::parse(options).ok()? else {
        return Some(password.clone());
    };
    let (password, salt) = (password.to_utf8_lossy(), salt.to_utf8_lossy());
    let mut derivation = Derivation::new(password.as_bytes(), salt.as_bytes(), digest, iterations, bytes).ok()?;
    while !derivation.is_done() {
        derivation.run(iterations);
    }
    derivation.into_bytes().map(|derived| master_key::to_master_key(&derived))
}
