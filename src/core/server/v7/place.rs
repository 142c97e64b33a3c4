//! How an item is reached: by itself, by a shortcut to it, or by the inbox; and what goes along with every change of it (V14).

use super::ids::{self, named};
use super::visit::Visit;
use super::wire::endpoints;
use crate::core::client::request::expect;
use crate::core::client::{Endpoint, Outcome};
use crate::core::failure::Failure;
use crate::core::platform::{Body, Document, Platform};

/// The way to an item.
enum Way<D> {
    Item,
    Shortcut(D),
    Inbox(D),
}

/// An item that is going to be changed.
pub struct Place<D> {
    /// Its id.
    pub item: D,
    way: Way<D>,
    vault: D,
    /// `keyEncrypted`, unchanged; none by the inbox.
    key: Option<D>,
}

impl<D: Document> Place<D> {
    /// By itself.
    pub fn of_item(item: &D) -> Self {
        Self::new(item, Way::Item)
    }

    /// By a shortcut.
    pub fn of_shortcut(item: &D, id: &D) -> Self {
        Self::new(item, Way::Shortcut(id.clone()))
    }

    /// By an item of the inbox.
    pub fn of_inbox(item: &D, id: &D) -> Self {
        Self { key: None, ..Self::new(item, Way::Inbox(id.clone())) }
    }

    fn new(item: &D, way: Way<D>) -> Self {
        let key = Some(item.own("keyEncrypted")).filter(|key| !key.is_nullish());
        Self { item: item.own("id"), way, vault: item.own("vaultId"), key }
    }

    /// The shortcut.
    pub fn shortcut(&self) -> Option<&D> {
        match &self.way {
            Way::Shortcut(id) => Some(id),
            _ => None,
        }
    }

    /// Reads the item anew.
    pub async fn read<P: Platform<Doc = D>>(&self, v: &Visit<P>) -> Outcome<P> {
        let item = match &self.way {
            Way::Item => return ids::fetch(v, endpoints::item(&self.item, "")?, &self.item, "password").await,
            Way::Shortcut(id) => by_shortcut(v, id).await?,
            Way::Inbox(id) => in_inbox(v, id).await?,
        };
        named(item, &self.item, "password")
    }

    fn changed_by(&self) -> Result<Endpoint, Failure<D>> {
        match &self.way {
            Way::Shortcut(id) => endpoints::shortcut(id, ""),
            Way::Item | Way::Inbox(_) => endpoints::item(&self.item, ""),
        }
    }

    /// Sends a change, with what goes along.
    pub async fn change<P: Platform<Doc = D>>(&self, v: &Visit<P>, body: Body<D>) -> Result<(), Failure<D>> {
        body.document.set("vaultId", self.vault.clone());
        if let Some(key) = &self.key {
            body.document.set("keyEncrypted", key.clone());
        }
        let again = self.shortcut().is_some().then(|| body.clone());
        match (v.patch(self.changed_by()?, body).await, again) {
            // As the official command line does it, where the user has rights on the item (§6.2 row 64).
            (Err(failure), Some(again)) if failure.has_status(404) || failure.has_status(405) => {
                v.patch(endpoints::item(&self.item, "")?, again).await.map(|_| ())
            }
            (outcome, _) => outcome.map(|_| ()),
        }
    }
}

/// Reads a shortcut: the item, and the shortcut in it.
pub async fn by_shortcut<P: Platform>(v: &Visit<P>, id: &P::Doc) -> Outcome<P> {
    let item = expect::object(v.get(endpoints::shortcut(id, "")?).await?, "password")?;
    named(item.own("shortcut"), id, "shortcut")?;
    Ok(item)
}

/// Reads an item of the inbox: the item, and how it came there in it.
pub async fn in_inbox<P: Platform>(v: &Visit<P>, id: &P::Doc) -> Outcome<P> {
    let item = expect::object(v.get(endpoints::inbox_item(id)?).await?, "inbox item")?;
    named(item.own("inbox"), id, "inbox item")?;
    Ok(item)
}
