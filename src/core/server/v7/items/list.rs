//! The items at a place, with the shortcuts that lie there.

use super::super::visit::Visit;
use super::super::wire::{endpoints, query};
use super::super::{contents, folders, lists, members};
use crate::core::client::together::both;
use crate::core::client::{Args, Outcome};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::LocalBoxFuture;

/// `getPasswords(vaultId = null, folderId = null)`: a truthy folder goes first (K21). With the shortcuts that lie there.
pub async fn list<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (vault, folder) = (args.or_null(0), args.or_null(1));
    if !folder.truthy() {
        if !vault.truthy() {
            return Err(Failure::usage("getPasswords needs the id of a vault or of a folder"));
        }
        let (items, shortcuts) =
            both(Box::pin(contents::items_of(&v, &vault)), Box::pin(contents::shortcuts_of(&v, &vault))).await?;
        let items = v.platform.objects_without(&items, "folderId");
        let at_top =
            |entry: &Doc<P>| entry.own("shortcut").is_object() && entry.own("shortcut").own("folderId").is_nullish();
        let shortcuts = lists::filtered(&shortcuts, at_top);
        let items = members::entries(&v, &items);
        return Ok(lists::sorted_together(&v, items, &members::shortcut_entries(&v, &shortcuts)));
    }
    let folder_id = contents::id_text(&folder)?;
    let known = match vault.truthy() {
        true => Some(contents::id_text(&vault)?),
        false => v.state.vault_of_folder(&folder_id),
    };
    let vault_id = match &known {
        Some(known) => known.clone(),
        None => folders::vault_of(&v, &folder).await?,
    };
    let folders = Doc::<P>::list();
    folders.push(Document::str(&folder_id));
    let parameters = query::parameters(&Doc::<P>::record([("folderIds", folders)]))?;
    let in_vault = |vault_id: &str| -> LocalBoxFuture<'_, Outcome<P>> {
        Box::pin(lists::get(&v, endpoints::items().query([("vaultId", vault_id), ("folderId", folder_id.as_str())])))
    };
    let shortcuts = lists::get(&v, endpoints::shortcut_search().query(query::pairs(&parameters)));
    let (mut items, shortcuts) = both(in_vault(&vault_id), Box::pin(shortcuts)).await?;
    if known.is_some() && items.length() == 0 {
        // It may lie in another vault by now.
        let now = folders::vault_of(&v, &folder).await?;
        if now != vault_id {
            items = in_vault(&now).await?;
        }
    }
    let items = members::entries(&v, &items);
    Ok(lists::sorted_together(&v, items, &members::shortcut_entries(&v, &shortcuts)))
}
