//! Vaults, folders and items by their places on Passwork 7: everything that lies in a vault is listed at once, shortcuts for all
//! vaults in one request.

use super::batch::MAX_REQUESTS;
use super::items::{self, Opened};
use super::visit::Visit;
use super::wire::endpoints;
use super::{attachments, contents, ids, lists, members, place, shortcuts, vault_keys};
use crate::core::client::Outcome;
use crate::core::client::library::{Asking, Library, OpenedItem, Table, Wanted, Wing};
use crate::core::client::request::expect;
use crate::core::client::together::{run, settled};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::LocalBoxFuture;
use std::cell::RefCell;

/// What one call sees.
pub struct Shelves<P: Platform> {
    v: Visit<P>,
    prepared: RefCell<Vec<Vault<P>>>,
}

/// A vault, with all that lies in it, each with the id of its folder; `""`: at the top.
struct Vault<P: Platform> {
    id: Doc<P>,
    items: Placed<P>,
    folders: Placed<P>,
}

type Placed<P> = Result<Vec<(String, Doc<P>)>, Failure<Doc<P>>>;

/// Most vaults whose shortcuts are asked for at once: their ids stand in an address.
const MAX_VAULTS: usize = 100;

/// The entries of a list, with the ids under a name.
fn placed<P: Platform>(list: Outcome<P>, member: &str) -> Placed<P> {
    let entries = lists::objects(list?)?;
    Ok(entries.into_iter().map(|entry| (ids::name_of_any(&entry.own(member)), entry)).collect())
}

/// A folder whose parent this user does not see lies at the top.
fn rooted<P: Platform>(folders: Vec<(String, Doc<P>)>) -> Vec<(String, Doc<P>)> {
    let ids: Vec<String> = folders.iter().map(|(_, folder)| ids::name_of_any(&folder.own("id"))).collect();
    let at = |place: String| if ids.contains(&place) { place } else { String::new() };
    folders.into_iter().map(|(place, folder)| (at(place), folder)).collect()
}

impl<P: Platform> Shelves<P> {
    /// Nothing is asked for yet.
    pub fn new(v: Visit<P>) -> Self {
        Self { v, prepared: RefCell::default() }
    }

    async fn shortcuts(&self, vaults: &[&Doc<P>]) -> Outcome<P> {
        let ids = Doc::<P>::list();
        vaults.iter().for_each(|&vault| ids.push(vault.clone()));
        contents::shortcuts_in(&self.v, ids).await
    }

    /// Folders of a vault, or its items, that lie in this folder.
    fn listed(&self, vault: &Doc<P>, place: &Doc<P>, folders: bool) -> Outcome<P> {
        let (prepared, place) = (self.prepared.borrow(), ids::name_of_any(place));
        let here = Doc::<P>::list();
        if let Some(found) = prepared.iter().find(|known| known.id.same(vault)) {
            let all = if folders { &found.folders } else { &found.items };
            let all = all.as_ref().map_err(Clone::clone)?;
            all.iter().filter(|(at, _)| *at == place).for_each(|(_, entry)| here.push(entry.clone()));
        }
        Ok(here)
    }

    /// Puts shortcuts among the items of their vaults. Without them a second thing of the same name would go unnoticed, so what
    /// has failed counts for these vaults as a whole.
    fn add_shortcuts(&self, vaults: &[&Doc<P>], list: Outcome<P>) {
        let found = list.and_then(|list| {
            let mut found = Vec::new();
            for entry in lists::objects(list)? {
                let place = expect::object(entry.own("shortcut"), "shortcut")?;
                found.push((place.own("vaultId"), ids::name_of_any(&place.own("folderId")), entry));
            }
            Ok(found)
        });
        for vault in self.prepared.borrow_mut().iter_mut().filter(|known| vaults.iter().any(|id| id.same(&known.id))) {
            match (&found, &mut vault.items) {
                (Ok(found), Ok(items)) => {
                    let here = found.iter().filter(|(place, ..)| place.same(&vault.id));
                    here.for_each(|(_, folder, entry)| items.push((folder.clone(), entry.clone())));
                }
                (Err(failure), items) => *items = Err(failure.clone()),
                (Ok(_), Err(_)) => {}
            }
        }
    }

    fn shown(&self, opened: Opened<Doc<P>>, by: &Wanted<Doc<P>>, is_shortcut: bool) -> OpenedItem<Doc<P>> {
        let has_password = !opened.item.own("passwordEncrypted").is_nullish();
        let tells_files = items::tells_files(&opened.item);
        let by = Wanted { id: by.id.clone(), is_shortcut: Some(is_shortcut) };
        OpenedItem { shown: members::item(&self.v, &opened.item), cipher: opened.cipher, by, has_password, tells_files }
    }

    /// Reads items by a batch; what it has not found and may be a shortcut is left.
    async fn batch(
        &self,
        wanted: &[Wanted<Doc<P>>],
        numbers: &[usize],
        table: &Table<Doc<P>>,
        left: &RefCell<Vec<usize>>,
    ) {
        let mut ids = Vec::with_capacity(numbers.len());
        numbers.iter().for_each(|&number| ids.push(wanted[number].id.clone()));
        let mut outcomes = items::batch_of(&self.v, &ids, &items::Things::ITEMS).await.into_iter();
        for &number in numbers {
            let wanted = &wanted[number];
            let outcome = match outcomes.next() {
                Some(Ok(item)) => items::opened(&self.v, item).await.map(|opened| self.shown(opened, wanted, false)),
                Some(Err(failure)) if wanted.is_shortcut.is_none() && failure.has_status(404) => {
                    left.borrow_mut().push(number);
                    continue;
                }
                Some(Err(failure)) => Err(failure),
                None => continue,
            };
            table.set(number, outcome);
        }
    }

    /// The vaults that these shortcuts lie in, each once, as far as their keys are needed and not known.
    async fn read_vaults(&self, items: &[(usize, Outcome<P>)]) {
        let mut vaults: Vec<Doc<P>> = Vec::new();
        for item in items.iter().filter_map(|(_, item)| item.as_ref().ok()) {
            let shortcut = item.own("shortcut");
            let vault = shortcut.own("vaultId");
            let needs_key = vault_keys::sealed(&shortcut, "keyEncrypted").is_some();
            let is_known = self.v.state.sealed_vault_key(&ids::name_of(&vault)).is_some();
            if needs_key && !is_known && !vaults.iter().any(|known| known.same(&vault)) {
                vaults.push(vault);
            }
        }
        let mut asked: Vec<Asking<'_, P>> = Vec::with_capacity(vaults.len());
        for vault in &vaults {
            asked.push(Box::pin(vault_keys::fetch(&self.v, vault)));
        }
        settled::<P>(asked, self.v.options.concurrency).await; // what fails here fails again below, where it is told
    }
}

impl<P: Platform> Library<P> for Shelves<P> {
    fn vaults(&self) -> Asking<'_, P> {
        Box::pin(async move {
            let list = lists::get(&self.v, endpoints::vaults()).await?;
            for vault in list.items() {
                if vault.is_object() {
                    vault_keys::note(&self.v, &vault.own("id"), &vault); // shortcuts need them
                }
            }
            Ok(list)
        })
    }

    fn prepare<'a>(&'a self, wings: &'a [Wing<Doc<P>>]) -> LocalBoxFuture<'a, ()> {
        Box::pin(async move {
            let mut with_items = Vec::with_capacity(wings.len());
            let mut asked: Vec<Asking<'_, P>> = Vec::new();
            for Wing { vault, folders, items } in wings {
                if *items {
                    asked.push(Box::pin(contents::items_of(&self.v, vault)));
                    with_items.push(vault);
                }
                if *folders {
                    asked.push(Box::pin(contents::folders_of(&self.v, vault)));
                }
            }
            for part in with_items.chunks(MAX_VAULTS) {
                asked.push(Box::pin(self.shortcuts(part)));
            }
            let mut answers = settled::<P>(asked, self.v.options.concurrency).await.into_iter();
            let mut next = |is_asked: bool| match is_asked {
                true => answers.next().unwrap_or_else(|| Ok(Document::list())),
                false => Ok(Document::list()),
            };
            for Wing { vault, folders, items } in wings {
                let items = placed::<P>(next(*items), "folderId");
                let folders = placed::<P>(next(*folders), "parentFolderId").map(rooted::<P>);
                self.prepared.borrow_mut().push(Vault { id: vault.clone(), items, folders });
            }
            for part in with_items.chunks(MAX_VAULTS) {
                self.add_shortcuts(part, next(true));
            }
        })
    }

    fn folders<'a>(&'a self, vault: &'a Doc<P>, parent: &'a Doc<P>) -> Asking<'a, P> {
        let here = self.listed(vault, parent, true);
        Box::pin(async move { here })
    }

    fn items<'a>(&'a self, vault: &'a Doc<P>, folder: &'a Doc<P>) -> Asking<'a, P> {
        let here = self.listed(vault, folder, false);
        Box::pin(async move { here })
    }

    fn read<'a>(&'a self, wanted: &'a [Wanted<Doc<P>>], table: &'a Table<Doc<P>>) -> LocalBoxFuture<'a, ()> {
        Box::pin(async move {
            let (mut by_item, mut by_shortcut) = (Vec::new(), Vec::new());
            for (number, one) in wanted.iter().enumerate() {
                if one.is_shortcut == Some(true) { &mut by_shortcut } else { &mut by_item }.push(number);
            }
            let (left, read) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
            let shortcut = |number: usize| -> LocalBoxFuture<'_, ()> {
                let (v, id, read) = (&self.v, &wanted[number].id, &read);
                Box::pin(async move {
                    let item = place::by_shortcut(v, id).await;
                    read.borrow_mut().push((number, item));
                })
            };
            let mut tasks: Vec<LocalBoxFuture<'_, ()>> = Vec::new();
            for part in by_item.chunks(MAX_REQUESTS) {
                tasks.push(Box::pin(self.batch(wanted, part, table, &left)));
            }
            by_shortcut.iter().for_each(|&number| tasks.push(shortcut(number)));
            run(tasks, self.v.options.concurrency).await;
            run(left.take().into_iter().map(shortcut).collect(), self.v.options.concurrency).await;
            let read = read.take();
            self.read_vaults(&read).await;
            for (number, item) in read {
                let opened = match item {
                    Ok(item) => shortcuts::opened(&self.v, item).await,
                    Err(failure) => Err(failure),
                };
                table.set(number, opened.map(|opened| self.shown(opened, &wanted[number], true)));
            }
        })
    }

    fn attachments<'a>(&'a self, item: &'a OpenedItem<Doc<P>>) -> Asking<'a, P> {
        Box::pin(async move {
            // Some answers of a batch leave the files out (§4.1).
            lists::of_member(&items::fetch(&self.v, &item.shown.own("id")).await?, "attachments")
        })
    }

    fn attachment<'a>(&'a self, item: &'a OpenedItem<Doc<P>>, id: &'a Doc<P>) -> Asking<'a, P> {
        Box::pin(async move {
            let shortcut = (item.by.is_shortcut == Some(true)).then_some(&item.by.id);
            attachments::of_item(&self.v, &item.shown.own("id"), shortcut, id).await
        })
    }
}
