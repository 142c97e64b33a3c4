//! The master key of a master password, as the server wants it derived (spec §3.3, §5.5).

use crate::core::client::{Args, Call, Outcome};
use crate::core::crypto::Key;
use crate::core::encryption::master_key;
use crate::core::encryption::master_key::Demands;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server::v4::wire::endpoints;
use crate::core::text::Text;

/// `loadMasterKey(options)`: the key that the given options lead to; the client itself is not changed.
pub async fn load<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let options = args.at(0);
    if options.is_nullish() {
        return Err(Failure::usage("loadMasterKey needs {useMasterPassword, refreshToken, masterPassword}"));
    }
    if !options.get("useMasterPassword").truthy() {
        return Ok(Document::bool(false));
    }
    let given = options.get("masterPassword");
    let mk_options = if options.get("refreshToken").truthy() { key_options(&call).await? } else { None };
    let Some(mk_options) = mk_options else {
        master_key::check_underived(call.client.options.minimum_rounds)?;
        return Ok(given);
    };
    let password = given_secret(&given, "the master password")?;
    let password = password.ok_or_else(|| Failure::usage("the master password must be a string"))?;
    let key = derive(&call, password.text(), &mk_options).await?;
    Ok(Document::text(key.text()))
}

/// The key that the server's options make of a master password, for the session of the call. On a server without refresh
/// tokens the master password is the key, as on one that has no options (K4).
pub(super) async fn of_password<P: Platform>(call: &Call<P>, password: Key) -> Result<Key, Failure<Doc<P>>> {
    let (_, refresh_token) = call.tokens();
    match if refresh_token.is_empty() { None } else { key_options(call).await? } {
        None => master_key::check_underived(call.client.options.minimum_rounds).map(|()| password),
        Some(options) => derive(call, password.text(), &options).await,
    }
}

/// Reads a secret that was given: every falsy one means none (K13); anything else must be a text (D39).
pub(super) fn given_secret<D: Document>(value: &D, what: &str) -> Result<Option<Key>, Failure<D>> {
    if !value.truthy() {
        return Ok(None);
    }
    let key = value.as_text().and_then(|text| Key::new(text).ok());
    key.map(Some).ok_or_else(|| Failure::usage(format!("{what} must be a string")))
}

/// The server's option string; `None` where it has none, which means: do not derive.
async fn key_options<P: Platform>(call: &Call<P>) -> Result<Option<Doc<P>>, Failure<Doc<P>>> {
    match call.get(endpoints::master_key_options()).await {
        Ok(data) => Ok(Some(data.own("mkOptions")).filter(Document::truthy)),
        Err(failure) if failure.has_status(404) => Ok(None),
        Err(failure) => Err(failure),
    }
}

async fn derive<P: Platform>(call: &Call<P>, password: &Text, options: &Doc<P>) -> Result<Key, Failure<Doc<P>>> {
    let demands = Demands { minimum_rounds: call.client.options.minimum_rounds, go_on: &|| call.ensure_open() };
    master_key::derive(&*call.platform, password, options, &demands).await
}
