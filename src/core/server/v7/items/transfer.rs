//! Moving an item, by a guessed endpoint: it is read again afterwards, and moved back if it does not open any more (V16).

use super::super::folders::same_folder;
use super::super::guesses::{self, Guess};
use super::super::visit::Visit;
use super::super::{support, vault_keys};
use super::read::{Opened, fetch, open};
use crate::core::client::{Args, Outcome, check_id};
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};

/// `movePassword(id, vaultId, folderId = null)`: the id.
pub async fn move_to<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, vault_id, folder_id) = (args.at(0), args.at(1), args.or_null(2));
    check_id(&vault_id)?;
    let opened = open(&v, &id).await?;
    let there = Doc::<P>::record([("vaultId", vault_id.clone()), ("folderId", folder_id.clone())]);
    let leaves_vault = !opened.item.own("vaultId").same(&vault_id);
    if leaves_vault {
        let vault = vault_keys::for_writing(&v, &vault_id).await?;
        match (&opened.cipher, &vault) {
            (Cipher::Sealed(key), Cipher::Sealed(_)) => {
                there.set("keyEncrypted", opened.key_for(&v, key, &vault)?);
            }
            (Cipher::Plain(_), Cipher::Plain(_)) => {}
            _ => {
                let words = "one of the two vaults is encrypted and the other is not: copy the password instead";
                return Err(support::unsupported(v.method, words));
            }
        }
    }
    guesses::send(&v, Guess::MoveItem, &[&id], Some(there.into())).await?;
    let moved = fetch(&v, &id).await?;
    ensure_readable(&v, &id, &opened, &moved).await?;
    let in_folder = same_folder(&moved.own("folderId"), &folder_id);
    if !moved.own("vaultId").same(&vault_id) || !in_folder {
        let words = match moved.own("vaultId").same(&vault_id) {
            true => "the password lies in the vault that was named, but not in the folder",
            false => "the password lies where it was",
        };
        return Err(support::not_as_asked(v.method, words));
    }
    Ok(id)
}

async fn ensure_readable<P: Platform>(
    v: &Visit<P>,
    id: &Doc<P>,
    before: &Opened<Doc<P>>,
    moved: &Doc<P>,
) -> Result<(), Failure<Doc<P>>> {
    let same_key = |now: &Cipher| match (now, &before.cipher) {
        (Cipher::Sealed(now), Cipher::Sealed(then)) => now == then,
        (Cipher::Plain(_), Cipher::Plain(_)) => true,
        _ => false,
    };
    if vault_keys::of_item(v, moved).await.is_ok_and(|now| same_key(&now)) {
        return Ok(());
    }
    let back = Doc::<P>::record([("vaultId", before.item.own("vaultId")), ("folderId", before.item.own("folderId"))]);
    let key = before.item.own("keyEncrypted");
    if !key.is_nullish() {
        back.set("keyEncrypted", key);
    }
    let outcome = guesses::send(v, Guess::MoveItem, &[id], Some(back.into())).await;
    Err(support::not_as_asked(
        v.method,
        match outcome {
            Ok(_) => "the password could not be opened at its new place, so it was moved back",
            Err(_) => {
                "the password cannot be opened at its new place, and moving it back failed: move it back in Passwork, where it \
                 opens again"
            }
        },
    ))
}
