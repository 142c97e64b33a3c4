//! From the user's private key to the keys of vaults and items (§4), and what may be written with them (V25, V27).

use super::ids::{self, name_of};
use super::keys;
use super::user_key::UserKey;
use super::visit::Visit;
use super::wire::endpoints;
use crate::core::client::{Args, Outcome};
use crate::core::crypto::{CryptoError, Key};
use crate::core::encryption::{Cipher, PlainForm, cipher, user_secrets};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::text::Text;

/// How values travel without client-side encryption.
pub const PLAIN: Cipher = Cipher::Plain(PlainForm::Utf8);

/// The text of a sealed key; `None` where there is none: null, missing or empty (§4.3). What is there and no text gives one
/// that nothing opens (D42).
pub fn sealed<D: Document>(holder: &D, member: &str) -> Option<Text> {
    match holder.own(member) {
        key if key.is_nullish() => None,
        key => Some(key.as_text().unwrap_or_else(|| "?".into())).filter(|text| !text.is_empty()),
    }
}

/// Opens what is sealed for the user by RSA; remembered.
///
/// # Errors
/// Kind `crypto` if it was not made for this user's key, or holds nothing (D42).
pub async fn open_for_user<P: Platform>(
    v: &Visit<P>,
    user: &UserKey<Doc<P>>,
    sealed: &Text,
    subject: &str,
) -> Result<Key, Failure<Doc<P>>> {
    if let Some(known) = v.client.opened.borrow().get(&user.private.pem, sealed) {
        return Ok(known);
    }
    let opened = user_secrets::open_key(&*v.platform, &user.private, sealed).await;
    v.ensure_open()?;
    let opened = opened.map_err(|e| Failure::crypto(e, subject).of_key())?;
    if !v.client.is_closed() {
        v.client.opened.borrow_mut().put(&user.private.pem, sealed, opened.clone());
    }
    Ok(opened)
}

/// The cipher of a vault, from its sealed key. Where this call writes, a key that two vaults share is refused (V27).
pub async fn of_sealed<P: Platform>(v: &Visit<P>, vault: &Doc<P>, sealed: &Text) -> Result<Cipher, Failure<Doc<P>>> {
    let user = keys::required(v, "the vault").await?;
    let name = name_of(vault);
    let key = open_for_user(v, &user, sealed, &format!("vault {name}: masterKeyEncrypted")).await?;
    v.note_vault_key(&name, &key)?;
    v.state.remember_vault_key(&name, sealed.clone());
    Ok(Cipher::Sealed(key))
}

/// The cipher of a vault that came without a key.
///
/// # Errors
/// Kind `crypto` where it is pinned to one.
fn of_plain<P: Platform>(v: &Visit<P>, vault: &Doc<P>) -> Result<Cipher, Failure<Doc<P>>> {
    v.note_plain_vault(&name_of(vault))?;
    Ok(PLAIN)
}

/// A vault as the server sends it. Its sealed key is remembered.
pub async fn fetch<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Result<Doc<P>, Failure<Doc<P>>> {
    let vault = ids::fetch(v, endpoints::vault(id, "")?, id, "vault").await?;
    note(v, id, &vault);
    Ok(vault)
}

/// Remembers the sealed key of a vault that was read.
pub fn note<P: Platform>(v: &Visit<P>, id: &Doc<P>, vault: &Doc<P>) {
    if let Some(key) = sealed(vault, "masterKeyEncrypted") {
        v.state.remember_vault_key(&name_of(id), key);
    }
}

/// The cipher with which something new is written into a vault.
///
/// # Errors
/// As [`ensure_sealed`].
pub async fn for_writing<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Result<Cipher, Failure<Doc<P>>> {
    let name = name_of(id);
    if let Some(known) = v.state.sealed_vault_key(&name) {
        match cipher_for_writing(v, id, Some(&known)).await {
            // It may have been changed since.
            Err(failure) if failure.has_kind(FailureKind::Crypto) => v.state.forget_vault_key(&name),
            outcome => return outcome,
        }
    }
    let key = sealed(&fetch(v, id).await?, "masterKeyEncrypted");
    cipher_for_writing(v, id, key.as_ref()).await
}

/// The same with a sealed key that was read already.
pub async fn cipher_for_writing<P: Platform>(
    v: &Visit<P>,
    id: &Doc<P>,
    key: Option<&Text>,
) -> Result<Cipher, Failure<Doc<P>>> {
    match key {
        Some(key) => of_sealed(v, id, key).await,
        None => {
            let cipher = of_plain(v, id)?;
            ensure_sealed(v, &cipher, &format!("vault {}", shown(id)))?;
            Ok(cipher)
        }
    }
}

/// Fails where a session with a master key would write in the clear (V25).
///
/// # Errors
/// Kind `usage`: whatever the server says of vault or item, nothing is written.
pub fn ensure_sealed<P: Platform>(v: &Visit<P>, cipher: &Cipher, what: &str) -> Result<(), Failure<Doc<P>>> {
    let is_plain = matches!(cipher, Cipher::Plain(_));
    if !is_plain || v.master_key().is_none() || v.client.options.allow_unencrypted {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{what} is not encrypted, says the server, and this session has a master password: nothing was written, for it would \
         have gone out in the clear. For a server that holds both kinds there is the option allowUnencrypted"
    )))
}

/// An id, as errors show it.
pub fn shown<D: Document>(id: &D) -> String {
    crate::core::failure::excerpt(&name_of(id), 64)
}

/// The cipher of an item's values, for reading: whether it is encrypted is told by the item itself (§4.3).
///
/// # Errors
/// Kind `masterPassword` for an encrypted item in a session without a master key, kind `crypto` if a key does not open.
pub async fn of_item<P: Platform>(v: &Visit<P>, item: &Doc<P>) -> Result<Cipher, Failure<Doc<P>>> {
    key_beside(v, item, item, "password").await
}

/// The cipher of what is sealed under the vault of an item, which brings the vault's key along or only names the vault.
///
/// # Errors
/// As [`of_item`].
pub async fn key_beside<P: Platform>(
    v: &Visit<P>,
    item: &Doc<P>,
    holder: &Doc<P>,
    what: &'static str,
) -> Result<Cipher, Failure<Doc<P>>> {
    let vault_id = item.own("vaultId");
    match sealed(item, "vaultMasterKeyEncrypted") {
        Some(key) => key_in(v, &of_sealed(v, &vault_id, &key).await?, holder, "keyEncrypted", what),
        None => key_in_vault(v, &vault_id, holder, "keyEncrypted", what).await,
    }
}

/// The key that is sealed in a member under a vault's key; where there is none, the vault's own (§4.3).
pub fn key_in<P: Platform>(
    v: &Visit<P>,
    vault: &Cipher,
    holder: &Doc<P>,
    member: &'static str,
    what: &'static str,
) -> Result<Cipher, Failure<Doc<P>>> {
    let (Cipher::Sealed(opener), Some(text)) = (vault, sealed(holder, member)) else { return Ok(vault.clone()) };
    if let Some(known) = v.client.opened.borrow().get(opener, &text) {
        return Ok(Cipher::Sealed(known));
    }
    let key = vault.open_key(holder, member, what)?;
    if !v.client.is_closed() {
        v.client.opened.borrow_mut().put(opener, &text, key.clone());
    }
    Ok(Cipher::Sealed(key))
}

/// The cipher of what is sealed under a vault that is named by its id. A key that was remembered and does not open it is
/// fetched again.
pub async fn key_in_vault<P: Platform>(
    v: &Visit<P>,
    vault_id: &Doc<P>,
    holder: &Doc<P>,
    member: &'static str,
    what: &'static str,
) -> Result<Cipher, Failure<Doc<P>>> {
    if sealed(holder, member).is_none() {
        return of_plain(v, vault_id);
    }
    keys::required(v, "the item").await?;
    let name = name_of(vault_id);
    if let Some(known) = v.state.sealed_vault_key(&name) {
        let opened = match of_sealed(v, vault_id, &known).await {
            Ok(vault) => key_in(v, &vault, holder, member, what),
            Err(failure) => Err(failure),
        };
        match opened {
            Err(failure) if failure.has_kind(FailureKind::Crypto) => v.state.forget_vault_key(&name),
            opened => return opened,
        }
    }
    let vault = fetch(v, vault_id).await?;
    let text = sealed(&vault, "masterKeyEncrypted");
    let text = text.ok_or_else(|| Failure::crypto(CryptoError::CannotOpen, &cipher::subject(holder, member, what)))?;
    let vault = of_sealed(v, vault_id, &text).await?;
    key_in(v, &vault, holder, member, what)
}

/// `getVaultKeyFingerprint(id)`, of the vault as it is now.
///
/// # Errors
/// Kind `usage` for a vault without a key.
pub async fn key_fingerprint<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let id = args.at(0);
    let cipher = match sealed(&fetch(&v, &id).await?, "masterKeyEncrypted") {
        Some(text) => of_sealed(&v, &id, &text).await?,
        None => PLAIN,
    };
    v.fingerprint_of(&name_of(&id), &cipher)
}
