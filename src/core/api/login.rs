//! Logging in: `login`, `loginWithKey`, `setAuthOptions` (spec §3.1, §3.2). What they bring comes into force when they have
//! succeeded, not before (D52); when they fail all is as it was, and what was given a master password in vain sends nothing
//! in the clear (D11, D41).

use super::master_key::{given_secret, of_password};
use super::{Args, Outcome, info};
use crate::core::client::{Attempt, Call, Encryption, Token, Tokens, events, optional_text};
use crate::core::crypto::Key;
use crate::core::crypto::hash::HashAlgorithm;
use crate::core::failure::{Failure, FailureKind, words};
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::server_v4::{Endpoint, endpoints};
use futures_util::future::{FutureExt, LocalBoxFuture};

/// Whether the secret of a login is a password, from which the server's options may derive the key, or the key.
#[derive(Clone, Copy, PartialEq)]
pub enum Secret {
    /// `login`.
    MasterPassword,
    /// `loginWithKey`.
    MasterKey,
}

/// `login` and `loginWithKey`.
pub fn log_in<P: Platform>(call: Call<P>, args: Args<Doc<P>>, secret: Secret) -> LocalBoxFuture<'static, Outcome<P>> {
    // At once: from here on the client knows that it was given one, also if this future is never asked for anything.
    let login = Login::begin(call, args.at(1).truthy()).unsettling();
    async move {
        let mut login = login;
        let api_key = args.at(0).as_text().ok_or_else(|| Failure::usage("the API key must be a string"))?;
        let what = match secret {
            Secret::MasterPassword => "the master password",
            Secret::MasterKey => "the master key",
        };
        let given = given_secret(&args.at(1), what)?;
        let endpoint = endpoints::login(&api_key)?;
        let data = login.open_session(endpoint, given.clone()).await.inspect_err(explain_disabled_encryption)?;
        if let (Secret::MasterPassword, Some(password)) = (secret, given) {
            login.set_key(of_password(&login.call, password).await?);
        }
        login.succeed();
        Ok(data)
    }
    .boxed_local()
}

/// `setAuthOptions`. The tokens are set, and the event is dispatched, before this returns its future; calls that need a key
/// wait for it from then on.
pub fn set_auth_options<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    let was_given = args.at(1).truthy() || args.at(2).truthy();
    let login = Login::begin(call, was_given);
    let begun = begin_auth_options(login, &args);
    async move {
        let Begun { mut login, password } = begun?;
        if let Some(password) = password {
            login.set_key(of_password(&login.call, password).await?);
        }
        login.succeed();
        Ok(Document::undefined())
    }
    .boxed_local()
}

/// `setAuthOptions` after its first part, and the password that its key is still to be derived from.
struct Begun<P: Platform> {
    login: Login<P>,
    password: Option<Key>,
}

fn begin_auth_options<P: Platform>(mut login: Login<P>, args: &Args<Doc<P>>) -> Result<Begun<P>, Failure<Doc<P>>> {
    let given = args.at(0);
    let (token, refresh_token) = match given.kind() {
        Kind::Text => (given, Document::undefined()),
        Kind::Object => (given.get("token"), given.get("refreshToken")),
        _ => return Err(Failure::usage("setAuthOptions needs a token, or {token, refreshToken}")),
    };
    let password = given_secret(&args.at(1), "the master password")?;
    let key = given_secret(&args.at(2), "the master key")?;
    put_tokens(&login.call, tokens_of(&token, &refresh_token));
    login.answered();
    let derives = key.is_none() && password.is_some();
    login.set_own(key.or_else(|| password.clone()));
    if !derives {
        login.take_over();
        return Ok(Begun { login, password: None });
    }
    login.awaits_key();
    Ok(Begun { login, password })
}

/// A login under way. What becomes of it is seen by [`Call::see_session`] of its own call alone. When it ends without success,
/// also because the caller calls it off, all stays as it is.
struct Login<P: Platform> {
    call: Call<P>,
    /// Whether it was given a master password or key.
    was_given: bool,
    /// When the server answered it, on the client's count: of two logins the one that was answered later counts, and what
    /// was set later than that (a logout, `setTokens`) is left alone. 0 before.
    answered_at: u64,
    /// Whether the listeners were told of its tokens.
    announced: bool,
    /// Whether other calls wait for its key.
    is_awaited: bool,
    /// Whether a client that is plain counts as undecided meanwhile.
    unsettles: bool,
    succeeded: bool,
}

impl<P: Platform> Login<P> {
    fn begin(call: Call<P>, was_given: bool) -> Self {
        Self {
            call,
            was_given,
            answered_at: 0,
            announced: false,
            is_awaited: false,
            unsettles: false,
            succeeded: false,
        }
    }

    /// Others do not know meanwhile whether they seal, unless they do so already.
    fn unsettling(mut self) -> Self {
        self.unsettles = self.was_given;
        if self.unsettles {
            self.call.client.login_with_key_begins();
        }
        self
    }

    fn own(&self) -> Option<&Attempt<Doc<P>>> {
        self.call.attempt()
    }

    /// Gives its call a session of its own, with this key or none.
    fn set_own(&mut self, key: Option<Key>) {
        let id = self.call.client.next_moment();
        self.call = self.call.clone().with_attempt(Attempt::with(id, Encryption::from(key)));
        self.call.mirror_session();
    }

    fn set_key(&mut self, key: Key) {
        if let Some(own) = self.own() {
            own.set_encryption(Encryption::Sealed(key));
        }
    }

    fn answered(&mut self) {
        self.answered_at = self.call.client.next_moment();
    }

    fn awaits_key(&mut self) {
        self.is_awaited = true;
        self.call.client.key_is_to_come();
    }

    /// Version, login, tokens (steps 2 to 5 of §3.1).
    async fn open_session(&mut self, endpoint: Endpoint, given: Option<Key>) -> Outcome<P> {
        let body = Doc::<P>::record([("useMasterPassword", Document::bool(given.is_some()))]);
        self.set_own(given);
        let version = info::version_for_login(&self.call).await?;
        if version.own("legacySupport").truthy()
            && let Some(own) = self.own()
        {
            own.set_header_hash(HashAlgorithm::Md5);
            self.call.mirror_session();
        }
        let data = self.call.post(endpoint, body).await?;
        if !data.is_object() {
            return Err(Failure::new(FailureKind::NotApi, "the server answered the login without session data"));
        }
        self.answered();
        let tokens = tokens_of(&data.own("token"), &data.own("refreshToken"));
        if let Some(own) = self.own() {
            own.set_tokens(tokens);
        }
        self.announced = true;
        self.call.mirror_session();
        events::tokens_changed(&self.call);
        data.set("versionInfo", version);
        Ok(data)
    }

    /// All went well: what it brings comes into force, unless something else was set meanwhile.
    fn succeed(mut self) {
        self.take_over();
    }

    fn take_over(&mut self) {
        self.succeeded = true;
        let client = &self.call.client;
        let Some(own) = self.call.attempt().filter(|_| !client.is_closed()) else { return };
        let (encryption, tokens, hash) =
            (self.call.see_session(|s| s.encryption.clone()), own.tokens(), own.header_hash());
        {
            let mut session = client.session.borrow_mut();
            if let Some((token, refresh_token)) = tokens
                && session.tokens_set_at < self.answered_at
            {
                (session.token, session.refresh_token) = (token, refresh_token);
                session.tokens_set_at = self.answered_at;
            }
            if session.encryption_set_at < self.answered_at {
                session.encryption = encryption;
                session.encryption_set_at = self.answered_at;
            }
            session.header_hash = hash.unwrap_or(session.header_hash);
        }
        client.opened.borrow_mut().clear();
    }
}

impl<P: Platform> Drop for Login<P> {
    fn drop(&mut self) {
        let client = self.call.client.clone();
        if self.unsettles {
            client.login_with_key_ends();
        }
        self.call.attempt().into_iter().for_each(Attempt::end);
        if !client.is_closed() {
            if self.was_given && !self.succeeded {
                client.given_key_failed();
            }
            let call = self.call.clone().without_attempt();
            if self.call.attempt().is_some() {
                if self.call.attempt().is_some_and(|own| own.header_hash().is_some()) {
                    call.mirror_header_hash();
                }
                call.mirror_session();
            }
            let tokens_set_at = client.session.borrow().tokens_set_at;
            if self.announced && !self.succeeded && tokens_set_at < self.answered_at {
                events::tokens_changed(&call);
            }
        }
        if self.is_awaited {
            client.key_has_come();
        }
    }
}

/// A server that keeps no encrypted values says so in the error's data.
fn explain_disabled_encryption<D: Document>(failure: &Failure<D>) {
    if failure.code().is_some_and(|c| c == *"clientSideEncryptionDisabled") {
        failure.set_data_member("errorMessage", Document::str(words::ENCRYPTION_DISABLED));
    }
}

/// A pair as it was given. Reading it may run the caller's code, which may call the client: nothing is borrowed meanwhile.
pub(super) fn tokens_of<D: Document>(token: &D, refresh_token: &D) -> Tokens {
    (Token::given(token), optional_text(refresh_token))
}

/// Stores a pair and tells the listeners.
pub(super) fn put_tokens<P: Platform>(call: &Call<P>, (token, refresh_token): Tokens) {
    let at = call.client.next_moment();
    {
        let mut session = call.client.session.borrow_mut();
        (session.token, session.refresh_token, session.tokens_set_at) = (token, refresh_token, at);
    }
    call.mirror_session();
    events::tokens_changed(call);
}
