//! The headers of every request (spec §4.1).

use crate::core::client::Session;
use crate::core::failure::Failure;
use crate::core::platform::Document;
use crate::core::text::Text;

/// `Passwork-Auth`, `Passwork-MasterHash` and, where a language is set, `Passwork-Lang`. `anonymous` leaves the
/// token out (K28).
pub fn of_session<D: Document>(session: &Session, anonymous: bool) -> Result<Vec<(&'static str, String)>, Failure<D>> {
    let token = if anonymous { String::new() } else { value(&session.token.text(), "the session token")? };
    let mut headers = vec![("Passwork-Auth", token), ("Passwork-MasterHash", session.master_hash())];
    if let Some(lang) = &session.lang {
        headers.push(("Passwork-Lang", value(lang, "the option 'lang'")?));
    }
    Ok(headers)
}

/// A text as a header can carry it: Latin-1 without control characters (D37).
fn value<D: Document>(text: &Text, what: &str) -> Result<String, Failure<D>> {
    let fits = |c: char| c == '\t' || (' '..='~').contains(&c) || ('\u{80}'..='\u{FF}').contains(&c);
    match text.as_utf8() {
        Some(s) if s.chars().all(fits) => Ok(s.to_owned()),
        _ => Err(Failure::usage(format!("{what} holds characters that no HTTP header can carry"))),
    }
}
