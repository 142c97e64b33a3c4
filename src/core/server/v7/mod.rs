//! Passwork 7, whose API is numbered v1: tokens in the place of an API key, and a copy of each vault's key for each user, by
//! RSA. Section numbers (§) are those of its own specification. What nobody has seen a server do is in `guesses.rs`.

mod app;
mod attachments;
mod batch;
mod contents;
mod fields;
mod files;
mod folder_copy;
mod folders;
mod guesses;
mod ids;
mod inbox;
mod items;
mod keys;
mod library;
mod lists;
mod login;
mod members;
mod methods;
mod native;
mod new_user;
mod place;
mod recipes;
mod session;
mod share_links;
mod shortcuts;
mod simple;
mod snapshots;
mod state;
mod support;
mod tokens;
mod user_key;
mod users;
mod vault_keys;
mod vaults;
mod visit;
mod wire;

use crate::core::client::request::SendsToken;
use crate::core::client::server::{Envelope, Fit, Headers, Lies, Probed, Protocol, Said, Server};
use crate::core::client::session::auth_options::AuthOptions;
use crate::core::client::{Args, Call, Method, Outcome, Request, Tokens};
use crate::core::encryption::custom_fields::FieldReading;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::redact::Secrets;
use futures_util::future::LocalBoxFuture;
use state::State;
use std::rc::Rc;
use visit::Visit;
use wire::{endpoints, envelope, headers};

/// The end of its addresses.
pub const SUFFIX: &str = "/api/v1";

/// A server of Passwork 7, and what one client has learned of it.
pub struct V7<P: Platform> {
    state: Rc<State<P>>,
}

/// A server for one client.
pub fn make<P: Platform>(_: Lies) -> Rc<dyn Server<P>> {
    Rc::new(V7 { state: Rc::default() })
}

/// `GET /app/features`: JSON of any status is this API's, a refusal too (§6.1).
pub fn probe<P: Platform>(call: Call<P>) -> LocalBoxFuture<'static, Result<Probed<P>, Failure<Doc<P>>>> {
    Box::pin(async move {
        let endpoint = endpoints::features();
        let endpoint = if call.tokens().0.text().is_empty() { endpoint.tokenless() } else { endpoint.without_key() };
        let state: Rc<State<P>> = Rc::default();
        match call.get(endpoint).await {
            Ok(features) => drop(state.features.replace(Some(features))),
            Err(failure) if failure.fields().is_some_and(|fields| envelope::is_refusal_as_shown(&fields)) => {}
            Err(failure) => return failure.elsewhere().map(Probed::No).ok_or(failure),
        }
        Ok(Probed::Yes(Rc::new(V7 { state })))
    })
}

/// A pair of tokens can only be meant for this API, and so can what looks like one of its tokens (V4).
pub fn fit<D: Document>(method: Method, args: &Args<D>) -> Fit {
    match method {
        Method::Login | Method::LoginWithKey => match tokens::fit(&args.at(0)) {
            Fit::Unknown | Fit::Likely if !login::takes(args) => Fit::Never,
            fit => fit,
        },
        _ => Fit::Unknown,
    }
}

impl<P: Platform> Protocol<P> for V7<P> {
    fn generation(&self) -> u8 {
        7
    }

    fn base(&self) -> Option<&'static str> {
        Some(SUFFIX)
    }

    fn keeps_secrets_below_its_base(&self) -> bool {
        true
    }

    fn headers(&self, call: &Call<P>, token: SendsToken) -> Result<Headers, Failure<Doc<P>>> {
        headers::of_call(call, &self.state, token)
    }

    fn unpacked(&self, platform: &P, answer: Doc<P>) -> Option<Doc<P>> {
        envelope::unpacked(platform, answer)
    }

    fn unwrap(&self, answer: Doc<P>) -> Envelope<Doc<P>> {
        Envelope::Data(answer)
    }

    fn refuses_so(&self, refusal: &Doc<P>) -> bool {
        envelope::is_refusal(refusal)
    }

    fn nothing_means_done(&self) -> bool {
        true
    }

    fn quotes_foreign_answers(&self) -> bool {
        true
    }

    fn error_fields(&self, refusal: Doc<P>) -> Doc<P> {
        envelope::error_fields(refusal)
    }

    fn said(&self, fields: &Doc<P>) -> Said<Doc<P>> {
        envelope::said(fields)
    }

    fn advice(&self, code: Option<&str>, status: u16) -> Option<&'static str> {
        envelope::advice(code, status)
    }

    /// The code asks for it, whatever the status; another 401 for the token in force is final (V7).
    fn wants_renewal(&self, failure: &Failure<Doc<P>>) -> bool {
        failure.code().is_some_and(|code| code == *envelope::EXPIRED)
    }

    /// The old token is dead at once, and the server may have forgotten it altogether (V7).
    fn was_outdated(&self, failure: &Failure<Doc<P>>) -> bool {
        self.wants_renewal(failure) || failure.has_status(401)
    }

    fn explain_renewal(&self, failure: Failure<Doc<P>>) -> Failure<Doc<P>> {
        session::explain_renewal(failure)
    }

    fn field_reading(&self) -> FieldReading {
        FieldReading::Lenient
    }

    fn forget(&self) {
        self.state.forget();
    }

    fn stop(&self) {
        self.state.opening.stop();
    }

    fn tell(&self, call: &Call<P>, secrets: &mut Secrets) {
        keys::tell(call, &self.state, secrets);
    }

    /// A pair of tokens is meant to live for months, and the next program uses it (§1.8).
    fn logout(&self) -> Option<Request<Doc<P>>> {
        None
    }

    fn token_end(&self, data: &Doc<P>) -> Option<f64> {
        data.own("accessTokenExpiredAt").as_number()
    }

    fn renewal(&self, (_, refresh_token): &Tokens) -> Request<Doc<P>> {
        session::renewal(refresh_token)
    }

    fn renewed(&self, data: &Doc<P>) -> Result<Tokens, Failure<Doc<P>>> {
        session::renewed(&self.state, data)
    }
}

impl<P: Platform> Server<P> for V7<P> {
    fn start(self: Rc<Self>, method: Method, call: Call<P>, args: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
        if call.platform.has_foreign_agent() {
            return Box::pin(async { Err(support::no_foreign_agent()) });
        }
        let v = Visit::new(call, self.state.clone(), method);
        // With client-side encryption the server refuses a request that does not show the master key (§1.2).
        let needs_session =
            !matches!(method, Method::Login | Method::LoginWithKey | Method::Logout | Method::LoadMasterKey);
        let begun = v.clone();
        let work = match needs_session && keys::must_derive(&v, &self.state) {
            true => Box::pin(async move {
                keys::of_user(&begun).await?;
                methods::start(method, begun, args).await
            }),
            false => methods::start(method, begun, args), // a login begins at once
        };
        Box::pin(async move { work.await.map_err(|failure| v.told(failure)) })
    }

    fn load_key<'a>(
        self: Rc<Self>,
        begun: &'a mut AuthOptions<P>,
        _: bool,
    ) -> LocalBoxFuture<'a, Result<(), Failure<Doc<P>>>> {
        let state = self.state.clone();
        Box::pin(async move { login::load_key(state, begun).await })
    }
}
