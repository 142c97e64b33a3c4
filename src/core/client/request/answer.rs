//! Reading the answer to a request: JSON, or what came instead of it (spec §4.3, §4.4).

use crate::core::client::request::redacted_error::ErrorBody;
use crate::core::client::server::{Envelope, Server};
use crate::core::failure::messages::Explained;
use crate::core::failure::{Failure, FailureKind, HttpFields, HttpStatus, Problem, excerpt, messages, standard_text};
use crate::core::platform::{Doc, Document, HttpResponse, Platform};
use crate::core::redact::Secrets;

/// Longest content type that is shown, in characters.
const MAX_TYPE_CHARS: usize = 100;

/// The data of an answer, or the failure that it means. `shown` is `METHOD: address`; `secrets` are what the failure must
/// not repeat, should the server do so.
pub fn read<P: Platform>(
    server: &dyn Server<P>,
    platform: &P,
    response: &HttpResponse<Doc<P>>,
    shown: &str,
    secrets: &dyn Fn() -> Secrets,
) -> Result<Doc<P>, Failure<Doc<P>>> {
    let content_type = response.content_type.as_deref();
    let is_json = content_type.is_some_and(is_json_type);
    let body_is_empty = !response.body.truthy();
    let parsed = || platform.parse_json(&response.body);
    let refused = |fields: Option<Doc<P>>| {
        let body = fields.map(|fields| ErrorBody::read(server, platform, fields, &mut secrets()));
        Err(api_error(server, response.status, body.unwrap_or_default(), shown))
    };
    if !(200..300).contains(&response.status) {
        let fields = if is_json && !body_is_empty { parsed() } else { None };
        return refused(fields.filter(Document::is_object));
    }
    let no_api = |is_json_of_others: bool| {
        let html = !is_json_of_others && content_type.is_some_and(|t| t.to_ascii_lowercase().contains("html"));
        let content_type = content_type.map(|t| excerpt(&secrets().redact(t), MAX_TYPE_CHARS));
        let message = messages::not_api(shown, response.status, content_type.as_deref(), body_is_empty, html);
        Err(Failure::without_answer(FailureKind::NotApi, shown, message, None)) // D7
    };
    match parsed().map(|answer| server.unwrap(answer)) {
        Some(Envelope::Data(data)) => Ok(data),
        Some(Envelope::Refusal(fields)) => refused(Some(fields)),
        Some(Envelope::Other(_)) => no_api(true),
        None if is_json && !body_is_empty => {
            let message = messages::unreadable(shown, response.status);
            Err(Failure::without_answer(FailureKind::Network, shown, message, None))
        }
        None => no_api(false),
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

fn api_error<P: Platform>(
    server: &dyn Server<P>,
    status: u16,
    body: ErrorBody<Doc<P>>,
    shown: &str,
) -> Failure<Doc<P>> {
    let (code, said) = (body.code.as_deref(), body.said.as_deref());
    let explained = Explained { code, said, advice: server.advice(code, status) };
    let message = messages::api(shown, status, standard_text(status), &explained);
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
