//! Places, and what lies in them: `locate(path)` and `list(path)`. The first two are told apart by what a path ends with: an item, or a
//! folder (or vault).

use super::format::write_name;
use super::matching::{self, Look, id_of, text_of};
use super::parse::place;
use super::{ensure_session, refusal};
use crate::core::client::library::{Asking, Library, Table, Wanted, Wing};
use crate::core::client::together::all;
use crate::core::client::{Args, Call, Method, Outcome};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::sorted_map::SortedMap;
use std::rc::Rc;

/// `locate(path, what)`: where a path leads to. `list(path, {recursive})`: what lies there.
pub async fn start<P: Platform>(
    method: Method,
    call: Call<P>,
    args: Args<Doc<P>>,
    library: Rc<dyn Library<P>>,
) -> Outcome<P> {
    let given = args.at(0);
    let words = "a place is a text: VAULT/FOLDER/ITEM, or -/ID";
    let text = match given.as_text() {
        None if given.is_nullish() && method == Method::List => "".into(),
        given => given.ok_or_else(|| Failure::usage(words))?,
    };
    let is_top = method == Method::List && text.is_empty();
    let (names, by_id) =
        if is_top { (Vec::new(), false) } else { place(&text).map_err(|bad| refusal("place", bad))? };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    ensure_session(&call)?;
    let browser = Browser { call: &call, library: &*library };
    if method == Method::List {
        if by_id {
            return Err(Failure::usage("list takes a vault or a folder, not -/ID"));
        }
        let options = args.at(1);
        return browser.list(&names, options.is_object() && options.own("recursive").truthy()).await;
    }
    let is_folder = match args.at(1) {
        what if what.is_nullish() || text_of(&what) == "item" => false,
        what if text_of(&what) == "folder" && !by_id => true,
        _ => return Err(Failure::usage("locate(path, what): what is 'item' or 'folder'; by -/ID it finds items")),
    };
    match names[..] {
        [_, id] if by_id => browser.by_id(id).await,
        [_] if !is_folder => Err(Failure::usage("an item has a vault: VAULT/ITEM, VAULT/FOLDER/ITEM or -/ID")),
        [.., item] if !is_folder => {
            let here = browser.walk(&names[..names.len() - 1], false, true).await?;
            let items = library.items(&here.vault, &here.folder).await?;
            let found = browser.one(&items, item, &Look { what: "item", path: &here.shown })?;
            Ok(here.entry(&found))
        }
        _ => browser.walk(&names, false, false).await.map(|here| here.own_entry),
    }
}

/// A vault or folder that a path has led to.
struct Here<D> {
    /// Id of the vault.
    vault: D,
    /// Id of the folder; `undefined`: the top of the vault.
    folder: D,
    /// The way to it, as messages show it.
    shown: String,
    /// The way to it, as a path that leads there.
    path: String,
    /// What it is to a caller.
    own_entry: D,
}

struct Browser<'a, P: Platform> {
    call: &'a Call<P>,
    library: &'a dyn Library<P>,
}

impl<P: Platform> Browser<'_, P> {
    fn one(&self, list: &Doc<P>, name: &str, look: &Look<'_>) -> Outcome<P> {
        let mut found = matching::in_list(&*self.call.platform, list, &[name], look);
        found.pop().unwrap_or_else(|| Err(Failure::usage("a place needs a name")))
    }

    /// From a vault down through folders. `folders`, `items`: whether those that lie there are asked for afterwards.
    async fn walk(&self, names: &[&str], folders: bool, items: bool) -> Result<Here<Doc<P>>, Failure<Doc<P>>> {
        let (vault, way) = names.split_first().ok_or_else(|| Failure::usage("a place begins with a vault"))?;
        let vaults = self.library.vaults().await?;
        let mut here = Here::vault(&self.one(&vaults, vault, &Look { what: "vault", path: "" })?);
        let folders = folders || !way.is_empty();
        if items || folders {
            self.library.prepare(&[Wing { vault: here.vault.clone(), folders, items }]).await;
        }
        for folder in way {
            let list = self.library.folders(&here.vault, &here.folder).await?;
            here = here.enter(&self.one(&list, folder, &Look { what: "folder", path: &here.shown })?);
        }
        Ok(here)
    }

    /// An item or shortcut by its id, wherever it lies.
    async fn by_id(&self, id: &str) -> Outcome<P> {
        let wanted = Wanted { id: Doc::<P>::str(id), is_shortcut: None };
        let table = Table::new(1);
        self.library.read(std::slice::from_ref(&wanted), &table).await;
        let read = table.finish().pop().flatten().unwrap_or_else(|| Err(Failure::usage("the item was not read")))?;
        let is_shortcut = read.by.is_shortcut == Some(true);
        let place = if is_shortcut { read.shown.own("shortcut") } else { read.shown.clone() };
        let name = text_of(&read.shown.own("name"));
        let kind = if is_shortcut { "shortcut" } else { "item" };
        Ok(entry(kind, read.by.id, &name, place.own("vaultId"), place.own("folderId"), None))
    }

    /// What lies in a vault or a folder, its folders first; without names: the vaults. `deep`: and everything below.
    async fn list(&self, names: &[&str], deep: bool) -> Outcome<P> {
        let entries = Doc::<P>::list();
        let mut places = Vec::new();
        let mut wings = Vec::new();
        if names.is_empty() {
            let vaults = self.library.vaults().await?;
            for vault in matching::entries(&vaults, &Look { what: "vault", path: "" })? {
                let here = Here::vault(&vault);
                entries.push(here.own_entry.clone());
                wings.push(Wing { vault: here.vault.clone(), folders: true, items: true });
                places.push(here);
            }
            if !deep {
                return Ok(entries);
            }
            self.library.prepare(&wings).await;
        } else {
            places.push(self.walk(names, true, true).await?);
        }
        // Folders that were met: one that lies in itself would never end.
        let mut met = SortedMap::default();
        while !places.is_empty() {
            let mut asked: Vec<Asking<'_, P>> = Vec::with_capacity(2 * places.len());
            for here in &places {
                asked.push(self.library.folders(&here.vault, &here.folder));
                asked.push(self.library.items(&here.vault, &here.folder));
            }
            let lists = all::<P>(asked, self.call.options.concurrency).await?;
            let mut below = Vec::new();
            for (here, lists) in places.iter().zip(lists.chunks(2)) {
                let listed = |at: usize, what| {
                    let list = lists.get(at).cloned().unwrap_or_else(Doc::<P>::list);
                    matching::entries(&list, &Look { what, path: &here.shown })
                };
                for folder in listed(0, "folder")? {
                    let id = text_of(&folder.own("id"));
                    if met.get(&id).is_some() {
                        let words = "the server says that a folder lies in two places, or in itself";
                        return Err(Failure::new(FailureKind::NotApi, words));
                    }
                    met.insert(id, ());
                    let inner = here.enter(&folder);
                    entries.push(inner.own_entry.clone());
                    if deep {
                        below.push(inner);
                    }
                }
                listed(1, "item")?.iter().for_each(|item| entries.push(here.entry(item)));
            }
            places = below;
        }
        Ok(entries)
    }
}

impl<D: Document> Here<D> {
    fn vault(vault: &D) -> Self {
        let (id, name) = (vault.own("id"), text_of(&vault.own("name")));
        let path = extended("", &name, &id);
        let own_entry = entry("vault", id.clone(), &name, id.clone(), D::null(), Some(&path));
        Self { vault: id, folder: D::undefined(), shown: name, path, own_entry }
    }

    fn enter(&self, folder: &D) -> Self {
        let (id, name) = (folder.own("id"), text_of(&folder.own("name")));
        let path = extended(&self.path, &name, &id);
        let own_entry = entry("folder", id.clone(), &name, self.vault.clone(), self.folder.clone(), Some(&path));
        Self { vault: self.vault.clone(), folder: id, shown: format!("{}/{name}", self.shown), path, own_entry }
    }

    fn entry(&self, item: &D) -> D {
        let kind = if item.own("shortcut").is_object() { "shortcut" } else { "item" };
        let (id, name) = (id_of(item), text_of(&item.own("name")));
        let path = extended(&self.path, &name, &id);
        entry(kind, id, &name, self.vault.clone(), self.folder.clone(), Some(&path))
    }
}

/// A path and one more name; an id where the name cannot be written.
fn extended(path: &str, name: &str, id: &impl Document) -> String {
    let mut path = if path.is_empty() { String::new() } else { format!("{path}/") };
    if write_name(&mut path, name).is_none() {
        let _ = write_name(&mut path, &text_of(id));
    }
    path
}

/// An entry as a caller gets it. `folder`: in which it lies.
fn entry<D: Document>(kind: &str, id: D, name: &str, vault: D, folder: D, path: Option<&str>) -> D {
    D::record([
        ("type", D::str(kind)),
        ("id", text_or_null(&id)),
        ("name", D::str(name)),
        ("vaultId", text_or_null(&vault)),
        ("folderId", text_or_null(&folder)),
        ("path", path.map_or_else(D::null, D::str)),
    ])
}

/// An id as a text, also one that the server has sent as a number.
fn text_or_null<D: Document>(id: &D) -> D {
    if id.is_nullish() { D::null() } else { D::str(&text_of(id)) }
}
