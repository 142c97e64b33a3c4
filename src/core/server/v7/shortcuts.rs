//! Shortcuts: an item that stands in another vault too (§4.7). It opens with the vault that the shortcut lies in, without any
//! right on the original (defect 12).

use super::fields;
use super::guesses::{self, Guess};
use super::items::{self, Opened};
use super::place::{self, Place};
use super::visit::Visit;
use super::wire::endpoints;
use super::{folders, support, vault_keys};
use crate::core::client::together::both;
use crate::core::client::{Args, Outcome, check_id};
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Kind, Platform};

/// Reads a shortcut and finds the key of its item.
pub async fn open<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    opened(v, place::by_shortcut(v, id).await?).await
}

/// Finds the key of an item that was read by a shortcut.
pub async fn opened<P: Platform>(v: &Visit<P>, item: Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    let shortcut = item.own("shortcut");
    let cipher = vault_keys::key_in_vault(v, &shortcut.own("vaultId"), &shortcut, "keyEncrypted", "shortcut").await?;
    if matches!(cipher, Cipher::Plain(_)) && vault_keys::sealed(&item, "keyEncrypted").is_some() {
        // The item is encrypted and the shortcut brings no key: the item's own way, where the user has rights on it.
        let item_id = item.own("id");
        let opened = items::open(v, &item_id).await?;
        return Ok(Opened { item, ..opened });
    }
    Ok(Opened { has_own_key: matches!(cipher, Cipher::Sealed(_)), item, cipher })
}

/// `getShortcutPassword(id)`.
pub async fn get<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let opened = open(&v, &args.at(0)).await?;
    items::shown(&v, opened)
}

/// `editShortcutPassword(id, fields)`.
pub async fn edit<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = fields::of_caller(&args.at(1))?;
    let id = args.at(0);
    let opened = open(&v, &id).await?;
    let item = items::change(&v, given, &opened, &Place::of_shortcut(&opened.item, &id)).await?;
    items::shown(&v, Opened { item, ..opened })
}

/// The key of an item for the vault of a new shortcut; `null` without encryption.
pub fn key_for<P: Platform>(v: &Visit<P>, item: &Opened<Doc<P>>, vault: &Cipher) -> Outcome<P> {
    match (&item.cipher, vault) {
        (Cipher::Sealed(key), Cipher::Sealed(_)) => item.key_for(v, key, vault),
        (Cipher::Plain(_), Cipher::Plain(_)) => Ok(Document::null()),
        (Cipher::Sealed(_), Cipher::Plain(_)) => Err(Failure::usage(
            "a shortcut in a vault without encryption to an encrypted password could not be opened. Nothing was written",
        )),
        (Cipher::Plain(_), Cipher::Sealed(_)) => Ok(Document::null()),
    }
}

/// Makes a shortcut; its id.
pub async fn make<P: Platform>(
    v: &Visit<P>,
    item: &Doc<P>,
    (vault, folder): (&Doc<P>, &Doc<P>),
    key: Doc<P>,
) -> Outcome<P> {
    let folder = if folder.is_nullish() { Document::null() } else { folder.clone() };
    let body = Doc::<P>::record([
        ("itemId", item.clone()),
        ("vaultId", vault.clone()),
        ("folderId", folder),
        ("keyEncrypted", key),
    ]);
    let made = v.post(endpoints::shortcuts(), body).await?;
    v.id_of(&made, "shortcut")
}

/// The item behind a shortcut, and its key for another vault.
async fn for_vault<P: Platform>(
    v: &Visit<P>,
    id: &Doc<P>,
    vault_id: &Doc<P>,
) -> Result<(Opened<Doc<P>>, Doc<P>), Failure<Doc<P>>> {
    check_id(vault_id)?;
    let (opened, vault) = both(Box::pin(open(v, id)), Box::pin(vault_keys::for_writing(v, vault_id))).await?;
    let key = key_for(v, &opened, &vault)?;
    Ok((opened, key))
}

/// `copyShortcut(id, vaultId, folderId = null)`: the id of the copy.
pub async fn copy<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, vault_id, folder_id) = (args.at(0), args.at(1), args.or_null(2));
    let (opened, key) = for_vault(&v, &id, &vault_id).await?;
    make(&v, &opened.item.own("id"), (&vault_id, &folder_id), key).await
}

/// `moveShortcut(id, vaultId, folderId = null)`, guessed: the id. No second shortcut is ever left behind (V16).
pub async fn move_to<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, vault_id, folder_id) = (args.at(0), args.at(1), args.or_null(2));
    let (before, key) = for_vault(&v, &id, &vault_id).await?;
    let body = Doc::<P>::record([("vaultId", vault_id.clone()), ("folderId", folder_id.clone())]);
    if !key.is_nullish() {
        body.set("keyEncrypted", key);
    }
    guesses::send(&v, Guess::MoveShortcut, &[&id], Some(body.into())).await?;
    let moved = open(&v, &id).await;
    let same_key = |moved: &Opened<Doc<P>>| match (&moved.cipher, &before.cipher) {
        (Cipher::Sealed(now), Cipher::Sealed(then)) => now == then,
        (Cipher::Plain(_), Cipher::Plain(_)) => true,
        _ => false,
    };
    match moved {
        Ok(moved) if same_key(&moved) => {
            let place = moved.item.own("shortcut");
            if place.own("vaultId").same(&vault_id) && folders::same_folder(&place.own("folderId"), &folder_id) {
                return Ok(id);
            }
            Err(support::not_as_asked(v.method, "the shortcut is not where it was asked for"))
        }
        _ => {
            let place = before.item.own("shortcut");
            let back = Doc::<P>::record([
                ("vaultId", place.own("vaultId")),
                ("folderId", place.own("folderId")),
                ("keyEncrypted", place.own("keyEncrypted")),
            ]);
            let words = match guesses::send(&v, Guess::MoveShortcut, &[&id], Some(back.into())).await {
                Ok(_) => "the shortcut did not open at its new place, so it was moved back",
                Err(_) => {
                    "the shortcut does not open at its new place, and moving it back failed: move it back in Passwork"
                }
            };
            Err(support::not_as_asked(v.method, words))
        }
    }
}

/// `deleteShortcut(id)`, guessed.
pub async fn delete<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    guesses::send(&v, Guess::DeleteShortcut, &[&args.at(0)], None).await?;
    Ok(Document::bool(true))
}

/// `favoriteShortcut(id)` and `unfavoriteShortcut(id)`, guessed. Where a shortcut shows its mark, that is looked at before and
/// after: the guess may be a switch (V16).
pub async fn mark<P: Platform>(v: Visit<P>, args: Args<Doc<P>>, wanted: bool) -> Outcome<P> {
    let id = args.at(0);
    if shown_mark(&v, &id).await? == Some(wanted) {
        return Ok(Document::bool(true));
    }
    let guess = if wanted { Guess::FavoriteShortcut } else { Guess::UnfavoriteShortcut };
    guesses::send(&v, guess, &[&id], None).await?;
    if shown_mark(&v, &id).await? == Some(!wanted) {
        return Err(support::not_as_asked(v.method, "the mark is not as it was asked for"));
    }
    Ok(Document::bool(true))
}

/// The mark of a shortcut, where the server shows one.
async fn shown_mark<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Result<Option<bool>, Failure<Doc<P>>> {
    let mark = place::by_shortcut(v, id).await?.own("shortcut").own("isFavorite");
    Ok((mark.kind() == Kind::Bool).then(|| mark.truthy()))
}
