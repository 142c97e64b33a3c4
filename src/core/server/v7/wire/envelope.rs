//! The envelope of answers, and their errors (§1.4, §1.5).

use crate::core::client::server::Said;
use crate::core::crypto::base64;
use crate::core::platform::{Doc, Document, Platform};

/// The code that asks for a renewal of the session.
pub const EXPIRED: &str = "accessTokenExpired";

/// What scripts that were written for API v4 look for when the session has ended.
const LEGACY_EXPIRED: &str = "apiSessionExpired";

/// The JSON within `{"format": "base64", "content": …}`; all other JSON is the answer itself. `None` if it is damaged.
pub fn unpacked<P: Platform>(platform: &P, answer: Doc<P>) -> Option<Doc<P>> {
    if !answer.is_object() || answer.own_text("format").is_none_or(|format| format != *"base64") {
        return Some(answer);
    }
    let content = answer.own_text("content")?;
    let json = base64::decode_standard(content.as_utf8()?.as_bytes())?;
    platform.parse_json(&Document::str(std::str::from_utf8(&json).ok()?))
}

/// Whether an error body is one of this API: it lists errors. (A server of another that has a member of that name lists none.)
pub fn is_refusal<D: Document>(refusal: &D) -> bool {
    refusal.is_object() && refusal.own("errors").has_entries()
}

/// The same of the fields that were made of it.
pub fn is_refusal_as_shown<D: Document>(fields: &D) -> bool {
    is_refusal(fields) || is_refusal(&fields.own("data"))
}

/// The fields of the error, as scripts know them from API v4: `code`, `data: {errorMessage, errors}`, and `legacyCode` where the
/// session has ended.
pub fn error_fields<D: Document>(refusal: D) -> D {
    let errors = refusal.own("errors");
    if !errors.has_entries() {
        return refusal;
    }
    let first = errors.at(0);
    let (code, message) = match first.is_object() {
        true => (first.own("code"), first.own("message")),
        false => (D::undefined(), first),
    };
    let fields = D::object();
    let ended = code.as_text().is_some_and(|code| code == *EXPIRED)
        || code.as_text().is_some_and(|code| code == *"notFound") && speaks_of_a_token(&message);
    if !code.is_nullish() {
        fields.set("code", code);
    }
    fields.set("data", D::record([("errorMessage", message), ("errors", errors)]));
    if ended {
        fields.set("legacyCode", D::str(LEGACY_EXPIRED));
    }
    fields
}

fn speaks_of_a_token<D: Document>(message: &D) -> bool {
    message.as_text().is_some_and(|text| text.to_utf8_lossy().to_ascii_lowercase().contains("token"))
}

/// Code and texts of an error, as its fields show them.
pub fn said<D: Document>(fields: &D) -> Said<D> {
    let data = fields.own("data");
    let message = if data.is_object() { data.own("errorMessage") } else { D::undefined() };
    Said { code: fields.own("code"), texts: [message, fields.own("message")] }
}

/// What a person can do about an error.
pub fn advice(code: Option<&str>, status: u16) -> Option<&'static str> {
    Some(match (code, status) {
        (Some(EXPIRED), _) => {
            "The access token has expired: log in with new tokens, best with the refresh token beside the access token"
        }
        (Some("twoFactorAuthRequired"), _) => {
            "This session still lacks the second factor: make an access token in Passwork"
        }
        (_, 401) => {
            "The server does not take this access token: new tokens are needed (Passwork makes them for users and service \
             accounts; API keys of older versions are none)"
        }
        (Some(code), 403) if code.to_ascii_lowercase().contains("master") => {
            "The server wants the master password of this user, or does not take the one that was given"
        }
        (_, 403) => "The user of this access token has no right to it",
        (_, 404) => "Check the id",
        _ => return None,
    })
}
