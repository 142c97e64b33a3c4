//! Adding, editing, deleting passwords. Everything is read and checked before anything is written.

use crate::core::client::request::expect;
use crate::core::client::{Args, Call, Endpoint, Outcome, Request};
use crate::core::crypto::random;
use crate::core::encryption::Cipher;
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::server::v4::wire::endpoints;
use crate::core::server::v4::{fields, key_hierarchy, snapshot, vaults};

/// `addPassword(fields = {})`.
pub async fn add<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = fields::of_caller(&args.at(0));
    if matches!(args.at(0).kind(), Kind::Null | Kind::Object) {
        given.clone()?; // there is no vault to be asked for
    }
    let vault_id = given.as_ref().map_or_else(|_| Document::undefined(), |given| given.own("vaultId"));
    let vault = expect::present(vaults::get(&vault_id).send(&call).await?, "vault")?;
    let given = given?;
    let of_vault = key_hierarchy::of_vault(&call, &vault_id, &vault)?;
    let (cipher, key_for_vault) = if key_hierarchy::is_keyed(&vault) {
        // A keyed vault wants a key in plain mode too, where nothing is sealed with it (K11).
        let key = call.random_key(random::PASSWORD_KEY)?;
        let for_vault = of_vault.write_as(&*call.platform, key.text(), "cryptedKey")?;
        let cipher = if call.is_sealed() { Cipher::Sealed(key) } else { key_hierarchy::PLAIN };
        (cipher, Some(for_vault))
    } else {
        (of_vault, None)
    };
    let body = fields::for_add(&call, given, &cipher, key_for_vault).await?;
    call.post(Endpoint::at("/passwords"), body).await
}

/// `editPassword(id, fields = {})`.
pub async fn edit<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = fields::of_caller(&args.at(1));
    edit_with(&call, &args.at(0), given).await
}

/// An edit with fields that have been copied already.
pub async fn edit_with<P: Platform>(call: &Call<P>, id: &Doc<P>, given: Outcome<P>) -> Outcome<P> {
    let opened = super::open(call, id).await?;
    let body = fields::for_edit(call, given?, &opened.password, &opened.cipher).await?;
    call.put(endpoints::password(id, "")?, body).await
}

/// `deletePassword(id)`: the request carries a snapshot.
pub async fn delete<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let id = args.at(0);
    let opened = super::open(&call, &id).await?;
    let body = Doc::<P>::record([("snapshot", snapshot::make(&call, &opened.password, &opened.cipher)?)]);
    call.request("DELETE", endpoints::password(&id, "")?, Some(body.into())).await
}

/// `favoritePassword(id)`.
pub fn favorite<D: Document>(id: &D) -> Request<D> {
    Request::post(endpoints::password(id, "/favorite"), None)
}

/// `unfavoritePassword(id)`.
pub fn unfavorite<D: Document>(id: &D) -> Request<D> {
    Request::post(endpoints::password(id, "/unfavorite"), None)
}
