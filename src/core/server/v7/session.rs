//! Renewing a session, and ending it (§1.6, §1.8).

use super::state::State;
use super::support::unsupported;
use super::visit::Visit;
use super::wire::endpoints;
use crate::core::client::request::refresh::Renewal;
use crate::core::client::session::token_store::fits_in_a_header;
use crate::core::client::{Method, Outcome, Request, Token, Tokens};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;
use std::rc::Rc;

/// The request that renews both tokens. It goes out with the old access token, by which the server finds the session.
pub fn renewal<D: Document>(refresh_token: &Text) -> Request<D> {
    Request::post(endpoints::refresh(), Some(D::record([("refreshToken", D::text(refresh_token))])))
}

/// The new pair. One that no header can carry is none (V9).
///
/// # Errors
/// Kind `notApi` without a usable pair: the old one stays in force.
pub fn renewed<P: Platform>(state: &State<P>, data: &Doc<P>) -> Result<Tokens, Failure<Doc<P>>> {
    let pair = (token(data, "accessToken"), token(data, "refreshToken"));
    let (Some(access), Some(refresh)) = pair else { return Err(no_tokens()) };
    state.token_ends.set(data.own("accessTokenExpiredAt").as_number());
    state.refresh_token_ends.set(data.own("refreshTokenExpiredAt").as_number());
    Ok((Token::Text(access), refresh))
}

fn token<D: Document>(data: &D, name: &str) -> Option<Text> {
    let token = if data.is_object() { data.own_text(name) } else { None };
    token.filter(|token| token.as_utf8().is_some_and(|text| !text.is_empty() && fits_in_a_header(text)))
}

fn no_tokens<D: Document>() -> Failure<D> {
    let message = "the server answered the renewal of the session without tokens that can be used. The old ones are kept; \
         if the next call is refused, new tokens are needed";
    Failure::new(FailureKind::NotApi, message)
}

/// What a refused renewal means to a person.
pub fn explain_renewal<D: Document>(failure: Failure<D>) -> Failure<D> {
    let refused = "the access token has expired, and the refresh token is not taken either. Those that are set are kept, and tried \
                   again by the next call";
    if failure.has_status(401) {
        return failure.because(refused); // that new ones are needed is said already
    }
    if failure.has_status(403) {
        return failure.because(&format!("new tokens are needed: {refused}"));
    }
    failure
}

/// `logout`: local. The pair goes on to live for the next program, so one that was not written down yet is now.
pub async fn log_out<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let outcome = v.save_unsaved_tokens().await;
    v.client.forget_session();
    outcome.map(|()| Document::undefined())
}

/// One token alone, on servers from 7.6 on.
struct OneToken {
    method: Method,
    is_access: bool,
}

impl OneToken {
    fn member(&self) -> &'static str {
        if self.is_access { "accessToken" } else { "refreshToken" }
    }
}

impl<P: Platform> Renewal<P> for OneToken {
    fn request(&self, old: &Tokens) -> Result<Request<Doc<P>>, Failure<Doc<P>>> {
        let (endpoint, given) = match self.is_access {
            true => (endpoints::refresh_access_token(), old.0.text()),
            false => (endpoints::refresh_refresh_token(), old.1.clone()),
        };
        let member = self.member();
        if given.is_empty() {
            return Err(Failure::usage(format!(
                "there is no {member} that could be renewed: log in, or use setTokens"
            )));
        }
        Ok(Request::post(endpoint, Some(Doc::<P>::record([(member, Document::text(&given))]))))
    }

    fn read(&self, data: &Doc<P>, old: &Tokens) -> Result<Tokens, Failure<Doc<P>>> {
        let new = token(data, self.member()).ok_or_else(no_tokens)?;
        Ok(if self.is_access { (Token::Text(new), old.1.clone()) } else { (old.0.clone(), new) })
    }

    fn explain(&self, failure: Failure<Doc<P>>) -> Failure<Doc<P>> {
        match failure.has_status(404) || failure.has_status(405) {
            true => unsupported(self.method, "it came with version 7.6, and for tokens made in the web interface"),
            false => failure,
        }
    }
}

/// `refreshAccessToken`, `refreshRefreshToken`. The new one is told to the listeners, and written into the caller's store, before
/// this resolves.
pub async fn renew_one<P: Platform>(v: Visit<P>, is_access: bool) -> Outcome<P> {
    let (token, refresh_token) = v.renew_by(Rc::new(OneToken { method: v.method, is_access })).await?;
    Ok(Doc::<P>::record([("token", token.shown()), ("refreshToken", Document::text(&refresh_token))]))
}
