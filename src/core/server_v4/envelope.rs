//! The envelope of answers: `{"status": "success", "data": …}`, or an error (spec §4.3, §4.4).

use crate::core::failure::{Failure, FailureKind, HttpFields, HttpStatus, Problem, standard_text, words};
use crate::core::platform::{Document, Documents, HttpResponse};
use crate::core::text::Text;

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
    let refused = |fields: Option<P::Doc>| {
        let silent = fields.as_ref().and_then(|fields| silenced(platform, fields, secrets));
        let is_quotable = silent.is_none();
        Err(api_error(response.status, silent.or(fields), shown, is_quotable))
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
            let message = words::not_api(shown, response.status, content_type, body_is_empty, html);
            Err(Failure::without_answer(FailureKind::NotApi, shown, message, None)) // D7
        }
    }
}

/// Shorter texts are no secrets, but parts of words.
const SHORTEST_SECRET: usize = 8;

/// An error body that repeats secrets, without them: the members of the body become fields of the error (D1). `None` if
/// it repeats none. Both are compared as `JSON.stringify` writes them: servers escape slashes and letters as they like.
fn silenced<P: Documents>(platform: &P, fields: &P::Doc, secrets: &[String]) -> Option<P::Doc> {
    let text = platform.write_json(fields)?.as_text()?;
    let text = text.as_utf8()?;
    let mut silent = text.to_owned();
    for secret in secrets.iter().filter(|s| s.len() >= SHORTEST_SECRET) {
        let written = platform.write_json(&Document::str(secret)).and_then(|json| json.as_text());
        let written = written.as_ref().and_then(Text::as_utf8).and_then(|w| w.strip_prefix('"')?.strip_suffix('"'));
        silent = silent.replace(written.unwrap_or(secret), "***");
    }
    if silent == text {
        return None;
    }
    platform.parse_json(&Document::str(&silent)).or_else(|| Some(Document::object()))
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
