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
    Document, ExternalBytes, Fetch, FetchFailure, FetchFailureReason, HttpBody, HttpRequest, HttpResponse, Page,
};
use js_sys::{Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, Url};

/// Calls a request off when it is dropped: with the call that was aborted, out of time or ended by `close()` (D51).
struct CancelOnDrop {
    controller: Option<AbortController>,
    /// Object in which Node's client leaves the request.
    line: Option<Object>,
}

impl CancelOnDrop {
    fn done(mut self) {
        (self.controller, self.line) = (None, None);
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
        if let Some(line) = &self.line {
            let _ = imports::with(|s| s.hang_up(line));
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

/// Options of a `fetch`: everything but the address. The headers are a plain object, as own fetches are promised: one
/// of `Headers` would load the whole of Node's fetch, and there is none in jsdom. Not web-sys's `RequestInit`: that
/// assigns, and what a page has put on `Object.prototype` would keep the members from the object, `redirect` among
/// them.
fn init_of(request: &HttpRequest<JsDoc>, signal: Option<JsValue>, has_page: bool) -> JsDoc {
    let headers = JsDoc::object();
    for (name, value) in &request.headers {
        headers.set(name, JsDoc::str(value));
    }
    for (name, value) in &*request.given {
        headers.set(name, JsDoc::str(value));
    }
    let init = JsDoc::record([
        ("method", JsDoc::str(request.method)),
        ("headers", headers),
        ("redirect", JsDoc::str("manual")),
    ]);
    if let HttpBody::Json(body) | HttpBody::Woven { sent: body, .. } = &request.body {
        init.set("body", body.clone());
    }
    if has_page {
        // Browsers only: workerd throws on both.
        init.set("credentials", JsDoc::str("omit"));
        init.set("cache", JsDoc::str("no-store"));
    }
    if let Some(signal) = signal {
        init.set("signal", JsDoc(signal));
    }
    init
}

/// Reads a thrown value as texts.
pub(super) fn thrown(error: &JsValue) -> Vec<Thrown> {
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
        let signal = controller.as_ref().map(|controller| controller.signal().into());
        let line = Object::new();
        let cancel = CancelOnDrop { controller, line: Some(line.clone()) };
        let failed = |reason| move |error: JsValue| FetchFailure { reason, thrown: thrown(&error) };
        let answer = {
            let init = init_of(&request, signal, self.has_page());
            let observed = request.observed.as_ref().map_or(JsValue::UNDEFINED, |observed| observed.0.clone());
            imports::with(|s| s.call_fetch(&fetch, &request.url, &init.0, request.reads, &line, &observed))
        };
        let file = request.file;
        drop(request);
        let response = JsFuture::from(answer).await.map_err(failed(FetchFailureReason::Network))?;
        let body = imports::with(|s| s.read_body(&response, file, &line));
        let body = JsFuture::from(body).await.map_err(failed(FetchFailureReason::CutOff))?;
        cancel.done();
        let status = get(&response, "status").as_f64().unwrap_or_default() as u16;
        let header = |name| imports::with(|s| s.header(&response, name)).as_string();
        // A success says nothing of where and when to ask again.
        let more = |name| match status {
            200..300 => None,
            _ => header(name),
        };
        Ok(HttpResponse {
            status,
            opaque_redirect: get(&response, "type") == "opaqueredirect",
            content_type: header("content-type"),
            location: more("location"),
            retry_after: more("retry-after"),
            request_id: get(&line, "requestId").as_string(),
            bytes: get(&line, "bytes").as_f64().unwrap_or_default() as usize,
            body: JsDoc(body),
        })
    }

    fn byte_length(&self, body: &JsDoc) -> usize {
        imports::with(|s| s.byte_length(&body.0))
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
