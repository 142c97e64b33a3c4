//! The envelope of answers: `{"status": "success", "data": …}`, or an error (spec §4.3, §4.4).

use crate::core::client::server::{Envelope, Said};
use crate::core::platform::Document;

/// §4.5 `clientSideEncryptionDisabled`.
pub const ENCRYPTION_DISABLED: &str = "Do not use master password with disabled client side encryption";

/// The data of an answer under a status of success.
pub fn unwrap<D: Document>(answer: D) -> Envelope<D> {
    if !(answer.is_object() && (answer.has_own("status") || answer.has_own("data"))) {
        return Envelope::Other(answer);
    }
    if answer.own_text("status").is_some_and(|s| s == *"failed") {
        return Envelope::Refusal(answer); // D30
    }
    Envelope::Data(answer.own("data"))
}

/// Whether an error body is one of this API: it has a code or data, at its top.
pub fn is_refusal<D: Document>(error: &D) -> bool {
    error.is_object() && (error.has_own("code") || error.has_own("data")) && !error.own("errors").has_entries()
}

/// Code and texts of an error.
pub fn said<D: Document>(error: &D) -> Said<D> {
    Said { code: error.own("code"), texts: [error.own("data").own("errorMessage"), error.own("message")] }
}

/// Advice to a person about an error.
pub fn advice(code: Option<&str>, status: u16) -> Option<&'static str> {
    Some(match (code, status) {
        (Some("apiSessionExpired"), _) => {
            "The session has ended: log in again, or pass a refresh token to setAuthOptions"
        }
        (Some("apiRefreshTokenInvalid"), _) => "The refresh token is no longer valid: log in again",
        (Some("apiKeyIsWrong"), _) => "Check the API key (Passwork: Settings > API)",
        (Some("clientSideEncryptionDisabled"), _) => ENCRYPTION_DISABLED,
        (Some("accessDenied"), _) => "The user of this API key has no access to it",
        (_, 404) => "Check the id, and that the host ends in /api/v4",
        _ => return None,
    })
}
