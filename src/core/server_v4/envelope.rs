//! The envelope of answers: `{"status": "success", "data": …}`, or an error (spec §4.3, §4.4).

use crate::core::client::server_error;
use crate::core::failure::{Failure, FailureKind, HttpFields, HttpStatus, Problem, standard_text, words};
use crate::core::platform::{Document, Documents, HttpResponse};

/// The data of an answer, or the failure that it means. `shown` is `METHOD: address`; `secrets` are texts that its
/// message must not repeat, should the server do so.
pub fn read<P: Documents>(
    platform: &P,
    response: &HttpResponse<P::Doc>,
    shown: &str,
    secrets: &[String],
) -> Result<P::Doc, Failure<P::Doc>> {
    let content_type = response.content_type.as_deref();
    let is_json = content_type.is_some_and(is_json_type);
    let body_is_empty = !response.body.truthy();
    let parsed = || platform.parse_json(&response.body);
    if !(200..300).contains(&response.status) {
        let silenced = silenced(&response.body, secrets);
        let body = silenced.as_ref().unwrap_or(&response.body);
        let fields = if is_json && !body_is_empty { platform.parse_json(body) } else { None };
        let is_quotable = silenced.is_none();
        return Err(api_error(response.status, fields.filter(Document::is_object), shown, is_quotable));
    }
    match parsed() {
        Some(answer) if answer.is_object() && (answer.has_own("status") || answer.has_own("data")) => {
            if answer.own("status").as_text().is_some_and(|s| s == *"failed") {
                let silenced = silenced(&response.body, secrets); // D30
                let is_quotable = silenced.is_none();
                let fields = silenced.and_then(|body| platform.parse_json(&body)).unwrap_or(answer);
                return Err(api_error(response.status, Some(fields), shown, is_quotable));
            }
            Ok(answer.own("data"))
        }
        None if is_json && !body_is_empty => {
            Err(server_error(FailureKind::Network, shown, words::unreadable(shown, response.status)))
        }
        other => {
            let html = other.is_none() && content_type.is_some_and(|t| t.to_ascii_lowercase().contains("html"));
            let message = words::not_api(shown, response.status, content_type, body_is_empty, html);
            Err(server_error(FailureKind::NotApi, shown, message)) // D7
        }
    }
}

/// Shorter texts are no secrets, but parts of words.
const SHORTEST_SECRET: usize = 8;

/// An error body that repeats secrets, without them: the members of the body become fields of the error (D1). `None` if
/// it repeats none.
fn silenced<D: Document>(body: &D, secrets: &[String]) -> Option<D> {
    let text = body.as_text()?;
    let text = text.as_utf8()?;
    let mut silent = text.to_owned();
    for secret in secrets.iter().filter(|s| s.len() >= SHORTEST_SECRET) {
        for form in [secret.clone(), secret.replace('\\', "\\\\").replace('"', "\\\"")] {
            silent = silent.replace(&form, "***");
        }
    }
    (silent != text).then(|| D::str(&silent))
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

/// `is_quotable`: whether the server's own words may be repeated in the message.
fn api_error<D: Document>(status: u16, body: Option<D>, shown: &str, is_quotable: bool) -> Failure<D> {
    let text = |d: &D| d.as_text().and_then(|t| t.as_utf8().map(str::to_owned)).filter(|_| is_quotable);
    let code = body.as_ref().and_then(|b| text(&b.own("code")));
    let said = body.as_ref().and_then(|b| text(&b.own("data").own("errorMessage")).or_else(|| text(&b.own("message"))));
    Failure::from_problem(Problem {
        kind: FailureKind::Api,
        message: words::api(shown, status, standard_text(status), code.as_deref(), said.as_deref()),
        http: Some(HttpFields { request: shown.to_owned(), status: HttpStatus::Code(status) }),
        body,
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
