//! Moving and copying a folder with everything in it (spec §6.10): every value is sealed for the target vault first;
//! if anything cannot be read, nothing is written.

use super::{Args, Outcome, folders, passwords, shortcuts, vaults};
use crate::core::client::Call;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server_v4::transfer::{Resealed, Target, reseal};
use crate::core::server_v4::{Cipher, endpoints, keys};
use futures_util::future::{FutureExt, LocalBoxFuture};
use futures_util::stream::{self, StreamExt, TryStreamExt};

/// How many reads are in flight at once.
const IN_FLIGHT: usize = 8;

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
    let folder = call.get(endpoints::folder(&folder_id, "")?).await?;
    let source = vaults::fetch(&call, &folder.own("vaultId")).await?;
    let target =
        if source.own("id").same(&vault_id) { source.clone() } else { vaults::fetch(&call, &vault_id).await? };
    let target = Target::of(&call, &target)?;
    let source = keys::of_vault(&call, &source)?;
    let entries = collect(call.clone(), folder_id.clone()).await?;
    let items: Vec<Item<Doc<P>>> =
        stream::iter(entries).map(|entry| read(&call, entry)).buffered(IN_FLIGHT).try_collect().await?;
    let body =
        Doc::<P>::record([("folderId", folder_id.clone()), ("vaultTo", vault_id), ("folderTo", args.or_null(2))]);
    resealed_contents(&call, &body, items, &source, &target)?;
    call.post(endpoints::folder(&folder_id, action)?, body).await
}

type Entries<D> = Result<Vec<D>, Failure<D>>;

/// The entries of a folder and of all below it, depth first. Both lists of a folder are asked for at once.
fn collect<P: Platform>(call: Call<P>, folder_id: Doc<P>) -> LocalBoxFuture<'static, Entries<Doc<P>>> {
    async move {
        let (entries, children) = futures_util::future::try_join(
            passwords::list_in_folder(&call, &folder_id),
            folders::children_of(&call, &folder_id),
        )
        .await?;
        let (mut entries, children) = (entries.items(), children.items());
        let below: Vec<Vec<Doc<P>>> = stream::iter(children)
            .map(|child| collect(call.clone(), child.own("id")))
            .buffered(IN_FLIGHT)
            .try_collect()
            .await?;
        entries.extend(below.into_iter().flatten());
        Ok(entries)
    }
    .boxed_local()
}

async fn read<P: Platform>(call: &Call<P>, entry: Doc<P>) -> Result<Item<Doc<P>>, Failure<Doc<P>>> {
    let shortcut = entry.own("shortcut");
    if shortcut.truthy() {
        let id = shortcut.own("id");
        let password = shortcuts::fetch(call, &id).await?;
        return Ok(Item::Shortcut { id, password });
    }
    let id = entry.own("id");
    let password = passwords::fetch(call, &id).await?;
    Ok(Item::Password { id, password })
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
                let key = keys::of_password_in(&password, source)?.key();
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
