//! The body of an error answer: redacted, and without reserved names, its members become fields of the error (spec §4.4).

use crate::core::client::server::Server;
use crate::core::failure::excerpt;
use crate::core::platform::{Document, Documents, Platform};
use crate::core::redact::{Secrets, text_members};
use crate::core::text::Text;

/// Names that are the error's own, or that what works with errors relies on: no fields, whatever the server sends (D32).
const RESERVED_NAMES: [&str; 21] = [
    "httpRequest",
    "httpStatus",
    "httpMessage",
    "kind",
    "name",
    "message",
    "stack",
    "cause",
    "toJSON",
    "__proto__",
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// Members that name a state or a fault: never a short secret, even if one is the same word.
const NEVER_SECRET: [&str; 2] = ["status", "code"];

/// Longest quotation of the server's code and of its text, in characters.
const MAX_CODE_CHARS: usize = 100;
const MAX_TEXT_CHARS: usize = 1000;

/// An error body, without secrets.
pub struct ErrorBody<D> {
    /// Members that become fields of the error.
    pub fields: Option<D>,
    /// The beginning of its `code`.
    pub code: Option<String>,
    /// The beginning of what it says to a person.
    pub said: Option<String>,
}

impl<D> Default for ErrorBody<D> {
    fn default() -> Self {
        Self { fields: None, code: None, said: None }
    }
}

impl<D: Document> ErrorBody<D> {
    /// Reads the object that the server sent.
    pub fn read<P: Platform<Doc = D>>(server: &dyn Server<P>, platform: &P, sent: D, secrets: &mut Secrets) -> Self {
        let fields = server.error_fields(redacted(platform, sent, secrets));
        let text = |value: &D, length| value.as_text().map(|text| excerpt(&text.to_utf8_lossy(), length));
        let said = server.said(&fields);
        let code = text(&said.code, MAX_CODE_CHARS);
        let said = said.texts.iter().find_map(|value| text(value, MAX_TEXT_CHARS));
        for name in RESERVED_NAMES {
            fields.remove(name);
        }
        Self { fields: Some(fields), code, said }
    }
}

/// The object without secrets (D1): those of the request, and new tokens. It is looked through as `JSON.stringify` writes
/// it, since servers escape slashes and letters as they like. Of one that cannot be written (nested too deeply) hardly
/// anything is taken over.
fn redacted<P: Documents>(platform: &P, sent: P::Doc, secrets: &mut Secrets) -> P::Doc {
    let Some(json) = platform.write_json(&sent).and_then(|json| json.as_text()) else {
        let fields = P::Doc::object();
        set_words(&fields, &sent, secrets);
        return fields;
    };
    let json = json.to_utf8_lossy();
    text_members(&json, &mut |name, value| {
        if is_token(name, value) {
            secrets.add(value);
        }
    });
    let Some(silent) = secrets.redact_json(&json) else { return sent };
    let fields = platform.parse_json(&Document::str(&silent)).unwrap_or_else(Document::object);
    set_words(&fields, &sent, secrets);
    fields
}

fn set_words<D: Document>(fields: &D, sent: &D, secrets: &Secrets) {
    for name in NEVER_SECRET {
        let word = sent.own(name);
        if word.as_text().as_ref().and_then(Text::as_utf8).is_some_and(|word| !secrets.is_in(word)) {
            fields.set(name, word);
        }
    }
}

/// A new token in an answer of a login or a refresh that came to nothing; not what a form says about its field.
fn is_token(name: &str, value: &str) -> bool {
    matches!(name, "token" | "accessToken" | "refreshToken") && value.len() >= 8 && !value.contains(' ')
}
