//! Vaults, folders and items by their places on API v4: a list for each folder on the way.

use super::wire::endpoints;
use super::{folders, key_hierarchy, passwords, shortcuts, vaults};
use crate::core::client::library::{Asking, Library, OpenedItem, Table, Wanted, Wing};
use crate::core::client::request::expect;
use crate::core::client::request::ids::ensure_same;
use crate::core::client::together::run;
use crate::core::client::{Call, Request};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::LocalBoxFuture;

/// What one call sees.
pub struct Shelves<P: Platform> {
    call: Call<P>,
    /// The vaults of passwords that were read: each once.
    vaults: passwords::Vaults<P>,
}

impl<P: Platform> Shelves<P> {
    /// Nothing is asked for yet.
    pub fn new(call: Call<P>) -> Self {
        Self { call, vaults: passwords::Vaults::<P>::default() }
    }

    fn list<'a>(&'a self, request: Request<Doc<P>>) -> Asking<'a, P> {
        Box::pin(async move { expect::list(request.unsorted().send(&self.call).await?) })
    }

    async fn read_one(&self, wanted: &Wanted<Doc<P>>) -> Result<OpenedItem<Doc<P>>, Failure<Doc<P>>> {
        let mut is_shortcut = wanted.is_shortcut == Some(true);
        let request = if is_shortcut { shortcuts::by_id(&wanted.id) } else { passwords::by_id(&wanted.id) };
        let data = match request.send(&self.call).await {
            Err(failure) if wanted.is_shortcut.is_none() && failure.has_status(404) => {
                is_shortcut = true;
                shortcuts::by_id(&wanted.id).send(&self.call).await?
            }
            outcome => outcome?,
        };
        let password = expect::object(data, "password")?;
        let place = if is_shortcut { expect::object(password.own("shortcut"), "shortcut")? } else { password.clone() };
        if !place.own("id").is_nullish() {
            ensure_same(&place.own("id"), &wanted.id, "password")?;
        }
        let vault = passwords::vault_of(&self.call, &place, &self.vaults).await?;
        let cipher = key_hierarchy::of_password(&self.call, &password, &place.own("vaultId"), &vault)?;
        let by = Wanted { id: wanted.id.clone(), is_shortcut: Some(is_shortcut) };
        let has_password = !password.own("cryptedPassword").is_nullish();
        Ok(OpenedItem { shown: password, cipher, by, has_password, tells_files: true })
    }
}

impl<P: Platform> Library<P> for Shelves<P> {
    fn vaults(&self) -> Asking<'_, P> {
        self.list(vaults::list())
    }

    fn prepare<'a>(&'a self, _: &'a [Wing<Doc<P>>]) -> LocalBoxFuture<'a, ()> {
        Box::pin(async {})
    }

    fn folders<'a>(&'a self, vault: &'a Doc<P>, parent: &'a Doc<P>) -> Asking<'a, P> {
        self.list(if parent.is_undefined() { vaults::folders(vault) } else { folders::children(parent) })
    }

    fn items<'a>(&'a self, vault: &'a Doc<P>, folder: &'a Doc<P>) -> Asking<'a, P> {
        self.list(match folder.is_undefined() {
            true => Request::get(endpoints::vault(vault, "/passwords")),
            false => passwords::list_in_folder(folder),
        })
    }

    fn read<'a>(&'a self, wanted: &'a [Wanted<Doc<P>>], table: &'a Table<Doc<P>>) -> LocalBoxFuture<'a, ()> {
        Box::pin(async move {
            let mut tasks: Vec<LocalBoxFuture<'_, ()>> = Vec::with_capacity(wanted.len());
            for (number, wanted) in wanted.iter().enumerate() {
                tasks.push(Box::pin(async move { table.set(number, self.read_one(wanted).await) }));
            }
            run(tasks, self.call.options.concurrency).await;
        })
    }

    fn attachments<'a>(&'a self, _: &'a OpenedItem<Doc<P>>) -> Asking<'a, P> {
        Box::pin(async { Ok(Document::list()) })
    }

    fn attachment<'a>(&'a self, item: &'a OpenedItem<Doc<P>>, id: &'a Doc<P>) -> Asking<'a, P> {
        Box::pin(async move {
            let by = &item.by;
            let endpoint = match by.is_shortcut {
                Some(true) => endpoints::shortcut_attachment(&by.id, id),
                _ => endpoints::password_attachment(&by.id, id),
            };
            self.call.get(endpoint?).await
        })
    }
}
