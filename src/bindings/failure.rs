//! Failures as JavaScript's errors.

use super::document::JsDoc;
use super::imports;
use crate::core::failure::{Cause, Failure, HttpStatus, Reason, standard_text};
use crate::core::platform::Document;
use js_sys::Array;
use wasm_bindgen::JsValue;

/// The error that a call rejects with.
pub fn to_js(failure: Failure<JsDoc>) -> JsValue {
    let problem = match failure {
        Failure::Foreign(value) => return value.0,
        Failure::Ours(problem) => problem,
    };
    let parts = JsDoc::record([
        ("kind", JsDoc::str(problem.kind.name())),
        ("message", JsDoc::str(&problem.message)),
        ("cause", JsDoc(problem.cause.as_ref().map_or(JsValue::UNDEFINED, cause))),
        ("body", problem.body.clone().unwrap_or_else(JsDoc::undefined)),
        ("code", problem.code.map_or_else(JsDoc::undefined, JsDoc::str)),
    ]);
    if let Some(reason) = &problem.reason {
        parts.set("reason", JsDoc::str(reason.name()));
        let candidates = JsDoc::list();
        if let Reason::Ambiguous(all) = reason {
            for (id, path) in all {
                candidates.push(JsDoc::record([("id", JsDoc::str(id)), ("path", JsDoc::str(path))]));
            }
        }
        parts.set("candidates", candidates);
    }
    if let Some(http) = &problem.http {
        let (status, text) = match http.status {
            HttpStatus::Code(code) => (JsDoc::number(f64::from(code)), standard_text(code)),
            HttpStatus::ServerError => (JsDoc::str("serverError"), "serverError"),
        };
        parts.set("httpRequest", JsDoc::str(&http.request));
        parts.set("httpStatus", status);
        parts.set("httpMessage", JsDoc::str(text));
    }
    imports::with(|s| s.make_error(&parts.0))
}

fn cause(cause: &Cause<JsDoc>) -> JsValue {
    match cause {
        Cause::Own(value) => value.0.clone(),
        Cause::Redacted(errors) => {
            let told = Array::new();
            for error in errors {
                for text in [&error.name, &error.code, &error.message] {
                    told.push(&JsValue::from_str(text));
                }
            }
            imports::with(|s| s.redacted(&told))
        }
    }
}
