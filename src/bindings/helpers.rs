//! The helpers on results: adding them, and what they call.

use super::client::{with_cipher, with_keys};
use super::document::JsDoc;
use super::failure::to_js;
use super::imports;
use super::platform::JsPlatform;
use crate::core::crypto::totp::Spelling;
use crate::core::platform::{Helpers, KeyHandle};
use crate::core::results;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

impl Helpers for JsPlatform {
    fn attach_to_password(&self, password: &JsDoc, key: KeyHandle) -> Result<(), JsDoc> {
        imports::with(|s| s.attach_to_password(&password.0, key.0)).map_err(JsDoc)
    }

    fn attach_to_attachment(&self, attachment: &JsDoc, key: KeyHandle) -> Result<(), JsDoc> {
        imports::with(|s| s.attach_to_attachment(&attachment.0, key.0, &self.host)).map_err(JsDoc)
    }

    fn attach_to_totp_field(&self, field: &JsDoc, spelling: Spelling) {
        let is_exact = spelling == Spelling::Exact;
        let _ = imports::with(|s| s.attach_to_totp_field(&field.0, is_exact)); // the field is ours: it takes it
    }
}

/// `getPassword()`.
#[wasm_bindgen(js_name = passwordText)]
pub fn password_text(key: u32, password: JsValue) -> Result<JsValue, JsValue> {
    with_cipher(key, |cipher| results::password_text(cipher, &JsDoc(password))).map(|d| d.0)
}

/// `getCustoms()`.
#[wasm_bindgen(js_name = customFields)]
pub fn custom_fields(key: u32, password: JsValue) -> Result<JsValue, JsValue> {
    let platform = JsPlatform::of_helper(JsValue::UNDEFINED);
    let fields = with_keys(|keys| results::customs_of(&platform, keys, KeyHandle(key), &JsDoc(password)));
    fields.map(|d| d.0).map_err(to_js)
}

/// `getTotpCode()`.
#[wasm_bindgen(js_name = totpCode)]
pub fn totp_code(field: JsValue, is_exact: bool) -> Result<String, JsValue> {
    let platform = JsPlatform::of_helper(JsValue::UNDEFINED);
    let spelling = if is_exact { Spelling::Exact } else { Spelling::Typed };
    results::totp_code(&platform, &JsDoc(field), spelling).map_err(to_js)
}

/// `getData()`.
#[wasm_bindgen(js_name = attachmentBytes)]
pub fn attachment_bytes(key: u32, attachment: JsValue) -> Result<Uint8Array, JsValue> {
    let platform = JsPlatform::of_helper(JsValue::UNDEFINED);
    let mut bytes = with_keys(|keys| {
        results::attachment_bytes(&platform, keys, KeyHandle(key), &JsDoc(attachment)).map_err(to_js)
    })?;
    // Out of its `Zeroizing`: the allocator wipes what is freed, and takes a tenth of the time for millions of bytes.
    let bytes = std::mem::take(&mut *bytes);
    Ok(Uint8Array::from(bytes.as_slice()))
}

/// `saveTo(path, name)`.
#[wasm_bindgen(js_name = saveAttachment)]
pub fn save_attachment(
    key: u32,
    attachment: JsValue,
    path: JsValue,
    name: JsValue,
    host: JsValue,
) -> Result<(), JsValue> {
    let platform = JsPlatform::of_helper(host);
    with_keys(|keys| {
        let (attachment, path, name) = (JsDoc(attachment), JsDoc(path), JsDoc(name));
        results::save_attachment(&platform, keys, KeyHandle(key), &attachment, &path, &name).map_err(to_js)
    })
}

/// Gives a key back: its result is garbage.
#[wasm_bindgen(js_name = releaseKey)]
pub fn release_key(key: u32) {
    with_keys(|keys| keys.borrow_mut().release(KeyHandle(key)));
}

/// Number of keys that live results hold.
#[wasm_bindgen(js_name = keysHeld)]
pub fn keys_held() -> usize {
    with_keys(|keys| keys.borrow().len())
}
