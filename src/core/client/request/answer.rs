//! Reading the answer to a request: JSON, or what came instead of it (spec §4.3, §4.4).

use crate::core::client::Call;
use crate::core::client::request::redacted_error::ErrorBody;
use crate::core::client::request::request_secrets;
use crate::core::client::server::{Envelope, Server};
use crate::core::failure::messages::Explained;
use crate::core::failure::{Failure, FailureKind, HttpFields, HttpStatus, Problem, excerpt, messages, standard_text};
use crate::core::platform::{Doc, Document, HttpResponse, Platform};
use crate::core::redact::Secrets;

/// Longest content type that is shown, in characters.
const MAX_TYPE_CHARS: usize = 100;
/// Longest beginning of a foreign text that is shown, in characters.
const MAX_QUOTED_CHARS: usize = 200;
/// Longest beginning of it that is looked at, in bytes: pages begin with styles.
const MAX_QUOTED_BYTES: usize = 20_000;

/// The data of an answer, or the failure that it means. `shown` is `METHOD: address`; `secrets` are what the failure must
/// not repeat, should the server do so.
pub fn read<P: Platform>(
    call: &Call<P>,
    response: &HttpResponse<Doc<P>>,
    (shown, reads): (&str, bool),
    secrets: &dyn Fn() -> Secrets,
) -> Result<Doc<P>, Failure<Doc<P>>> {
    let (server, platform) = (&*call.server(), &*call.platform);
    let content_type = response.content_type.as_deref();
    let is_json = content_type.is_some_and(is_json_type);
    let body_is_empty = !response.body.truthy();
    let parsed = || platform.parse_json(&response.body).and_then(|json| server.unpacked(platform, json));
    let quoted = || {
        let text = response.body.as_text().filter(|_| server.quotes_foreign_answers())?;
        let text = text.to_utf8_lossy();
        // The beginning of JSON may hold new tokens and values, of which nobody knows yet that they are secrets.
        let is_json =
            text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').starts_with(['{', '[', '"']);
        let words = if is_json { String::new() } else { beginning_of(&text) };
        Some(excerpt(&secrets().redact(&words), MAX_QUOTED_CHARS)).filter(|text| !text.is_empty())
    };
    let refused = |fields: Option<Doc<P>>| {
        if fields.as_ref().is_some_and(|fields| server.refuses_so(fields)) {
            call.has_answered();
        }
        let body = fields.map(|fields| ErrorBody::read(server, platform, fields, &mut secrets()));
        let body = body.unwrap_or_else(|| ErrorBody { said: quoted(), ..ErrorBody::default() });
        Err(api_error(server, response.status, body, shown))
    };
    if !(200..300).contains(&response.status) {
        let fields = if is_json && !body_is_empty { parsed() } else { None };
        return refused(fields.filter(Document::is_object));
    }
    let nothing_was_to_come = !reads && server.nothing_means_done();
    if body_is_empty && nothing_was_to_come {
        return Ok(Document::undefined());
    }
    let no_api = |is_json_of_others: bool| {
        let html = !is_json_of_others && content_type.is_some_and(|t| t.to_ascii_lowercase().contains("html"));
        let content_type = content_type.map(|t| excerpt(&secrets().redact(t), MAX_TYPE_CHARS));
        let mut message = messages::not_api(
            shown,
            response.status,
            content_type.as_deref(),
            body_is_empty,
            html,
            server.whereabouts(),
        );
        if let Some(quoted) = quoted() {
            message.push_str(&format!(". It begins: {quoted}"));
        }
        Err(Failure::without_answer(FailureKind::NotApi, shown, message, None)) // D7
    };
    match parsed().map(|answer| server.unwrap(answer)) {
        Some(Envelope::Data(data)) if data.is_nullish() && server.nothing_means_done() && !nothing_was_to_come => {
            no_api(true)
        }
        Some(Envelope::Data(data)) => {
            call.has_answered();
            Ok(data)
        }
        Some(Envelope::Refusal(fields)) => refused(Some(fields)),
        Some(Envelope::Other(_)) => no_api(true),
        None if is_json && !body_is_empty => {
            let message = messages::unreadable(shown, response.status);
            Err(Failure::without_answer(FailureKind::Network, shown, message, None))
        }
        None => no_api(false),
    }
}

/// The failure that a refusal means which came within an answer: of one of the requests of a batch. `shown` is `METHOD: address`.
pub fn refusal_within<P: Platform>(call: &Call<P>, shown: &str, status: u16, body: Doc<P>) -> Failure<Doc<P>> {
    let server = &*call.server();
    let body = match body.is_object() {
        true => ErrorBody::read(server, &*call.platform, body, &mut request_secrets::of_call(call)),
        false => ErrorBody::default(),
    };
    api_error(server, status, body, shown)
}

/// The words at the beginning of a text or page, without tags, styles and scripts.
fn beginning_of(text: &str) -> String {
    let mut end = text.len().min(MAX_QUOTED_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut words = String::new();
    let mut rest = &text[..end];
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        words.push(' ');
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
        let hidden = ["script", "style"].contains(&name.as_str()).then(|| format!("</{name}"));
        let after = hidden.and_then(|end| tag.find(&end)).map_or(tag, |at| &tag[at..]);
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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
    let http = Some(HttpFields { request: shown.to_owned(), status: HttpStatus::Code(status) });
    Failure::from_problem(Problem { http, body: body.fields, ..Problem::new(FailureKind::Api, message) })
}

#[cfg(test)]
mod tests {
    use super::{beginning_of, is_json_type};

    #[test]
    fn the_words_of_a_page() {
        let page = "<!doctype html><style>b{}</style><p>502 <b>Bad</b> Gateway\n</p><script>x<y</script> of it";
        assert_eq!(beginning_of(page), "502 Bad Gateway of it");
        assert_eq!(beginning_of("no page"), "no page");
        assert_eq!(beginning_of("<unfinished"), "");
        assert_eq!(beginning_of(&"ä".repeat(30_000)).len(), 20_000);
    }

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
