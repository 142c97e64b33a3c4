//! Files and byte sources.

use super::document::{JsDoc, string_of, text_of};
use super::imports;
use super::platform::JsPlatform;
use super::promises::JsFuture;
use crate::core::platform::{Document, Files, NamedBy, Source};
use crate::core::text::Text;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

impl Files for JsPlatform {
    fn can_use_paths(&self) -> bool {
        self.host.can_use_fs()
    }

    fn read_path(&self, path: &Text, most: usize) -> Result<Vec<u8>, JsDoc> {
        let most = most as u32;
        self.host.read_file(&string_of(path), most).map(|bytes| bytes.subarray(0, most).to_vec()).map_err(JsDoc)
    }

    fn base_name(&self, path: &Text) -> Result<Text, JsDoc> {
        let name = self.host.base_name(&string_of(path)).map_err(JsDoc)?;
        text_of(&name).ok_or(JsDoc(name))
    }

    fn has_windows_names(&self) -> bool {
        self.host.has_windows_names()
    }

    fn save(&self, path: &Text, bytes: &[u8], named_by: NamedBy) -> Result<(), JsDoc> {
        let by_server = named_by == NamedBy::Server;
        self.host.save_file(&string_of(path), &Uint8Array::from(bytes), by_server).map_err(JsDoc)
    }

    fn source(&self, value: &JsDoc) -> Source {
        match imports::with(|s| s.source_kind(&value.0)).as_string().as_deref().unwrap_or_default() {
            "path" => value.as_text().map_or(Source::Nothing, Source::Path),
            "bytes" => Source::Bytes { size: value_of(&value.0, "byteLength").as_f64().unwrap_or(f64::INFINITY) },
            "blob" => Source::Blob {
                size: value_of(&value.0, "size").as_f64().unwrap_or(f64::INFINITY),
                name: text_of(&value_of(&value.0, "name")).unwrap_or_else(|| "".into()),
            },
            _ => Source::Nothing,
        }
    }

    fn take_bytes(&self, value: &JsDoc) -> Result<JsDoc, JsDoc> {
        imports::with(|s| s.take_bytes(&value.0)).map(JsDoc).map_err(JsDoc)
    }

    fn bytes(&self, value: &JsDoc) -> Result<Vec<u8>, JsDoc> {
        imports::with(|s| s.bytes_of(&value.0)).map(|bytes| bytes.to_vec()).map_err(JsDoc)
    }

    async fn read_blob(&self, value: &JsDoc, most: usize) -> Result<Vec<u8>, JsDoc> {
        let promise = imports::with(|s| s.read_blob(&value.0)).map_err(JsDoc)?;
        let bytes = JsFuture::from(promise).await.map_err(JsDoc)?;
        Ok(bytes.unchecked_into::<Uint8Array>().subarray(0, most as u32).to_vec())
    }
}

/// Reads a getter of a prototype: `size` and `name` of a Blob, and `byteLength` of bytes.
fn value_of(blob: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(blob, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
