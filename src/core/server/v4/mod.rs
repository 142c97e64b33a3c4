//! Servers up to Passwork 6, which speak API v4.

mod attachments;
mod fields;
mod folder_transfer;
mod folder_tree;
mod folders;
mod inbox;
mod info;
mod key_hierarchy;
mod library;
mod login;
mod master_key;
mod methods;
mod passwords;
mod session;
mod share_links;
mod shortcuts;
mod snapshot;
mod transfer;
mod users;
mod vaults;
mod wire;

use crate::core::client::request::SendsToken;
use crate::core::client::server::{Envelope, Fit, Headers, Lies, Probed, Protocol, Said, Server};
use crate::core::client::session::auth_options::AuthOptions;
use crate::core::client::{Args, Call, Method, Outcome, Request, Token, Tokens, optional_text};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Kind, Platform};
use futures_util::future::LocalBoxFuture;
use std::cell::RefCell;
use std::rc::Rc;
use wire::{endpoints, envelope, headers};

/// A server of API v4. All that is known of one is in the session.
pub struct V4<P: Platform> {
    /// Where its API lies.
    lies: Lies,
    /// What it has answered to the question who it is: the version, which a login asks for first of all.
    version: RefCell<Option<Doc<P>>>,
}

/// The end of its addresses.
pub const SUFFIX: &str = "/api/v4";

/// A server for one client.
pub fn make<P: Platform>(lies: Lies) -> Rc<dyn Server<P>> {
    Rc::new(V4 { lies, version: RefCell::default() })
}

/// `GET /info/version`, which a login begins with anyway. A refusal is none, whatever its form: the server that has taken the
/// place of this one may still answer in its words.
pub fn probe<P: Platform>(call: Call<P>) -> LocalBoxFuture<'static, Result<Probed<P>, Failure<Doc<P>>>> {
    Box::pin(async move {
        let lies = call.client.server.lies();
        match call.get(endpoints::version().login().tokenless()).await {
            Ok(version) => Ok(Probed::Yes(Rc::new(V4 { lies, version: RefCell::new(Some(version)) }))),
            Err(failure) => failure.elsewhere().map(Probed::No).ok_or(failure),
        }
    })
}

/// No secret of this API can be told from any other text.
pub fn fit<D: Document>(method: Method, args: &Args<D>) -> Fit {
    match method {
        Method::Login | Method::LoginWithKey if !login::takes(args) => Fit::Never,
        _ => Fit::Unknown,
    }
}

impl<P: Platform> Protocol<P> for V4<P> {
    fn generation(&self) -> u8 {
        4
    }

    /// The host is what was given, to the letter (D5), unless the server was sought.
    fn base(&self) -> Option<&'static str> {
        (self.lies == Lies::BelowRoot).then_some(SUFFIX)
    }

    fn whereabouts(&self) -> &'static str {
        " (of API v4 it ends in /api/v4)"
    }

    fn headers(&self, call: &Call<P>, token: SendsToken) -> Result<Headers, Failure<Doc<P>>> {
        headers::of_call(call, token)
    }

    fn unwrap(&self, answer: Doc<P>) -> Envelope<Doc<P>> {
        envelope::unwrap(answer)
    }

    fn refuses_so(&self, refusal: &Doc<P>) -> bool {
        envelope::is_refusal(refusal)
    }

    fn said(&self, fields: &Doc<P>) -> Said<Doc<P>> {
        envelope::said(fields)
    }

    fn advice(&self, code: Option<&str>, status: u16) -> Option<&'static str> {
        envelope::advice(code, status)
    }

    /// The code asks for it, whatever the HTTP status (K18).
    fn wants_renewal(&self, failure: &Failure<Doc<P>>) -> bool {
        failure.code().is_some_and(|code| code == *"apiSessionExpired")
    }

    fn logout(&self) -> Option<Request<Doc<P>>> {
        Some(session::logout())
    }

    fn token_end(&self, data: &Doc<P>) -> Option<f64> {
        data.own("tokenExpiredAt").as_number()
    }

    fn renewal(&self, (token, refresh_token): &Tokens) -> Request<Doc<P>> {
        Request::post(endpoints::refresh(&token.text(), refresh_token), None)
    }

    fn renewed(&self, data: &Doc<P>) -> Result<Tokens, Failure<Doc<P>>> {
        // An object has a text too, which is no token: the old pair would be gone for it.
        let is_odd = |value: Doc<P>| !value.is_nullish() && !matches!(value.kind(), Kind::Text | Kind::Number);
        if !data.own("token").truthy() || is_odd(data.own("token")) || is_odd(data.own("refreshToken")) {
            let message = "the server answered the renewal of the session without a token. Log in again";
            return Err(Failure::new(FailureKind::NotApi, message));
        }
        Ok((Token::given(&data.own("token")), optional_text(&data.own("refreshToken"))))
    }
}

impl<P: Platform> Server<P> for V4<P> {
    fn start(self: Rc<Self>, method: Method, call: Call<P>, args: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
        methods::start(&self.version, method, call, args)
    }

    fn load_key<'a>(
        self: Rc<Self>,
        begun: &'a mut AuthOptions<P>,
        is_sure: bool,
    ) -> LocalBoxFuture<'a, Result<(), Failure<Doc<P>>>> {
        Box::pin(login::load_key(begun, is_sure))
    }
}
