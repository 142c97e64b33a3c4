//! Logging in: `login`, `loginWithKey`, and the key of `setAuthOptions` (spec §3.1, §3.2). What they bring comes into force when they have
//! succeeded, not before (D52); when they fail all is as it was, and what was given a master password in vain sends nothing
//! in the clear (D11, D41).

use crate::core::client::session::auth_options::{AuthOptions, given_secret};
use crate::core::client::session::login::Login;
use crate::core::client::session::tokens_of;
use crate::core::client::{Args, Call, Endpoint, Outcome};
use crate::core::crypto::Key;
use crate::core::crypto::hash::HashAlgorithm;
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server::v4::info;
use crate::core::server::v4::master_key::of_password;
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

/// Whether a login with these arguments sends anything.
pub fn takes<D: Document>(args: &Args<D>) -> bool {
    let api_key = args.at(0).as_text();
    api_key.is_some_and(|key| endpoints::login::<D>(&key).is_ok()) && given_secret(&args.at(1), "").is_ok()
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
        // No error of any of its requests shows the key, whichever of them carries it.
        login.call = login.call.clone().given(Key::new(api_key).ok());
        let data = open_session(&mut login, endpoint, given.clone(), version).await;
        let data = data.inspect_err(explain_disabled_encryption)?;
        if let (Secret::MasterPassword, Some(password)) = (secret, given) {
            login.set_key(of_password(&login.call, password, true).await?);
        }
        let (client, end) = (login.call.client.clone(), login.call.server().token_end(&data));
        login.succeed();
        client.note_token_end(&tokens_of(&data.own("token"), &data.own("refreshToken")).0, end);
        Ok(data)
    }
    .boxed_local()
}

/// The key of `setAuthOptions`. Where no other generation can answer, or has said so, a server without options for it takes
/// the password for the key (K4); elsewhere such an answer leads to another generation first.
pub async fn load_key<P: Platform>(begun: &mut AuthOptions<P>, is_sure: bool) -> Result<(), Failure<Doc<P>>> {
    if let Some(password) = begun.password.clone() {
        let key = of_password(&begun.login.call, password, is_sure).await?;
        begun.login.set_key(key);
    }
    Ok(())
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
