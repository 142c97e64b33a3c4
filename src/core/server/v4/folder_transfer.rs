//! Moving and copying a folder with everything in it (spec §6.10): every value is sealed for the target vault first;
//! if anything cannot be read, nothing is written.

use crate::core::client::request::expect;
use crate::core::client::together::{all, in_order};
use crate::core::client::{Args, Call, Outcome, check_id};
use crate::core::encryption::Cipher;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server::v4::folder_tree::Tree;
use crate::core::server::v4::passwords::Vaults;
use crate::core::server::v4::transfer::{Resealed, Target, reseal};
use crate::core::server::v4::wire::endpoints;
use crate::core::server::v4::{folders, key_hierarchy, passwords, shortcuts, vaults};
use futures_util::future::{LocalBoxFuture, join};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// `moveFolder(folderId, vaultTo, folderTo = null)`.
pub async fn move_to<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    transfer(call, args, "/move").await
}

/// `copyFolder(folderId, vaultTo, folderTo = null)`.
pub async fn copy_to<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    transfer(call, args, "/copy").await
}

/// An entry of the folder, read.
enum Item<D> {
    Password { id: D, password: D },
    Shortcut { id: D, password: D },
}

async fn transfer<P: Platform>(call: Call<P>, args: Args<Doc<P>>, action: &str) -> Outcome<P> {
    let (folder_id, vault_id) = (args.at(0), args.at(1));
    check_id(&vault_id)?;
    let folder = expect::present(folders::get(&folder_id).send(&call).await?, "folder")?;
    let source_id = folder.own("vaultId");
    let source = expect::present(vaults::get(&source_id).send(&call).await?, "vault")?;
    let target = if source_id.same(&vault_id) { source.clone() } else { vaults::get(&vault_id).send(&call).await? };
    let known = [(&vault_id, &target), (&source_id, &source)];
    let known = known.map(|(id, vault)| (key_hierarchy::vault_name(id), passwords::already_read::<P>(vault)));
    let known: Vaults<P> = Rc::new(RefCell::new(known.into()));
    let target = Target::of(&call, &vault_id, &target)?;
    let source = key_hierarchy::of_vault(&call, &source_id, &source)?;
    let entries = contents(&call, folder_id.clone()).await?;
    let items = read_all(&call, entries, &known).await?;
    let body =
        Doc::<P>::record([("folderId", folder_id.clone()), ("vaultTo", vault_id), ("folderTo", args.or_null(2))]);
    resealed_contents(&call, &body, items, &source, &target)?;
    call.post(endpoints::folder(&folder_id, action)?, body).await
}

/// The entries of a folder and of all below it, depth first. Read level by level, so that never more than the set
/// number of requests is in flight.
async fn contents<P: Platform>(call: &Call<P>, root: Doc<P>) -> Result<Vec<Doc<P>>, Failure<Doc<P>>> {
    let mut tree = Tree::default();
    let mut level = Vec::from_iter(tree.place(root)?.1);
    while !level.is_empty() {
        // A folder's entries before its children, as the original asks: what cannot be read ends the call there.
        let ids: Vec<Doc<P>> = level.iter().map(|&at| tree.folders[at].id.clone()).collect();
        let mut asked: Vec<LocalBoxFuture<'_, Outcome<P>>> = Vec::with_capacity(ids.len());
        for id in &ids {
            asked.push(Box::pin(listed(call, id)));
        }
        let answers = all::<P>(asked, call.options.concurrency).await?;
        for (at, lists) in std::mem::take(&mut level).into_iter().zip(answers) {
            tree.folders[at].entries = lists.at(0).items();
            let children = lists.at(1).items();
            for child in children {
                let child = expect::present(child, "folder in a list of folders")?;
                let (place, is_new) = tree.place(child.own("id"))?;
                tree.folders[at].children.push(place);
                level.extend(is_new);
            }
        }
    }
    tree.entries_in_order()
}

/// A list of the entries of a folder, and of its children.
async fn listed<P: Platform>(call: &Call<P>, id: &Doc<P>) -> Outcome<P> {
    let entries = expect::list(passwords::list_in_folder(id).unsorted().send(call).await?)?;
    // Sorting takes a while (the first comparison of a process loads the rules of its language), so it is
    // done when the next request has left.
    let sort = async {
        call.platform.turn().await;
        call.platform.sort_by_name(&entries);
    };
    let (children, ()) = join(folders::children(id).send(call), sort).await;
    let lists = Doc::<P>::list();
    lists.push(entries.clone());
    lists.push(children?);
    Ok(lists)
}

/// Reads the entries, a bounded number at once, in order.
async fn read_all<P: Platform>(
    call: &Call<P>,
    entries: Vec<Doc<P>>,
    known: &Vaults<P>,
) -> Result<Vec<Item<Doc<P>>>, Failure<Doc<P>>> {
    let (total, done) = (entries.len(), &Cell::new(0));
    let mut asked: Vec<LocalBoxFuture<'_, Outcome<P>>> = Vec::with_capacity(total);
    for entry in &entries {
        asked.push(Box::pin(async move {
            let password = read(call, entry, known).await?;
            done.set(done.get() + 1);
            call.platform.progress(done.get(), total);
            Ok(password)
        }));
    }
    let passwords = in_order::<P>(asked, call.options.concurrency).await.map_err(|(done, failure)| {
        failure.because(&format!("{done} of {total} entries of the folder had been read; nothing was written"))
    })?;
    let mut items = Vec::with_capacity(total);
    for (entry, password) in entries.into_iter().zip(passwords) {
        let shortcut = entry.own("shortcut");
        items.push(match shortcut.truthy() {
            true => Item::Shortcut { id: shortcut.own("id"), password },
            false => Item::Password { id: entry.own("id"), password },
        });
    }
    Ok(items)
}

/// The password of an entry, or the one behind a shortcut.
async fn read<P: Platform>(call: &Call<P>, entry: &Doc<P>, known: &Vaults<P>) -> Outcome<P> {
    let entry = expect::present(entry.clone(), "password in a list of passwords")?;
    let shortcut = entry.own("shortcut");
    if shortcut.truthy() {
        return expect::object(shortcuts::by_id(&shortcut.own("id")).send(call).await?, "password");
    }
    let password = expect::present(passwords::by_id(&entry.own("id")).send(call).await?, "password")?;
    // The vault that it names itself is nearly always one of the two; it must open there as well.
    let vault = passwords::vault_of(call, &password, known).await?;
    key_hierarchy::of_password(call, &password, &password.own("vaultId"), &vault)?;
    expect::object(password, "password")
}

/// The five maps of the body, ids in the order of collection.
fn resealed_contents<P: Platform>(
    call: &Call<P>,
    body: &Doc<P>,
    items: Vec<Item<Doc<P>>>,
    source: &Cipher,
    target: &Target,
) -> Result<(), Failure<Doc<P>>> {
    let maps = ["cryptedPasswords", "cryptedKeys", "custom", "attachments", "shortcuts"];
    let [texts, keys_of, custom, attachments, links] = maps.map(|name| {
        let map = Doc::<P>::object();
        body.set(name, map.clone());
        map
    });
    for item in items {
        match item {
            Item::Shortcut { id, password } => {
                let key = key_hierarchy::of_password_in(call, &password, source)?.key();
                let sealed = target.cipher.write_as(&*call.platform, &key, "cryptedKey")?;
                put(&links, &id, Some(Doc::<P>::record([("cryptedKey", sealed)])));
            }
            Item::Password { id, password } => {
                let Resealed { password, key, custom: fields, attachments: files } =
                    reseal(call, &password, source, target)?;
                put(&texts, &id, Some(password));
                put(&keys_of, &id, key);
                put(&custom, &id, fields);
                put(&attachments, &id, files);
            }
        }
    }
    Ok(())
}

fn put<D: Document>(map: &D, id: &D, value: Option<D>) {
    if let (Some(value), Some(id)) = (value, id.display()) {
        map.set(&id.to_utf8_lossy(), value);
    }
}
