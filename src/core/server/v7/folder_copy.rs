//! Copying a folder with all that is in it (§6.2 row 40), made of known requests. Everything is read first: if something cannot
//! be, nothing is written.

use super::items::{self, Contents, Opened};
use super::visit::Visit;
use super::{contents, folders, ids, lists, shortcuts, vault_keys};
use crate::core::client::request::expect;
use crate::core::client::together::{Asked, all, both};
use crate::core::client::{Args, Outcome, check_id};
use crate::core::encryption::Cipher;
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::sorted_map::SortedMap;

/// `copyFolder(folderId, vaultId, folderId = null)`: the id of the copy.
pub async fn copy<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, vault_id, parent) = (args.at(0), args.at(1), args.or_null(2));
    check_id(&vault_id)?;
    let root = folders::fetch(&v, &id).await?;
    let source = root.own("vaultId");
    let contents = both(Box::pin(contents::items_of(&v, &source)), Box::pin(contents::shortcuts_of(&v, &source)));
    let around = both(Box::pin(contents::folders_of(&v, &source)), Box::pin(vault_keys::for_writing(&v, &vault_id)));
    let ((folders, target), (entries, links)) = both(around, contents).await?;
    let tree = subtree(root, lists::objects(folders)?)?;
    let in_tree = |folder: &Doc<P>| tree.iter().position(|one| one.own("id").same(folder));
    let places = |list: Vec<Doc<P>>, folder_of: fn(&Doc<P>) -> Doc<P>| -> Vec<(usize, Doc<P>)> {
        list.into_iter().filter_map(|entry| Some((in_tree(&folder_of(&entry))?, entry))).collect()
    };
    let entries = places(lists::objects(entries)?, |item| item.own("folderId"));
    let links = lists::objects(links)?;
    links.iter().try_for_each(|link| expect::object(link.own("shortcut"), "shortcut").map(|_| ()))?;
    let links = places(links, |entry| entry.own("shortcut").own("folderId"));
    let total = entries.len() + links.len();
    let contents = read_items(&v, &entries, total).await?;
    let keys = shortcut_keys(&v, &links, &target).await?;
    let plan = Plan { tree, contents: entries.into_iter().map(|(at, _)| at).zip(contents).collect(), links, keys };
    write(&v, plan, (&vault_id, &parent), &target).await
}

/// What is going to be written.
struct Plan<D> {
    /// The folders, each after its parent; the first is the root.
    tree: Vec<D>,
    /// Items, with the places of their folders.
    contents: Vec<(usize, Contents<D>)>,
    /// Shortcuts, likewise.
    links: Vec<(usize, D)>,
    /// Their keys for the target vault, in the same order.
    keys: Vec<D>,
}

/// The folder and all below it, each after its parent.
fn subtree<D: Document>(root: D, all: Vec<D>) -> Result<Vec<D>, Failure<D>> {
    let mut children: SortedMap<String, Vec<D>> = SortedMap::default();
    for folder in all {
        let parent = ids::name_of(&folder.own("parentFolderId"));
        match children.get_mut(&parent) {
            Some(list) => list.push(folder),
            None => {
                children.insert(parent, vec![folder]);
            }
        }
    }
    let mut tree = vec![root];
    let mut at = 0;
    while at < tree.len() {
        let id = ids::name_of(&tree[at].own("id"));
        for child in children.get(&id).cloned().unwrap_or_default() {
            if tree.iter().any(|known| known.own("id").same(&child.own("id"))) {
                return Err(Failure::new(FailureKind::NotApi, messages::FOLDERS_IN_A_CIRCLE));
            }
            tree.push(child);
        }
        at += 1;
    }
    Ok(tree)
}

async fn read_items<P: Platform>(
    v: &Visit<P>,
    entries: &[(usize, Doc<P>)],
    total: usize,
) -> Result<Vec<Contents<Doc<P>>>, Failure<Doc<P>>> {
    let ids: Vec<_> = entries.iter().map(|(_, entry)| entry.own("id")).collect();
    // Some answers of a batch leave the files out (§4.1): whether such an item has any is asked of itself.
    let asked =
        items::batch_read(v, &ids, &items::Things::ITEMS).await?.into_iter().map(|item| -> Asked<'_, Doc<P>, Doc<P>> {
            Box::pin(async move {
                match items::tells_files(&item) {
                    true => Ok(item),
                    false => items::fetch(v, &item.own("id")).await,
                }
            })
        });
    let mut contents = Vec::with_capacity(ids.len());
    for item in all::<P>(asked.collect(), v.options.concurrency).await? {
        let cipher = vault_keys::of_item(v, &item).await?;
        let read = items::read_whole(v, Opened::new(item, cipher)).await;
        contents.push(read.map_err(|failure| {
            failure.because(&format!(
                "{} of {total} entries of the folder had been read; nothing was written",
                contents.len()
            ))
        })?);
        v.platform.progress(contents.len(), total);
    }
    Ok(contents)
}

/// The keys of shortcuts, sealed for another vault.
async fn shortcut_keys<P: Platform>(
    v: &Visit<P>,
    links: &[(usize, Doc<P>)],
    target: &Cipher,
) -> Result<Vec<Doc<P>>, Failure<Doc<P>>> {
    let asked = links.iter().map(|(_, entry)| -> Asked<'_, Doc<P>, Doc<P>> {
        let id = entry.own("shortcut").own("id");
        Box::pin(async move { shortcuts::key_for(v, &shortcuts::open(v, &id).await?, target) })
    });
    all::<P>(asked.collect(), v.options.concurrency).await
}

async fn write<P: Platform>(
    v: &Visit<P>,
    plan: Plan<Doc<P>>,
    (vault_id, parent): (&Doc<P>, &Doc<P>),
    target: &Cipher,
) -> Outcome<P> {
    let mut copies: Vec<Doc<P>> = Vec::with_capacity(plan.tree.len());
    let ids: Vec<_> = plan.tree.iter().map(|folder| folder.own("id")).collect();
    let unfinished = |copies: &[Doc<P>], failure: Failure<Doc<P>>| match copies.first() {
        Some(root) => failure
            .because(&format!("the copy is not complete: what there is of it lies in folder {}", ids::name_of(root))),
        None => failure,
    };
    for folder in &plan.tree {
        let above =
            ids.iter().position(|id| id.same(&folder.own("parentFolderId"))).and_then(|at| copies.get(at).cloned());
        let above = above.unwrap_or_else(|| parent.clone());
        let copy = folders::make(v, vault_id, &folder.own("name"), &above).await;
        copies.push(copy.map_err(|failure| unfinished(&copies, failure))?);
    }
    let there = &copies;
    let contents = plan.contents.into_iter().map(|(at, contents)| -> Asked<'_, Doc<P>, Doc<P>> {
        Box::pin(items::write_copy(v, contents, (vault_id, &there[at]), target))
    });
    let links = plan.links.into_iter().zip(plan.keys).map(|((at, entry), key)| -> Asked<'_, Doc<P>, Doc<P>> {
        let item = entry.own("shortcut").own("itemId");
        let item = if item.is_nullish() { entry.own("id") } else { item };
        Box::pin(async move { shortcuts::make(v, &item, (vault_id, &there[at]), key).await })
    });
    let written = all::<P>(contents.chain(links).collect(), v.options.concurrency).await;
    written.map_err(|failure| unfinished(&copies, failure))?;
    Ok(copies.swap_remove(0))
}
