//! Secrets of the seeds where they must not be.

use super::seeds::{NEVER_SHOWN, SEALED};
use super::support::{Cause, Failure, Native, Value};
use passwork_wasm::core::crypto::{base64, plain_form};
use passwork_wasm::core::platform::in_memory::Sent;
use passwork_wasm::core::platform::{Document, Documents};
use serde_json::Value as Json;

/// A request of sealed mode: no value and no key in the clear, in base64, or in the plain form.
pub fn of_request(sent: &Sent) -> Result<(), String> {
    let body = sent.body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned()).unwrap_or_default();
    let mut texts = vec![sent.url.clone(), body];
    texts.extend(sent.headers.iter().map(|(_, value)| value.clone()));
    all_texts(&sent.json(), &mut texts);
    for text in texts {
        let plain = plain_form::decode(&text.as_str().into()).to_utf8_lossy().to_string();
        let bytes = base64::decode_skipping_foreign(text.as_bytes());
        let forms = [text, plain, String::from_utf8_lossy(&bytes).into_owned()];
        let found = SEALED.iter().find(|secret| forms.iter().any(|form| is_in(form, secret)));
        if let Some(secret) = found {
            return Err(format!("'{secret}' left the client unsealed: {}", sent.line));
        }
    }
    Ok(())
}

/// Everything of a failure that can be printed.
pub fn of_failure(failure: &Failure<Value>) -> Result<(), String> {
    let Failure::Ours(problem) = failure else { return Ok(()) };
    let body = problem.body.as_ref().map(|body| Native::default().write_json(body).and_then(|t| t.as_text()));
    let body = body.map(|text| text.map(|text| text.to_utf8_lossy()));
    let http = problem.http.as_ref().map(|http| &http.request);
    let cause = match &problem.cause {
        Some(Cause::Redacted(errors)) => {
            errors.iter().map(|e| format!("{} {} {}", e.name, e.code, e.message)).collect()
        }
        _ => String::new(),
    };
    of_text(&format!("{} {body:?} {http:?} {:?} {cause}", problem.message, problem.code))
}

/// A text that is shown.
pub fn of_text(text: &str) -> Result<(), String> {
    match NEVER_SHOWN.iter().find(|secret| is_in(text, secret)) {
        Some(secret) => Err(format!("'{secret}' is shown: {text}")),
        None => Ok(()),
    }
}

/// As it is, or in base64.
fn is_in(text: &str, secret: &str) -> bool {
    text.contains(secret) || text.contains(base64::encode(secret.as_bytes()).trim_end_matches('='))
}

fn all_texts(json: &Json, into: &mut Vec<String>) {
    match json {
        Json::String(text) => into.push(text.clone()),
        Json::Array(entries) => entries.iter().for_each(|entry| all_texts(entry, into)),
        Json::Object(members) => members.iter().for_each(|(name, member)| {
            into.push(name.clone());
            all_texts(member, into);
        }),
        _ => {}
    }
}
