//! The platform of one call: JSON, clock, random numbers, events, and a caller's own agent, over JavaScript.

use super::caller_services::CallerServices;
use super::document::{JsDoc, string_of};
use super::promises::JsFuture;
use super::{caller_services, imports, names, tasks, webcrypto};
use crate::core::crypto::CryptoError;
use crate::core::crypto::random::Entropy;
use crate::core::platform::{Clock, Documents, ForeignAgent, Listeners, Shape, Tasks};
use crate::core::text::Text;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // Not web-sys's: a page may have put a console of its own there, and what that throws is nobody's business.
    #[wasm_bindgen(js_namespace = console, js_name = log, catch)]
    fn console_log(line: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = console, js_name = error, catch)]
    fn console_error(value: &JsValue) -> Result<(), JsValue>;
}

/// The most bytes that `crypto.getRandomValues` gives at once.
const RANDOM_BYTES_AT_ONCE: usize = 65_536;

/// The platform in JavaScript, as one client sees it.
pub struct JsPlatform {
    pub(super) host: CallerServices,
    /// Whether the call can be called off.
    pub(super) cancelable: bool,
}

impl JsPlatform {
    /// Platform of a helper, which needs nothing of its client but, to save files, its file manager.
    pub(super) fn of_helper(host: JsValue) -> Self {
        Self { host: host.unchecked_into(), cancelable: false }
    }
}

impl Documents for JsPlatform {
    type Doc = JsDoc;

    fn parse_json(&self, text: &JsDoc) -> Option<JsDoc> {
        let value = imports::with(|s| s.parse_json(&text.0));
        (!value.is_undefined()).then_some(JsDoc(value))
    }

    fn write_json(&self, value: &JsDoc) -> Option<JsDoc> {
        Some(imports::with(|s| s.write_json(&value.0))).filter(JsValue::is_string).map(JsDoc)
    }

    fn lower_case(&self, text: &JsDoc) -> JsDoc {
        JsDoc(imports::with(|s| s.lower_case(&text.0)))
    }

    fn reshape(&self, sent: &JsDoc, shape: Shape, in_place: bool) -> JsDoc {
        names::with_shape(shape, |shape| imports::with(|s| s.reshape(&sent.0, shape, in_place)))
            .map_or_else(|_| sent.clone(), JsDoc)
    }

    fn is_record(&self, value: &JsDoc) -> bool {
        imports::with(|s| s.is_record(&value.0))
    }

    fn composed(&self, text: &str) -> String {
        let composed = imports::with(|s| s.composed(&JsValue::from_str(text)));
        composed.as_string().unwrap_or_else(|| text.to_owned())
    }

    fn byte_array(&self, bytes: &[u8]) -> JsDoc {
        JsDoc(Uint8Array::from(bytes).into())
    }

    fn objects_without(&self, list: &JsDoc, name: &str) -> JsDoc {
        names::with(name, |name| JsDoc(imports::with(|s| s.objects_without(&list.0, name))))
    }

    fn sort_by_name(&self, list: &JsDoc) {
        let _ = imports::with(|s| s.sort_by_name(&list.0));
    }
}

impl Clock for JsPlatform {
    fn now(&self) -> f64 {
        imports::with(imports::Imports::now)
    }

    fn elapsed(&self) -> f64 {
        imports::with(imports::Imports::elapsed)
    }

    fn parse_date(&self, text: &str) -> Option<f64> {
        Some(imports::with(|s| s.parse_date(text))).filter(|ms| ms.is_finite())
    }
}

impl Tasks for JsPlatform {
    fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        tasks::spawn(work);
    }

    fn binds_promises(&self) -> bool {
        imports::binds_promises()
    }
}

impl Entropy for JsPlatform {
    fn fill(&self, out: &mut [u8]) -> Result<(), CryptoError> {
        for part in out.chunks_mut(RANDOM_BYTES_AT_ONCE) {
            webcrypto::with(|crypto| crypto.get_random_values_with_u8_array(part))
                .map_err(|_| CryptoError::RandomFailed)?;
        }
        Ok(())
    }
}

impl Listeners for JsPlatform {
    fn listen(&self, event: &Text, listener: &JsDoc) -> bool {
        self.host.listen(&string_of(event), &listener.0)
    }

    fn listeners(&self, event: &Text) -> Vec<JsDoc> {
        self.host.listeners(&string_of(event)).iter().map(JsDoc).collect()
    }

    fn notify(&self, listener: &JsDoc, data: &JsDoc) -> Result<(), JsDoc> {
        caller_services::call(&listener.0, &data.0).map(|_| ()).map_err(JsDoc)
    }

    fn report(&self, exception: &JsDoc) {
        let _ = console_error(&exception.0);
    }

    fn print(&self, line: &str) {
        let _ = console_log(line);
    }
}

impl ForeignAgent for JsPlatform {
    fn has_foreign_agent(&self) -> bool {
        self.host.agent().is_truthy()
    }

    async fn foreign_request(&self, method: &'static str, endpoint: &str, body: JsDoc) -> Result<JsDoc, JsDoc> {
        let promise = self.host.ask_agent(&method.to_ascii_lowercase(), endpoint, &body.0).map_err(JsDoc)?;
        JsFuture::from(promise).await.map(JsDoc).map_err(JsDoc)
    }

    fn set_agent_option(&self, option: &'static str, value: &JsDoc) {
        if self.has_foreign_agent() {
            self.host.set_agent_option(option, &value.0);
        }
    }
}
