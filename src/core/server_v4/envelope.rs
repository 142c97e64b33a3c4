//! The envelope of answers: `{"status": "success", "data": …}`, or an error (spec §4.3, §4.4).

use super::error_body::ErrorBody;
use crate::core::failure::{Failure, FailureKind, HttpFields, HttpStatus, Problem, excerpt, standard_text, words};
use crate::core::platform::{Document, Documents, HttpResponse};
use crate::core::redact::Secrets;

/// What is shown of a content type, in characters.
const LONGEST_TYPE: usize = 100;

/// The data of an answer, or the failure that it means. `shown` is `METHOD: address`; `secrets` are what the failure must
/// not repeat, should the server do so.
pub fn read<P: Documents>(
    platform: &P,
    response: &HttpResponse<P::Doc>,
    shown: &str,
    secrets: &dyn Fn() -> Secrets,
) -> Result<P::Doc, Failure<P::Doc>> {
    let content_type = response.content_type.as_deref();
    let is_json = content_type.is_some_and(is_json_type);
    let body_is_empty = !response.body.truthy();
    let parsed = || platform.parse_json(&response.body);
    let refused = |fields: Option<P::Doc>| {
        let body = fields.map(|fields| ErrorBody::read(platform, fields, &mut secrets()));
        Err(api_error(response.status, body.unwrap_or_default(), shown))
    };
    if !(200..300).contains(&response.status) {
        let fields = if is_json && !body_is_empty { parsed() } else { None };
        return refused(fields.filter(Document::is_object));
    }
    match parsed() {
        Some(answer) if answer.is_object() && (answer.has_own("status") || answer.has_own("data")) => {
            if answer.own("status").as_text().is_some_and(|s| s == *"failed") {
                return refused(Some(answer)); // D30
            }
            Ok(answer.own("data"))
        }
        None if is_json && !body_is_empty => {
            Err(Failure::without_answer(FailureKind::Network, shown, words::unreadable(shown, response.status), None))
        }
        other => {
            let html = other.is_none() && content_type.is_some_and(|t| t.to_ascii_lowercase().contains("html"));
            let content_type = content_type.map(|t| excerpt(&secrets().redact(t), LONGEST_TYPE));
            let message = words::not_api(shown, response.status, content_type.as_deref(), body_is_empty, html);
            Err(Failure::without_answer(FailureKind::NotApi, shown, message, None)) // D7
        }
    }
}

/// `…/json` or `…+json`, followed by the end or by a character that is neither a word character nor `-`.
fn is_json_type(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or("").to_ascii_lowercase();
    ["/json", "+json"].iter().any(|mark| {
        kind.match_indices(mark).any(|(at, _)| match kind[at + mark.len()..].chars().next() {
            None => true,
            Some(c) => !(c.is_ascii_alphanumeric() || c == '_' || c == '-'),
        })
    })
}

fn api_error<D: Document>(status: u16, body: ErrorBody<D>, shown: &str) -> Failure<D> {
    let message = words::api(shown, status, standard_text(status), body.code.as_deref(), body.said.as_deref());
    Failure::from_problem(Problem {
        kind: FailureKind::Api,
        message,
        http: Some(HttpFields { request: shown.to_owned(), status: HttpStatus::Code(status) }),
        body: body.fields,
        code: None,
        cause: None,
    })
}

#[cfg(test)]
mod tests {
    use super::is_json_type;

    #[test]
    fn json_types() {
        for yes in
            ["application/json", "application/json; charset=utf-8", "application/problem+json", "APPLICATION/JSON"]
        {
            assert!(is_json_type(yes), "{yes}");
        }
        for no in ["application/json-seq", "text/html", "", "application/jsonp", "text/plain; x=/json"] {
            assert!(!is_json_type(no), "{no}");
        }
    }
}
