//! The caller's token store (`pkg-template/js/token-store.mjs`).

use super::document::JsDoc;
use super::fetch::thrown;
use super::platform::JsPlatform;
use super::promises::JsFuture;
use crate::core::failure::cause::Thrown;
use crate::core::platform::TokenStore;
use js_sys::Promise;
use wasm_bindgen::JsValue;

impl TokenStore for JsPlatform {
    fn has_token_store(&self) -> bool {
        self.host.has_token_store()
    }

    async fn load_tokens(&self) -> Result<JsDoc, Vec<Thrown>> {
        ended(self.host.load_tokens()).await.map(JsDoc)
    }

    async fn save_tokens(&self, pair: &JsDoc) -> Result<(), Vec<Thrown>> {
        ended(self.host.save_tokens(&pair.0)).await.map(|_| ())
    }

    fn begin_lock(&self) -> JsDoc {
        JsDoc(self.host.begin_lock())
    }

    async fn lock_entered(&self, lock: &JsDoc) -> Result<(), Vec<Thrown>> {
        ended(self.host.lock_entered(&lock.0)).await.map(|_| ())
    }

    fn leave_lock(&self, lock: &JsDoc) {
        self.host.leave_lock(&lock.0);
    }

    async fn lock_left(&self, lock: &JsDoc) -> Result<(), Vec<Thrown>> {
        ended(self.host.lock_left(&lock.0)).await.map(|_| ())
    }
}

async fn ended(promise: Result<Promise, JsValue>) -> Result<JsValue, Vec<Thrown>> {
    match promise {
        Ok(promise) => JsFuture::from(promise).await.map_err(|error| thrown(&error)),
        Err(error) => Err(thrown(&error)),
    }
}
