//! The headers of every request (spec §4.1).

use crate::core::client::Call;
use crate::core::client::given_headers::can_carry;
use crate::core::client::request::SendsToken;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;
use crate::core::white_space;

/// `Passwork-Auth`, `Passwork-MasterHash` and, where a language is set, `Passwork-Lang`. The request
/// that renews the session goes without the token (K28).
pub fn of_call<P: Platform>(call: &Call<P>, sends: SendsToken) -> Result<Vec<(&'static str, String)>, Failure<Doc<P>>> {
    let token = if matches!(sends, SendsToken::Yes | SendsToken::Alone) {
        token(&call.tokens().0.text())?
    } else {
        String::new()
    };
    // Who is going to answer the question which server it is, is not known: no secret goes along.
    let hash = if matches!(sends, SendsToken::Never | SendsToken::Alone) { String::new() } else { call.master_hash() };
    let mut headers = vec![("Passwork-Auth", token), ("Passwork-MasterHash", hash)];
    if let Some(lang) = &call.client.session.borrow().lang {
        headers.push(("Passwork-Lang", value(lang, "the option 'lang'")?));
    }
    Ok(headers)
}

/// The token without the white space at its end (D6). A token of white space alone is rejected.
fn token<D: Document>(given: &Text) -> Result<String, Failure<D>> {
    let sent = given.as_utf8().map_or_else(|| given.clone(), |text| white_space::without_end(text).into());
    if sent.is_empty() && !given.is_empty() {
        return Err(Failure::usage("the session token cannot be white space alone"));
    }
    value(&sent, "the session token")
}

/// A text as a header can carry it (D37).
fn value<D: Document>(text: &Text, what: &str) -> Result<String, Failure<D>> {
    match text.as_utf8() {
        Some(s) if can_carry(s) => Ok(s.to_owned()),
        _ => Err(Failure::usage(format!("{what} holds characters that no HTTP header can carry"))),
    }
}
