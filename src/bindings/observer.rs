//! Who watches requests, over JavaScript.

use super::document::JsDoc;
use super::platform::JsPlatform;
use crate::core::platform::{Observer, RequestEvent};
use wasm_bindgen::JsValue;

fn record(event: &RequestEvent) -> JsValue {
    serde_wasm_bindgen::to_value(event).unwrap_or(JsValue::UNDEFINED)
}

impl Observer for JsPlatform {
    fn is_observed(&self) -> bool {
        self.host.is_observed()
    }

    fn request_started(&self, event: &RequestEvent) -> JsDoc {
        JsDoc(self.host.request_started(&record(event)))
    }

    fn request_ended(&self, observed: &JsDoc, event: &RequestEvent) {
        self.host.request_ended(&observed.0, &record(event));
    }

    fn request_repeated(&self, event: &RequestEvent) {
        self.host.request_repeated(&record(event));
    }

    fn session_renewed(&self, milliseconds: f64, ok: bool) {
        self.host.session_renewed(milliseconds, ok);
    }
}
