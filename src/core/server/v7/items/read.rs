//! Reading one item: it brings its vault's key along (§4.1).

use super::super::visit::Visit;
use super::super::wire::endpoints;
use super::super::{ids, lists, members, vault_keys};
use crate::core::client::{Args, Outcome};
use crate::core::crypto::Key;
use crate::core::encryption::Cipher;
use crate::core::encryption::custom_fields::{self, Custom};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::results;
use crate::core::text::Text;

/// An item and the cipher of its values.
pub struct Opened<D> {
    /// As the server sent it.
    pub item: D,
    /// The cipher of its values.
    pub cipher: Cipher,
    /// Whether its key is its own, and not that of its vault.
    pub has_own_key: bool,
}

impl<D: Document> Opened<D> {
    /// The item with the cipher that was found for it.
    pub fn new(item: D, cipher: Cipher) -> Self {
        let has_own_key = vault_keys::sealed(&item, "keyEncrypted").is_some();
        Self { item, cipher, has_own_key }
    }

    /// The password; `None` for an item that has none.
    ///
    /// # Errors
    /// Kind `crypto` for one that does not open.
    pub fn password<P: Platform<Doc = D>>(&self, v: &Visit<P>) -> Result<Option<Text>, Failure<D>> {
        let shown = members::item(v, &self.item);
        let has_password = !shown.own("cryptedPassword").is_nullish();
        has_password.then(|| self.cipher.read_member(&shown, "cryptedPassword", "password")).transpose()
    }

    /// The custom fields, all of them: what is made of them would lack the others without a word (V17).
    ///
    /// # Errors
    /// Kind `crypto` for one that cannot be read, kind `notApi` for what is no list of them.
    pub fn customs<P: Platform<Doc = D>>(&self, v: &Visit<P>) -> Result<Vec<Custom<D>>, Failure<D>> {
        lists::of_member(&self.item, "customs")?;
        custom_fields::read_whole(&self.cipher, &members::item(v, &self.item))
    }

    /// The entries of the files, all of them (V17).
    ///
    /// # Errors
    /// Kind `notApi` for what is no list of objects.
    pub fn files(&self) -> Result<Vec<D>, Failure<D>> {
        lists::objects(lists::of_member(&self.item, "attachments")?)
    }

    /// The item's key, sealed for another vault, whose readers are others.
    ///
    /// # Errors
    /// Kind `crypto` for a key that is the vault's own (D24), and for one that does not open the item: it is another's. Both
    /// would open to the readers of the other vault what they were never meant to read.
    pub fn key_for<P: Platform<Doc = D>>(&self, v: &Visit<P>, key: &Key, vault: &Cipher) -> Outcome<P> {
        if !self.has_own_key {
            let message = "the password has no key of its own, only that of its vault, which the readers of another vault must \
                not get: use copyPassword. Nothing was written";
            return Err(Failure::new(FailureKind::Crypto, message));
        }
        if !self.item.own("passwordEncrypted").is_nullish() {
            self.cipher.read_member(&self.item, "passwordEncrypted", "password")?;
        } else if let Some(field) = self.item.own("customs").items().into_iter().find(Document::is_object) {
            self.cipher.read_member(&field, "name", "custom field")?;
        }
        vault.write_as(&*v.platform, key.text(), "keyEncrypted")
    }
}

/// Whether an answer tells which files an item has: some of a batch leave them out (§4.1).
pub fn tells_files<D: Document>(item: &D) -> bool {
    !item.own("attachments").is_undefined()
}

/// Reads an item.
pub async fn fetch<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    ids::fetch(v, endpoints::item(id, "")?, id, "password").await
}

/// Reads an item and finds its key.
pub async fn open<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    let item = fetch(v, id).await?;
    let cipher = vault_keys::of_item(v, &item).await?;
    Ok(Opened::new(item, cipher))
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
