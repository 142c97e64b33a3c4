//! Folders (§5.4). Moving one is looked at afterwards: the root, and other vaults, are guesses (V16).

use super::guesses::{self, Guess};
use super::visit::Visit;
use super::wire::endpoints;
use super::{contents, ids, lists, members, support, vault_keys};
use crate::core::client::{Args, Outcome, check_id};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform};

/// Reads a folder; its vault is remembered.
pub async fn fetch<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    let folder = ids::fetch(v, endpoints::folder(id, "")?, id, "folder").await?;
    if folder.own("vaultId").is_nullish() {
        return Err(Failure::new(FailureKind::NotApi, "the server answered with a folder of no vault"));
    }
    v.state.remember_folder(&ids::name_of(id), &ids::name_of(&folder.own("vaultId")));
    Ok(folder)
}

/// The id of the vault that a folder lies in now.
pub async fn vault_of<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Result<String, Failure<Doc<P>>> {
    Ok(ids::name_of(&fetch(v, id).await?.own("vaultId")))
}

/// All folders of the vault that a folder lies in. Somebody may have moved it since that was asked: then it is asked again.
async fn contents_of<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    let name = Doc::<P>::str(&ids::name_of(id));
    let known = v.state.vault_of_folder(&ids::name_of(id));
    if let Some(known) = known {
        let all = contents::folders_of(v, &Document::str(&known)).await?;
        if all.items().iter().any(|folder| folder.is_object() && folder.own("id").same(&name)) {
            return Ok(all);
        }
    }
    let vault = fetch(v, id).await?.own("vaultId");
    contents::folders_of(v, &vault).await
}

/// `getFolder(id)`.
pub async fn get<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    reread(&v, &args.at(0)).await
}

async fn reread<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Outcome<P> {
    Ok(members::shaped(v, &fetch(v, id).await?, members::FOLDER))
}

/// `getSubFolders(id)`: the vault is remembered for each folder.
pub async fn children<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let id = args.at(0);
    check_id(&id)?;
    let name = Doc::<P>::str(&ids::name_of(&id));
    let all = contents_of(&v, &id).await?;
    let below = lists::filtered(&all, |folder| folder.own("parentFolderId").same(&name));
    let shown = members::shaped(&v, &below, members::FOLDER);
    v.platform.sort_by_name(&shown);
    Ok(shown)
}

/// `searchFolders(query)`; where the search is missing, all folders are looked through.
pub async fn search<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let query = args.at(0).display().unwrap_or_else(|| "".into()).to_utf8_lossy().to_string();
    let endpoint = endpoints::folder_search().private_query([("query", query.as_str())]);
    let found = match lists::get(&v, endpoint).await {
        Err(failure) if failure.has_status(404) || failure.has_status(405) => {
            let wanted = v.platform.lower_case(&Document::str(&query));
            let contains = |name: Doc<P>| match (v.platform.lower_case(&name).as_text(), wanted.as_text()) {
                (Some(name), Some(wanted)) => name.to_utf8_lossy().contains(wanted.to_utf8_lossy().as_str()),
                _ => false,
            };
            lists::filtered(&lists::get(&v, endpoints::folders()).await?, |folder| contains(folder.own("name")))
        }
        outcome => outcome?,
    };
    Ok(members::shaped(&v, &found, members::FOLDER))
}

/// `addFolder(vaultId, folderName, parentFolderId = null)`: the folder, read anew.
pub async fn add<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let id = make(&v, &args.at(0), &args.at(1), &args.or_null(2)).await?;
    reread(&v, &id).await
}

/// Makes a folder; its id.
pub async fn make<P: Platform>(v: &Visit<P>, vault: &Doc<P>, name: &Doc<P>, parent: &Doc<P>) -> Outcome<P> {
    check_id(vault)?;
    let name = if name.truthy() { name.clone() } else { Document::str("") };
    let body = Doc::<P>::record([("name", name), ("vaultId", vault.clone())]);
    if !parent.is_nullish() {
        body.set("parentFolderId", parent.clone());
    }
    let made = v.post(endpoints::folders(), body).await?;
    v.id_of(&made, "folder")
}

/// `editFolder(id, folderName, parentFolderId)`: moved first, since that may not be possible, then renamed; read anew.
pub async fn edit<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, name, parent) = (args.at(0), args.at(1), args.at(2));
    let endpoint = endpoints::folder(&id, "")?;
    if !parent.is_undefined() && !same_folder(&fetch(&v, &id).await?.own("parentFolderId"), &parent) {
        move_below(&v, &id, &parent).await?;
    }
    if !name.is_undefined() {
        v.post(endpoint, Doc::<P>::record([("name", name)])).await?;
    }
    reread(&v, &id).await
}

/// Whether two folders are the same; none is none, however it is said.
pub fn same_folder<D: Document>(a: &D, b: &D) -> bool {
    a.same(b) || a.is_nullish() && b.is_nullish()
}

/// Moves a folder within its vault, and looks whether it is there.
async fn move_below<P: Platform>(v: &Visit<P>, id: &Doc<P>, parent: &Doc<P>) -> Outcome<P> {
    let parent = if parent.truthy() { parent.clone() } else { Document::null() };
    let body = Doc::<P>::record([("targetFolderId", parent.clone())]);
    guesses::send(v, Guess::MoveFolder, &[id], Some(body.into())).await?;
    let moved = fetch(v, id).await?;
    if !same_folder(&moved.own("parentFolderId"), &parent) {
        return Err(support::not_as_asked(v.method, "the folder lies where it was"));
    }
    Ok(moved)
}

/// `moveFolder(folderId, vaultId, folderId = null)`: the id. Into another vault only without encryption, below a folder: all
/// keys in it would have to be sealed anew, and how that is said nobody knows (§6.2 row 39).
pub async fn move_to<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, vault, parent) = (args.at(0), args.at(1), args.or_null(2));
    check_id(&vault)?;
    let folder = fetch(&v, &id).await?;
    if folder.own("vaultId").same(&vault) {
        move_below(&v, &id, &parent).await?;
        return Ok(id);
    }
    const WAY_OUT: &str = "a folder can be moved within its vault only; copyFolder makes a copy in another one, without history, \
        links and shares";
    if v.master_key().is_some() || !parent.truthy() {
        return Err(support::unsupported(v.method, WAY_OUT));
    }
    for vault in [folder.own("vaultId"), vault.clone()] {
        if vault_keys::sealed(&vault_keys::fetch(&v, &vault).await?, "masterKeyEncrypted").is_some() {
            return Err(support::unsupported(v.method, WAY_OUT));
        }
    }
    let moved = move_below(&v, &id, &parent).await?;
    if !moved.own("vaultId").same(&vault) {
        return Err(support::not_as_asked(v.method, "the folder is still one of its old vault"));
    }
    Ok(id)
}
