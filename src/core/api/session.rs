//! Logging in and out, tokens, master key, options (spec §3).

use super::{Args, Outcome, info};
use crate::core::client::{Call, Token, events, lang, optional_text};
use crate::core::crypto::Key;
use crate::core::crypto::hash::HashAlgorithm;
use crate::core::failure::{Failure, FailureKind, words};
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::server_v4::{Endpoint, endpoints, master_key};
use crate::core::text::Text;
use futures_util::future::{FutureExt, LocalBoxFuture};

/// Whether the secret of a login is a password, from which the server's options may derive the key, or the key.
#[derive(Clone, Copy, PartialEq)]
pub enum Secret {
    /// `login`.
    MasterPassword,
    /// `loginWithKey`.
    MasterKey,
}

/// `login` and `loginWithKey`. One that fails leaves the session as it was before (D11).
pub async fn log_in<P: Platform>(call: Call<P>, args: Args<Doc<P>>, secret: Secret) -> Outcome<P> {
    let api_key = args.at(0).as_text().ok_or_else(|| Failure::usage("the API key must be a string"))?;
    let given = match secret {
        Secret::MasterPassword => given_secret(&args.at(1), "the master password")?,
        Secret::MasterKey => given_secret(&args.at(1), "the master key")?,
    };
    let endpoint = endpoints::login(&api_key)?;
    let mut attempt = Attempt::begin(call, given.clone());
    let data = attempt.log_in(endpoint, given, secret).await?;
    attempt.finish();
    Ok(data)
}

/// What a call has changed in the session so far, to be undone unless it comes to a good end: when it fails, and when
/// the caller calls it off. It may end long after it began: then it touches nothing that others (another login, a
/// logout, `setTokens`) have changed since.
struct Attempt<P: Platform> {
    call: Call<P>,
    finished: bool,
    /// Master key and mode before.
    key: (Option<Key>, bool),
    /// `key_changes` after the last change by this call.
    key_changes: u64,
    /// The tokens before, and `token_changes` after the change by this call.
    tokens: Option<(Token, Text, u64)>,
    /// The hash before, if this call has changed it.
    hash: Option<HashAlgorithm>,
}

impl<P: Platform> Attempt<P> {
    /// Sets master key and mode.
    fn begin(call: Call<P>, key: Option<Key>) -> Self {
        let before = {
            let session = call.client.session.borrow();
            (session.master_key.clone(), session.sealed)
        };
        let mut attempt = Self { call, finished: false, key: before, key_changes: 0, tokens: None, hash: None };
        attempt.set_key(key);
        attempt
    }

    fn set_key(&mut self, key: Option<Key>) {
        let client = &self.call.client;
        {
            let mut session = client.session.borrow_mut();
            let sealed = key.is_some();
            session.set_key(key, sealed);
            self.key_changes = session.key_changes;
        }
        client.opened.borrow_mut().clear();
        self.call.mirror_session();
    }

    fn owns_key(&self) -> bool {
        self.call.client.session.borrow().key_changes == self.key_changes
    }

    /// The key that the server's options make of the master password.
    async fn derive_key(&mut self) -> Result<(), Failure<Doc<P>>> {
        let key = load_master_key_of_session(&self.call).await?;
        if self.owns_key() {
            self.set_key(key);
        }
        Ok(())
    }

    async fn log_in(&mut self, endpoint: Endpoint, given: Option<Key>, secret: Secret) -> Outcome<P> {
        let data = self.open_session(endpoint, given).await.inspect_err(|failure| {
            if failure.code().is_some_and(|c| c == *"clientSideEncryptionDisabled") {
                failure.set_data_member("errorMessage", Document::str(words::ENCRYPTION_DISABLED));
            }
        })?;
        if secret == Secret::MasterPassword {
            self.derive_key().await?;
        }
        Ok(data)
    }

    /// Version, login, tokens (steps 2 to 5 of §3.1).
    async fn open_session(&mut self, endpoint: Endpoint, given: Option<Key>) -> Outcome<P> {
        let version = info::version_for_login(&self.call).await?;
        if version.own("legacySupport").truthy() {
            self.hash = Some(self.call.client.session.borrow().header_hash);
            set_header_hash(&self.call, HashAlgorithm::Md5);
        }
        let body = Doc::<P>::record([("useMasterPassword", Document::bool(given.is_some()))]);
        let data = self.call.post(endpoint, body).await?;
        if !data.is_object() {
            return Err(Failure::new(FailureKind::NotApi, "the server answered the login without session data"));
        }
        if !self.owns_key() {
            self.set_key(given); // of two logins at once the later answer counts, with its own key
        }
        let before = {
            let session = self.call.client.session.borrow();
            (session.token.clone(), session.refresh_token.clone(), session.token_changes + 1)
        };
        self.tokens = Some(before);
        put_tokens(&self.call, &data.own("token"), &data.own("refreshToken"));
        data.set("versionInfo", version);
        Ok(data)
    }

    /// All went well: nothing is undone.
    fn finish(mut self) {
        self.finished = true;
    }
}

impl<P: Platform> Drop for Attempt<P> {
    fn drop(&mut self) {
        if self.finished || self.call.client.is_closed() {
            return;
        }
        if let Some(hash) = self.hash {
            set_header_hash(&self.call, hash);
        }
        let owns_key = self.owns_key();
        let tokens_changed = {
            let mut session = self.call.client.session.borrow_mut();
            if owns_key {
                session.set_key(self.key.0.take(), self.key.1);
            }
            match self.tokens.take() {
                Some((token, refresh_token, changes)) if session.token_changes == changes => {
                    session.set_tokens(token, refresh_token);
                    true
                }
                _ => false,
            }
        };
        self.call.client.opened.borrow_mut().clear();
        self.call.mirror_session();
        if tokens_changed {
            events::tokens_changed(&self.call);
        }
    }
}

fn set_header_hash<P: Platform>(call: &Call<P>, hash: HashAlgorithm) {
    call.client.session.borrow_mut().header_hash = hash;
    call.platform.mirror("hash", &hash_name(hash));
}

/// Every falsy secret means none (K13); anything else must be a text (D39).
fn given_secret<D: Document>(value: &D, what: &str) -> Result<Option<Key>, Failure<D>> {
    if !value.truthy() {
        return Ok(None);
    }
    let key = value.as_text().and_then(|text| Key::new(text).ok());
    key.map(Some).ok_or_else(|| Failure::usage(format!("{what} must be a string")))
}

/// Stores a pair and tells the listeners.
fn put_tokens<P: Platform>(call: &Call<P>, token: &Doc<P>, refresh_token: &Doc<P>) {
    // Reading them may run the caller's code, which may call the client: nothing is borrowed meanwhile.
    let (token, refresh_token) = (Token::given(token), optional_text(refresh_token));
    call.client.session.borrow_mut().set_tokens(token, refresh_token);
    call.mirror_session();
    events::tokens_changed(call);
}

/// `logout`. A failed one changes nothing, so that it can be repeated (D12).
pub async fn log_out<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.post_nothing(endpoints::logout()).await?;
    call.client.session.borrow_mut().wipe();
    call.client.opened.borrow_mut().clear();
    call.mirror_session();
    Ok(Document::undefined())
}

/// `close`: logs out and wipes session and keys, also those of results, whether or not the logout succeeds. Without a
/// session nothing is sent. However often it is called, one logout is sent and all calls end alike.
pub async fn close<P: Platform>(call: Call<P>) -> Outcome<P> {
    let running = call.client.closing.borrow().clone();
    let running = running.unwrap_or_else(|| {
        let of_call = call.clone();
        let closing = async move {
            let client = &of_call.client;
            let outcome = if client.has_session() { log_out(of_call.clone()).await.map(|_| ()) } else { Ok(()) };
            // A logout may have ended the session meanwhile; then nothing has failed.
            let over = !client.has_session();
            client.close();
            client.closing.replace(None);
            of_call.mirror_session();
            if over { Ok(()) } else { outcome }
        }
        .boxed_local()
        .shared();
        call.client.closing.replace(Some(closing.clone()));
        closing
    });
    running.await.map(|()| Document::undefined())
}

/// `setAuthOptions`. The tokens are set, and the event is dispatched, before this returns its future.
pub fn set_auth_options<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    let begun = begin_auth_options(call, &args);
    async move {
        let (mut attempt, derive) = begun?;
        if derive {
            attempt.derive_key().await?; // the tokens stay, mode and key come back (D11)
        }
        attempt.finish();
        Ok(Document::undefined())
    }
    .boxed_local()
}

/// The part that happens at once: tokens and key. True if the key is still to be derived.
fn begin_auth_options<P: Platform>(call: Call<P>, args: &Args<Doc<P>>) -> Result<(Attempt<P>, bool), Failure<Doc<P>>> {
    let given = args.at(0);
    let (token, refresh_token) = match given.kind() {
        Kind::Text => (given, Document::undefined()),
        Kind::Object => (given.get("token"), given.get("refreshToken")),
        _ => return Err(Failure::usage("setAuthOptions needs a token, or {token, refreshToken}")),
    };
    let master_password = given_secret(&args.at(1), "the master password")?;
    let master_key = given_secret(&args.at(2), "the master key")?;
    put_tokens(&call, &token, &refresh_token);
    let derive = master_key.is_none();
    Ok((Attempt::begin(call, master_key.or(master_password)), derive))
}

/// `setTokens`, synchronous.
pub fn set_tokens<P: Platform>(call: &Call<P>, args: &Args<Doc<P>>) -> Outcome<P> {
    let refresh_token = args.at(1);
    put_tokens(call, &args.at(0), &refresh_token);
    Ok(Document::undefined())
}

/// `setOptions`, synchronous: `lang` and `hash` of the live options; everything else is ignored.
pub fn set_options<P: Platform>(call: &Call<P>, args: &Args<Doc<P>>) -> Outcome<P> {
    let options = args.at(0);
    if options.truthy() && options.has_own("lang") {
        let given = options.own("lang");
        let read = lang(&given); // may run the caller's code: nothing is borrowed meanwhile
        call.client.session.borrow_mut().lang = read;
        call.platform.mirror("lang", &given);
    }
    let hash = match options.own("hash").as_text() {
        Some(name) if name == *"sha256" => HashAlgorithm::Sha256,
        Some(name) if name == *"md5" => HashAlgorithm::Md5,
        _ => return Ok(Document::undefined()),
    };
    set_header_hash(call, hash);
    Ok(Document::undefined())
}

fn hash_name<D: Document>(hash: HashAlgorithm) -> D {
    D::str(match hash {
        HashAlgorithm::Sha256 => "sha256",
        HashAlgorithm::Md5 => "md5",
    })
}

/// `loadMasterKey(options)`: the key that the given options lead to; the client itself is not changed.
pub async fn load_master_key<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let options = args.at(0);
    if options.is_nullish() {
        return Err(Failure::usage("loadMasterKey needs {useMasterPassword, refreshToken, masterPassword}"));
    }
    if !options.get("useMasterPassword").truthy() {
        return Ok(Document::bool(false));
    }
    let given = options.get("masterPassword");
    let mk_options = match options.get("refreshToken").truthy() {
        true => master_key_options(&call).await?,
        false => None,
    };
    let Some(mk_options) = mk_options else {
        master_key::check_underived(&call)?;
        return Ok(given);
    };
    let password = given_secret(&given, "the master password")?;
    let password = password.ok_or_else(|| Failure::usage("the master password must be a string"))?;
    let key = master_key::derive(&call, password.text(), &mk_options).await?;
    Ok(Document::text(key.text()))
}

/// The same with the client's own state: `None` in plain mode.
async fn load_master_key_of_session<P: Platform>(call: &Call<P>) -> Result<Option<Key>, Failure<Doc<P>>> {
    let (password, renewable) = {
        let session = call.client.session.borrow();
        (session.master_key.clone().filter(|_| session.sealed), !session.refresh_token.is_empty())
    };
    let Some(password) = password else { return Ok(None) };
    // On a server without refresh tokens the master password is the key (K4).
    match if renewable { master_key_options(call).await? } else { None } {
        None => master_key::check_underived(call).map(|()| Some(password)),
        Some(options) => {
            let key = master_key::derive(call, password.text(), &options).await?;
            call.ensure_open()?; // closed meanwhile: the key must not come back
            Ok(Some(key))
        }
    }
}

/// The server's option string; `None` where it has none, which means: do not derive.
async fn master_key_options<P: Platform>(call: &Call<P>) -> Result<Option<Doc<P>>, Failure<Doc<P>>> {
    match call.get(endpoints::master_key_options()).await {
        Ok(data) => Ok(Some(data.own("mkOptions")).filter(Document::truthy)),
        Err(failure) if failure.has_status(404) => Ok(None),
        Err(failure) => Err(failure),
    }
}
