//! The headers of every request (§1.2).

use super::super::keys;
use super::super::state::State;
use crate::core::client::Call;
use crate::core::client::request::SendsToken;
use crate::core::client::session::token_store::fits_in_a_header;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Platform};
use crate::core::white_space;

/// `Authorization`, `X-Master-Key-Hash` where there is a master key, and `X-Response-Format`, which spares the envelope. The
/// request that renews the session carries the old token, by which the server finds the session.
pub fn of_call<P: Platform>(
    call: &Call<P>,
    state: &State<P>,
    sends: SendsToken,
) -> Result<Vec<(&'static str, String)>, Failure<Doc<P>>> {
    let mut headers = Vec::with_capacity(3);
    if sends != SendsToken::Never {
        headers.push(("Authorization", format!("Bearer {}", token(call)?)));
        if let Some(hash) = keys::header_hash(call, state).filter(|_| sends != SendsToken::Alone) {
            headers.push(("X-Master-Key-Hash", hash));
        }
    }
    headers.push(("X-Response-Format", "raw".to_owned()));
    Ok(headers)
}

fn token<P: Platform>(call: &Call<P>) -> Result<String, Failure<Doc<P>>> {
    if call.client.options.host.as_ref().is_some_and(|host| host.basic().is_some()) {
        return Err(Failure::usage(
            "a host with a user name and a password cannot be used with Passwork 7: its access token needs the header that they \
             would stand in. Nothing was sent",
        ));
    }
    let token = call.tokens().0.text();
    match token.as_utf8().map(white_space::without_end) {
        Some("") => Err(Failure::usage("there is no session: log in with an access token first. Nothing was sent")),
        Some(token) if fits_in_a_header(token) => Ok(token.to_owned()),
        _ => Err(Failure::usage("the access token holds characters that no HTTP header can carry. Nothing was sent")),
    }
}
