//! Logging in and out, tokens, master key, options (spec §3).

use super::{Args, Outcome, info};
use crate::core::client::{Call, Token, events, lang, optional_text};
use crate::core::crypto::hash::HashAlgorithm;
use crate::core::failure::{Failure, words};
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::server_v4::{endpoints, master_key};
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
    let saved = call.client.session.borrow().save();
    let saved_hash = call.client.session.borrow().header_hash;
    let outcome = attempt(&call, &api_key, given, secret).await;
    if outcome.is_err() && !call.client.is_closed() {
        let tokens_changed = call.client.session.borrow_mut().restore(saved);
        call.mirror_session();
        call.platform.mirror("hash", &hash_name(saved_hash));
        if tokens_changed {
            events::tokens_changed(&call);
        }
    }
    outcome
}

/// Every falsy secret means none (K13); anything else must be a text (D39).
fn given_secret<D: Document>(value: &D, what: &str) -> Result<Option<Text>, Failure<D>> {
    if !value.truthy() {
        return Ok(None);
    }
    value.as_text().map(Some).ok_or_else(|| Failure::usage(format!("{what} must be a string")))
}

async fn attempt<P: Platform>(call: &Call<P>, api_key: &Text, given: Option<Text>, secret: Secret) -> Outcome<P> {
    let endpoint = endpoints::login(api_key)?;
    set_master_key(call, given.clone());
    let data = match open_session(call, endpoint, given.is_some()).await {
        Ok(data) => data,
        Err(failure) => {
            if failure.code().is_some_and(|c| c == *"clientSideEncryptionDisabled") {
                failure.set_data_member("errorMessage", Document::str(words::ENCRYPTION_DISABLED));
            }
            return Err(failure);
        }
    };
    if secret == Secret::MasterPassword {
        let key = load_master_key_of_session(call).await?;
        set_master_key(call, key);
    }
    Ok(data)
}

/// Version, login, tokens (steps 2 to 5 of §3.1).
async fn open_session<P: Platform>(
    call: &Call<P>,
    endpoint: crate::core::server_v4::Endpoint,
    sealed: bool,
) -> Outcome<P> {
    let version = info::version_for_login(call).await?;
    if version.own("legacySupport").truthy() {
        call.client.session.borrow_mut().header_hash = HashAlgorithm::Md5;
        call.platform.mirror("hash", &hash_name(HashAlgorithm::Md5));
    }
    let body = Doc::<P>::record([("useMasterPassword", Document::bool(sealed))]);
    let data = call.post(endpoint, body).await?;
    if !data.is_object() {
        return Err(Failure::new(
            crate::core::failure::FailureKind::NotApi,
            "the server answered the login without session data",
        ));
    }
    put_tokens(call, &data.own("token"), &data.own("refreshToken"));
    data.set("versionInfo", version);
    Ok(data)
}

fn set_master_key<P: Platform>(call: &Call<P>, key: Option<Text>) {
    {
        let mut session = call.client.session.borrow_mut();
        session.sealed = key.is_some();
        session.master_key = key;
    }
    call.mirror_session();
}

/// Stores a pair and tells the listeners.
fn put_tokens<P: Platform>(call: &Call<P>, token: &Doc<P>, refresh_token: &Doc<P>) {
    {
        let mut session = call.client.session.borrow_mut();
        session.token = Token::given(token);
        session.refresh_token = optional_text(refresh_token);
    }
    call.mirror_session();
    events::tokens_changed(call);
}

/// `logout`. A failed one changes nothing, so that it can be repeated (D12).
pub async fn log_out<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.post_nothing(endpoints::logout()).await?;
    call.client.session.borrow_mut().wipe();
    call.mirror_session();
    Ok(Document::undefined())
}

/// `close`: logs out and wipes session and keys, also those of results, whether or not the logout succeeds. Without a
/// session nothing is sent.
pub async fn close<P: Platform>(call: Call<P>) -> Outcome<P> {
    let outcome = if call.client.has_session() { log_out(call.clone()).await } else { Ok(Document::undefined()) };
    call.client.close();
    call.mirror_session();
    outcome
}

/// `setAuthOptions`. The tokens are set, and the event is dispatched, before this returns its future.
pub fn set_auth_options<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    match begin_auth_options(&call, &args) {
        Err(failure) => async move { Err(failure) }.boxed_local(),
        Ok((saved, derive)) => async move {
            if derive {
                match load_master_key_of_session(&call).await {
                    Ok(key) => set_master_key(&call, key),
                    Err(failure) => {
                        // The tokens stay, mode and key come back (D11).
                        let mut session = call.client.session.borrow_mut();
                        (session.master_key, session.sealed) = saved;
                        drop(session);
                        call.mirror_session();
                        return Err(failure);
                    }
                }
            }
            Ok(Document::undefined())
        }
        .boxed_local(),
    }
}

type KeyAndMode = (Option<Text>, bool);

fn begin_auth_options<P: Platform>(call: &Call<P>, args: &Args<Doc<P>>) -> Result<(KeyAndMode, bool), Failure<Doc<P>>> {
    let given = args.at(0);
    let (token, refresh_token) = match given.kind() {
        Kind::Text => (given, Document::undefined()),
        Kind::Object => (given.own("token"), given.own("refreshToken")),
        _ => return Err(Failure::usage("setAuthOptions needs a token, or {token, refreshToken}")),
    };
    let master_password = given_secret(&args.at(1), "the master password")?;
    let master_key = given_secret(&args.at(2), "the master key")?;
    put_tokens(call, &token, &refresh_token);
    let saved = {
        let session = call.client.session.borrow();
        (session.master_key.clone(), session.sealed)
    };
    let derive = master_key.is_none();
    set_master_key(call, master_key.or(master_password));
    Ok((saved, derive))
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
        call.client.session.borrow_mut().lang = lang(&options.own("lang"));
        call.platform.mirror("lang", &options.own("lang"));
    }
    let hash = match options.own("hash").as_text() {
        Some(name) if name == *"sha256" => HashAlgorithm::Sha256,
        Some(name) if name == *"md5" => HashAlgorithm::Md5,
        _ => return Ok(Document::undefined()),
    };
    call.client.session.borrow_mut().header_hash = hash;
    call.platform.mirror("hash", &hash_name(hash));
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
    if !options.own("useMasterPassword").truthy() {
        return Ok(Document::bool(false));
    }
    let given = options.own("masterPassword");
    if !options.own("refreshToken").truthy() {
        return Ok(given);
    }
    let Some(mk_options) = master_key_options(&call).await? else { return Ok(given) };
    let password = given.as_text().ok_or_else(|| Failure::usage("the master password must be a string"))?;
    let key = master_key::derive(&call, &password, &mk_options).await?;
    Ok(Document::text(&key))
}

/// The same with the client's own state: `None` in plain mode.
async fn load_master_key_of_session<P: Platform>(call: &Call<P>) -> Result<Option<Text>, Failure<Doc<P>>> {
    let (password, renewable) = {
        let session = call.client.session.borrow();
        (session.master_key.clone().filter(|_| session.sealed), !session.refresh_token.is_empty())
    };
    let Some(password) = password else { return Ok(None) };
    if !renewable {
        return Ok(Some(password)); // a server without refresh tokens: the master password is the key (K4)
    }
    match master_key_options(call).await? {
        None => Ok(Some(password)),
        Some(options) => master_key::derive(call, &password, &options).await.map(Some),
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
