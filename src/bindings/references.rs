//! What can be done with references without a client.

use super::document::JsDoc;
use super::failure::to_js;
use crate::core::references;
use wasm_bindgen::prelude::*;

/// `parseReference(text)`.
#[wasm_bindgen(js_name = parseReference)]
pub fn parse_reference(text: JsValue) -> Result<JsValue, JsValue> {
    references::parse(&JsDoc(text)).map(|parts| parts.0).map_err(to_js)
}

/// `formatReference(parts)`.
#[wasm_bindgen(js_name = formatReference)]
pub fn format_reference(parts: JsValue) -> Result<JsValue, JsValue> {
    references::format(&JsDoc(parts)).map(|text| text.0).map_err(to_js)
}
