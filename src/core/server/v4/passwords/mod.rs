//! Passwords: reading, writing, moving.

mod bulk;
mod read;
mod transfer;
mod write;

pub use bulk::{Vaults, already_read, get_many, vault_of};
pub use read::*;
pub use transfer::*;
pub use write::*;

use crate::core::client::request::expect;
use crate::core::client::{Call, Request};
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server::v4::wire::endpoints;
use crate::core::server::v4::{key_hierarchy, vaults};

/// A password and the cipher of its values.
pub struct Opened<D> {
    /// The password, as the server sent it.
    pub password: D,
    /// The vault of the password, as the server sent it.
    pub vault: D,
    /// The cipher of its values.
    pub cipher: Cipher,
}

/// Reads a password, then its vault, and finds its key.
pub async fn open<P: Platform>(call: &Call<P>, id: &Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    let password = expect::present(by_id(id).send(call).await?, "password")?;
    let vault_id = password.own("vaultId");
    let vault = vaults::get(&vault_id).send(call).await?;
    let cipher = key_hierarchy::of_password(call, &password, &vault_id, &vault)?;
    Ok(Opened { password: expect::object(password, "password")?, vault, cipher })
}

/// A password by its id, as the server sends it.
pub fn by_id<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::password(id, ""))
}
