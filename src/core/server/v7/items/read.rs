//! Reading one item: it brings its vault's key along (§4.1).

use super::super::visit::Visit;
use super::super::wire::endpoints;
use super::super::{members, vault_keys};
use crate::core::client::request::expect;
use crate::core::client::{Args, Outcome};
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Platform};
use crate::core::results;

/// An item and the cipher of its values.
pub struct Opened<D> {
    /// As the server sent it.
    pub item: D,
    /// The cipher of its values.
    pub cipher: Cipher,
}

/// Reads an item.
pub async fn fetch<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    expect::object(v.get(endpoints::item(id, "")?).await?, "password")
}

/// Reads an item and finds its key.
pub async fn open<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    let item = fetch(v, id).await?;
    let cipher = vault_keys::of_item(v, &item).await?;
    Ok(Opened { item, cipher })
}

/// An opened item as the public interface has it, with `getPassword` and `getCustoms`.
pub fn shown<P: Platform>(v: &Visit<P>, opened: Opened<Doc<P>>) -> Outcome<P> {
    let password = members::item(v, &opened.item);
    results::attach_password_helpers(&v.call, &password, opened.cipher)?;
    Ok(password)
}

/// `getPassword(id)`: one request.
pub async fn get<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let opened = open(&v, &args.at(0)).await?;
    shown(&v, opened)
}
