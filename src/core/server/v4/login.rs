//! Logging in: `login`, `loginWithKey`, `setAuthOptions` (spec §3.1, §3.2). What they bring comes into force when they have
//! succeeded, not before (D52); when they fail all is as it was, and what was given a master password in vain sends nothing
//! in the clear (D11, D41).

use crate::core::client::session::login::Login;
use crate::core::client::session::tokens_of;
use crate::core::client::{Args, Call, Endpoint, Outcome};
use crate::core::crypto::Key;
use crate::core::crypto::hash::HashAlgorithm;
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::server::v4::info;
use crate::core::server::v4::master_key::{given_secret, of_password};
use crate::core::server::v4::wire::endpoints;
use crate::core::server::v4::wire::envelope::ENCRYPTION_DISABLED;
use futures_util::future::{FutureExt, LocalBoxFuture};

/// Whether the secret of a login is a password, from which the server's options may derive the key, or the key.
#[derive(Clone, Copy, PartialEq)]
pub enum Secret {
    /// `login`.
    MasterPassword,
    /// `loginWithKey`.
    MasterKey,
}

/// `login` and `loginWithKey`; `version` is what the server has said of itself already.
pub fn log_in<P: Platform>(
    call: Call<P>,
    args: Args<Doc<P>>,
    secret: Secret,
    version: Option<Doc<P>>,
) -> LocalBoxFuture<'static, Outcome<P>> {
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
        let data = open_session(&mut login, endpoint, given.clone(), version).await;
        let data = data.inspect_err(explain_disabled_encryption)?;
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
    login.call.put_tokens(tokens_of(&token, &refresh_token));
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

/// Version, login, tokens (steps 2 to 5 of §3.1).
async fn open_session<P: Platform>(
    login: &mut Login<P>,
    endpoint: Endpoint,
    given: Option<Key>,
    version: Option<Doc<P>>,
) -> Outcome<P> {
    let body = Doc::<P>::record([("useMasterPassword", Document::bool(given.is_some()))]);
    login.set_own(given);
    let version = info::version_for_login(&login.call, version).await?;
    if version.own("legacySupport").truthy()
        && let Some(own) = login.own()
    {
        own.set_header_hash(HashAlgorithm::Md5);
        login.call.sync_agent_options();
    }
    let data = login.call.post(endpoint, body).await?;
    if !data.is_object() {
        return Err(Failure::new(FailureKind::NotApi, "the server answered the login without session data"));
    }
    login.announce(tokens_of(&data.own("token"), &data.own("refreshToken")));
    data.set("versionInfo", version);
    Ok(data)
}

/// A server that keeps no encrypted values says so in the error's data.
fn explain_disabled_encryption<D: Document>(failure: &Failure<D>) {
    if failure.code().is_some_and(|c| c == *"clientSideEncryptionDisabled") {
        failure.set_data_member("errorMessage", Document::str(ENCRYPTION_DISABLED));
    }
}
