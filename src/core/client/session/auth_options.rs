//! `setAuthOptions`: its tokens are set, and the event is dispatched, before it returns its promise; calls that need a key
//! wait for it from then on. What it asks of a server is the server's (`Server::load_key`).

use super::login::Login;
use super::{Encryption, events, tokens_of};
use crate::core::client::{Args, Call};
use crate::core::crypto::Key;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Kind, Platform};

/// `setAuthOptions` after its first part.
pub struct AuthOptions<P: Platform> {
    /// The login that it is.
    pub login: Login<P>,
    /// The master password that a key is to be derived from.
    pub password: Option<Key>,
    /// The key that was given instead.
    pub key: Option<Key>,
    /// Whether values were sealed before it, and with which key.
    pub former: Encryption,
}

impl<P: Platform> AuthOptions<P> {
    /// Sets the tokens.
    ///
    /// # Errors
    /// Kind `usage`, and nothing is set.
    pub fn begin(call: Call<P>, args: &Args<Doc<P>>) -> Result<Self, Failure<Doc<P>>> {
        let was_given = args.at(1).truthy() || args.at(2).truthy();
        let mut login = Login::begin(call, was_given);
        let given = args.at(0);
        let (token, refresh_token) = match given.kind() {
            Kind::Text => (given, Document::undefined()),
            Kind::Object => {
                let token = given.get("token");
                let token = if token.is_undefined() { given.get("accessToken") } else { token };
                (token, given.get("refreshToken"))
            }
            _ => return Err(Failure::usage("setAuthOptions needs a token, or {token, refreshToken}")),
        };
        let password = given_secret(&args.at(1), "the master password")?;
        let key = given_secret(&args.at(2), "the master key")?;
        let former = login.call.client.session.borrow().encryption.clone();
        login.call.put_tokens(tokens_of(&token, &refresh_token));
        events::tokens_changed(&login.call, &login.call.tokens());
        login.answered();
        login.set_own(key.clone().or_else(|| password.clone()));
        let password = if key.is_some() { None } else { password };
        match password {
            Some(_) => login.awaits_key(),
            None => login.take_over(), // there is nothing to wait for
        }
        Ok(Self { login, password, key, former })
    }
}

/// Every falsy secret means none (K13); anything else must be a text (D39).
pub fn given_secret<D: Document>(value: &D, what: &str) -> Result<Option<Key>, Failure<D>> {
    if !value.truthy() {
        return Ok(None);
    }
    let key = value.as_text().and_then(|text| Key::new(text).ok());
    key.map(Some).ok_or_else(|| Failure::usage(format!("{what} must be a string")))
}
