//! All that lies in a vault, as the server lists it.

use super::visit::Visit;
use super::wire::{endpoints, query};
use super::{ids, items, lists};
use crate::core::client::{Outcome, check_id};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};

/// All items of a vault, whatever their folders, as the server lists them.
pub async fn items_of<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    let id = id_text(id)?;
    lists::get(v, endpoints::items().query([("vaultId", id.as_str())])).await
}

/// All folders of a vault.
pub async fn folders_of<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    let text = id_text(id)?;
    lists::get(v, endpoints::folders().query([("vaultId", text.as_str())])).await
}

/// All shortcuts that lie in a vault.
pub async fn shortcuts_of<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    let vaults = Doc::<P>::list();
    vaults.push(Document::str(&id_text(id)?));
    shortcuts_in(v, vaults).await
}

/// All shortcuts that lie in these vaults, and where.
pub async fn shortcuts_in<P: Platform>(v: &Visit<P>, vaults: Doc<P>) -> Outcome<P> {
    let parameters = query::parameters(&Doc::<P>::record([("vaultIds", vaults)]))?;
    let list = lists::get(v, endpoints::shortcut_search().query(query::pairs(&parameters))).await?;
    items::complete(v, list, &items::Things::SHORTCUTS, &|entry| {
        let place = entry.own("shortcut");
        place.is_object() && ["vaultId", "folderId"].into_iter().all(|member| place.has_own(member))
    })
    .await
}

/// An id as a query carries it (D6).
pub fn id_text<D: Document>(id: &D) -> Result<String, Failure<D>> {
    check_id(id)?;
    Ok(ids::name_of(id))
}
