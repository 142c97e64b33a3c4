//! Logging in (§1.2, §2): the tokens are there already, so what is asked is whether they work, and for the user's keys. What a
//! login brings comes into force when it has succeeded, not before (D52, V5).

use super::keys;
use super::state::State;
use super::tokens;
use super::visit::Visit;
use super::wire::endpoints;
use crate::core::client::request::expect;
use crate::core::client::session::auth_options::{AuthOptions, given_secret};
use crate::core::client::session::events;
use crate::core::client::session::login::Login;
use crate::core::client::together::both;
use crate::core::client::{Args, Method, Outcome};
use crate::core::crypto::Key;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::{FutureExt, LocalBoxFuture};
use std::rc::Rc;

/// Whether the secret of a login is a password, from which the key is derived, or the key.
#[derive(Clone, Copy, PartialEq)]
pub enum Secret {
    /// `login`.
    MasterPassword,
    /// `loginWithKey`.
    MasterKey,
}

/// Whether a login with these arguments sends anything.
pub fn takes<D: Document>(args: &Args<D>) -> bool {
    tokens::of_login(&args.at(0)).is_ok() && given_secret(&args.at(1), "").is_ok()
}

/// `login` and `loginWithKey`.
pub fn log_in<P: Platform>(v: Visit<P>, args: Args<Doc<P>>, secret: Secret) -> LocalBoxFuture<'static, Outcome<P>> {
    // At once: from here on the client knows that it was given one, also if this future is never asked for anything.
    let login = Login::begin(v.call.clone(), args.at(1).truthy()).unsettling();
    async move {
        let mut login = login;
        let what = match secret {
            Secret::MasterPassword => "the master password",
            Secret::MasterKey => "the master key",
        };
        let pair = tokens::of_login(&args.at(0))?;
        v.state.token_ends.set(None);
        v.state.refresh_token_ends.set(None);
        let given = given_secret(&args.at(1), what)?;
        login.set_own(None);
        if let Some(own) = login.own() {
            own.set_tokens(pair.clone());
        }
        login.call = login.call.clone().given(given.clone());
        let visit = Visit::new(login.call.clone(), v.state.clone(), v.method);
        let (user, opened, _noted) = match (given, secret) {
            (None, _) => (user_info(&visit).await?, None, None),
            // What needs no answer leaves together.
            (Some(key), Secret::MasterKey) => {
                let noted = Noted::of(&visit, &mut login, &key);
                let keys = Box::pin(keys::open(&visit, &key, &key));
                let (user, opened) = both(Box::pin(user_info(&visit)), keys).await?;
                (user, Some(opened), Some(noted))
            }
            (Some(password), Secret::MasterPassword) => {
                let derived = Box::pin(keys::of_password(&visit, &password));
                let (user, key) = both(Box::pin(user_info(&visit)), derived).await?;
                let noted = Noted::of(&visit, &mut login, &key);
                (user, Some(keys::open(&visit, &key, &key).await?), Some(noted))
            }
        };
        login.answered();
        let (token, refresh_token) = login.call.tokens();
        let (client, was_told) = (login.call.client.clone(), (token.clone(), refresh_token.clone()) != pair);
        login.succeed();
        client.server.settle();
        v.state.forget_contents();
        match opened {
            Some(user) => {
                keys::note_master(&v.state, &user.secret, &user.secret);
                keys::keep(&v.state, user);
            }
            None => drop(v.state.user.borrow_mut().take()),
        }
        if !was_told {
            events::tokens_changed(&v.call, &v.call.tokens()); // a renewal has told them already
        }
        let optional = |seconds: Option<f64>| seconds.map_or_else(Doc::<P>::null, Document::number);
        Ok(Doc::<P>::record([
            ("token", token.shown()),
            ("refreshToken", if refresh_token.is_empty() { Document::null() } else { Document::text(&refresh_token) }),
            ("tokenTtl", Document::null()),
            ("refreshTokenTtl", Document::null()),
            ("tokenExpiredAt", optional(v.state.token_ends.get())),
            ("refreshTokenExpiredAt", optional(v.state.refresh_token_ends.get())),
            ("user", user),
            ("versionInfo", super::app::unasked_version()),
        ]))
    }
    .boxed_local()
}

/// The key of a login, whose hash its requests carry. When the login has ended, it is forgotten, unless it is in force.
struct Noted<P: Platform> {
    visit: Visit<P>,
    key: Key,
}

impl<P: Platform> Noted<P> {
    fn of(visit: &Visit<P>, login: &mut Login<P>, key: &Key) -> Self {
        keys::note_master(&visit.state, key, key);
        login.set_key(key.clone());
        Self { visit: visit.clone(), key: key.clone() }
    }
}

impl<P: Platform> Drop for Noted<P> {
    fn drop(&mut self) {
        keys::forget_login(&self.visit, &self.key);
    }
}

/// The user, which shows that the token works too; `null` where the server does not tell (V5).
async fn user_info<P: Platform>(v: &Visit<P>) -> Outcome<P> {
    match v.get(endpoints::user_info()).await {
        Err(failure) if failure.has_status(404) && failure.is_refusal() => Ok(Document::null()),
        outcome => expect::object(outcome?, "user"),
    }
}

/// The key of `setAuthOptions`, checked at once (V6).
pub async fn load_key<P: Platform>(state: Rc<State<P>>, begun: &mut AuthOptions<P>) -> Result<(), Failure<Doc<P>>> {
    let visit = |call| Visit::new(call, state.clone(), Method::SetAuthOptions);
    let v = visit(begun.login.call.clone());
    let master = match (&begun.password, &begun.key) {
        (Some(password), _) => {
            let call = v.call.clone().given(Some(password.clone()));
            keys::of_password(&without_key(&visit(call)), password).await?
        }
        (None, Some(key)) => key.clone(),
        (None, None) => return Ok(()),
    };
    keys::note_master(&state, &master, &master);
    begun.login.set_key(master.clone());
    let v = visit(begun.login.call.clone());
    match keys::open(&v, &master, &master).await {
        Ok(user) => keys::keep(&state, user),
        Err(failure) => {
            keys::forget(&v, &master, &begun.former);
            return Err(failure);
        }
    }
    Ok(())
}

/// The same visit, whose requests carry no hash: the secret that it sees is a password.
fn without_key<P: Platform>(v: &Visit<P>) -> Visit<P> {
    let own = v.clone();
    if let Some(pending) = own.call.pending() {
        pending.set_encryption(crate::core::client::Encryption::Plain);
    }
    own
}

/// `loadMasterKey(options)`: the key that the given options lead to; the client itself is not changed.
pub async fn load_master_key<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let options = args.at(0);
    if options.is_nullish() {
        return Err(Failure::usage("loadMasterKey needs {useMasterPassword, masterPassword}"));
    }
    if !options.get("useMasterPassword").truthy() {
        return Ok(Document::bool(false));
    }
    let password = given_secret(&options.get("masterPassword"), "the master password")?;
    let password = password.ok_or_else(|| Failure::usage("the master password must be a string"))?;
    let v = Visit::new(v.call.clone().given(Some(password.clone())), v.state.clone(), v.method);
    Ok(Document::text(keys::of_password(&v, &password).await?.text()))
}
