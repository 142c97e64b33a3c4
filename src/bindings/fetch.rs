//! `fetch`, called as a function and duck-typed: mocks, polyfills and other realms answer with objects of their own
//! classes, and may reject with anything. (gloo-net assumes the global `fetch`, the global `Response` and `Error`
//! instances, and panics otherwise; so it is not used here.)

use super::document::JsDoc;
use super::imports::Imports;
use super::platform::JsPlatform;
use super::promises::JsFuture;
use super::{imports, names};
use crate::core::failure::cause::Thrown;
use crate::core::platform::{
    ExternalBytes, Fetch, FetchFailure, FetchFailureReason, HttpBody, HttpRequest, HttpResponse, Page,
};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, Url};
use zeroize::Zeroizing;

/// Calls a request off when it is dropped: with the call that was aborted, out of time or ended by `close()` (D51).
struct CancelOnDrop {
    controller: Option<AbortController>,
    exchange: Option<js_sys::Promise>,
}

impl CancelOnDrop {
    fn done(mut self) {
        (self.controller, self.exchange) = (None, None);
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
        if let Some(exchange) = &self.exchange {
            let _ = imports::with(|s| s.hang_up(exchange));
        }
    }
}

/// A member, or `undefined`.
fn get(value: &JsValue, name: &str) -> JsValue {
    names::with(name, |name| imports::with(|s| s.get(value, name)))
}

/// The address of the page or worker; empty where there is none.
fn page() -> String {
    imports::with(Imports::page_address).as_string().unwrap_or_default()
}

thread_local! {
    static HAS_PAGE: bool = !page().is_empty();
}

/// The headers, one a line; their values have no line ends.
fn lines(headers: &[(&'static str, String)]) -> Zeroizing<String> {
    let mut lines = Zeroizing::new(String::with_capacity(headers.iter().map(|(n, v)| n.len() + v.len() + 2).sum()));
    for (name, value) in headers {
        for part in [name, ":", value, "\n"] {
            lines.push_str(part);
        }
    }
    lines
}

/// What was thrown, in words.
fn thrown(error: &JsValue) -> Vec<Thrown> {
    let told = imports::with(|s| s.tell(error)).unwrap_or_default();
    let texts: Vec<String> = told.iter().map(|text| text.as_string().unwrap_or_default()).collect();
    let (errors, _) = texts.as_chunks();
    errors.iter().cloned().map(|[name, code, message]| Thrown { name, code, message }).collect()
}

fn part(room: &JsDoc, start: usize, end: usize) -> Uint8Array {
    room.0.unchecked_ref::<Uint8Array>().subarray(start as u32, end as u32)
}

impl Fetch for JsPlatform {
    async fn fetch(&self, request: HttpRequest<JsDoc>) -> Result<HttpResponse<JsDoc>, FetchFailure> {
        let fetch = self.host.fetch();
        if !fetch.is_function() {
            return Err(FetchFailure { reason: FetchFailureReason::NoFetch, thrown: Vec::new() });
        }
        // A call that is dropped (aborted, out of time) takes its request along.
        let controller = if self.cancelable { AbortController::new().ok() } else { None };
        let mut cancel = CancelOnDrop { controller, exchange: None };
        let signal = cancel.controller.as_ref().map_or(JsValue::UNDEFINED, |controller| controller.signal().into());
        let body = match &request.body {
            HttpBody::None => &JsValue::UNDEFINED,
            HttpBody::Json(json) | HttpBody::Woven { sent: json, .. } => &json.0,
        };
        let headers = lines(&request.headers);
        let answer = names::with(request.method, |method| {
            imports::with(|s| {
                s.callFetch(&fetch, &request.url, method, &headers, body, &signal, request.file, request.reads)
            })
        });
        drop((request, headers));
        cancel.exchange = Some(answer.clone());
        let answer = JsFuture::from(answer).await.map_err(|e| {
            let is_cut = get(&e, "cutOff").is_truthy();
            let reason = if is_cut { FetchFailureReason::CutOff } else { FetchFailureReason::Network };
            FetchFailure { reason, thrown: thrown(&get(&e, "error")) }
        })?;
        cancel.done();
        let status = get(&answer, "status").as_f64().unwrap_or_default() as u16;
        // A success says nothing of where and when to ask again.
        let more = |name| match status {
            200..300 => None,
            _ => imports::with(|s| s.header(&get(&answer, "response"), name)).as_string(),
        };
        Ok(HttpResponse {
            status,
            opaque_redirect: get(&answer, "opaque").is_truthy(),
            content_type: get(&answer, "contentType").as_string(),
            location: more("location"),
            retry_after: more("retry-after"),
            body: JsDoc(get(&answer, "body")),
        })
    }

    fn alloc_external(&self, length: usize) -> JsDoc {
        JsDoc(Uint8Array::new_with_length(length as u32).into())
    }

    fn write(&self, room: &JsDoc, at: usize, bytes: &[u8]) {
        part(room, at, at + bytes.len()).copy_from(bytes);
    }

    fn copy_external(&self, room: &JsDoc, at: usize, from: &ExternalBytes<JsDoc>) {
        room.0.unchecked_ref::<Uint8Array>().set(&part(&from.whole, from.start, from.end), at as u32);
    }

    fn body_of(&self, room: &ExternalBytes<JsDoc>) -> JsDoc {
        JsDoc(part(&room.whole, room.start, room.end).into())
    }

    fn text_of(&self, room: &ExternalBytes<JsDoc>) -> JsDoc {
        let bytes = part(&room.whole, room.start, room.end).to_vec();
        JsDoc(JsValue::from_str(&String::from_utf8_lossy(&bytes)))
    }

    fn resolve(&self, base: &str, reference: &str) -> Option<(String, String)> {
        let absolute =
            if base.contains("://") { base.to_owned() } else { Url::new_with_base(base, &page()).ok()?.href() };
        let url = Url::new_with_base(reference, &absolute).ok()?;
        // Both are empty where a page has spoilt them: no two addresses are of one origin then.
        Some((url.href(), url.origin())).filter(|(address, origin)| !address.is_empty() && !origin.is_empty())
    }

    fn page(&self) -> Page {
        let offline = get(&get(&js_sys::global(), "navigator"), "onLine").as_bool() == Some(false);
        Page { address: page(), offline }
    }

    fn has_page(&self) -> bool {
        HAS_PAGE.with(|&has| has)
    }

    fn tell_route(&self) {
        let _ = self.host.tell_route();
    }
}
