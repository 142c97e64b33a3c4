//! Shortcuts: a password that stands in another vault too (spec §6.8). The key is that of the shortcut's vault.

use super::passwords::Opened;
use super::{Args, Outcome, attachments, vaults};
use crate::core::client::Call;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::results;
use crate::core::server_v4::{endpoints, fields, keys};

/// Reads the password behind a shortcut, then the shortcut's vault, and finds its key.
pub async fn open<P: Platform>(call: &Call<P>, id: &Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    let password = fetch(call, id).await?;
    let vault = vaults::fetch(call, &password.own("shortcut").own("vaultId")).await?;
    let cipher = keys::of_password(call, &password, &vault)?;
    Ok(Opened { password, vault, cipher })
}

/// The password behind a shortcut, as the server sends it.
pub async fn fetch<P: Platform>(call: &Call<P>, id: &Doc<P>) -> Outcome<P> {
    call.get(endpoints::shortcut(id, "")?).await
}

/// `getShortcutPassword(id)`.
pub async fn get<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let opened = open(&call, &args.at(0)).await?;
    results::equip_password(&call, &opened.password, opened.cipher)?;
    Ok(opened.password)
}

/// `getShortcutPasswordAttachment(id, attachmentId)`.
pub async fn get_attachment<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let endpoint = endpoints::shortcut_attachment(&args.at(0), &args.at(1))?;
    let opened = open(&call, &args.at(0)).await?;
    let attachment = call.get(endpoint).await?;
    results::equip_attachment(&call, &attachment, opened.cipher)?;
    Ok(attachment)
}

/// `addShortcutPasswordAttachment(id, path, name = null)`.
pub async fn add_attachment<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    attachments::check_source(&call, &args.at(1))?;
    let opened = open(&call, &args.at(0)).await?;
    let endpoint = endpoints::shortcut(&args.at(0), "/attachment")?;
    attachments::upload(&call, endpoint, &args.at(1), &args.or_null(2), &opened.cipher).await
}

/// `deleteShortcutPasswordAttachment(id, attachmentId)`.
pub async fn delete_attachment<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.delete(endpoints::shortcut_attachment(&args.at(0), &args.at(1))?).await
}

/// `editShortcutPassword(id, fields = {})`.
pub async fn edit<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = fields::of_caller(&args.at(1))?;
    let opened = open(&call, &args.at(0)).await?;
    let body = fields::for_edit(&call, given, &opened.password, &opened.cipher).await?;
    call.put(endpoints::shortcut(&args.at(0), "")?, body).await
}

/// `deleteShortcut(id)`.
pub async fn delete<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.delete(endpoints::shortcut(&args.at(0), "")?).await
}

/// `moveShortcut(id, vaultId, folderId = null)`.
pub async fn move_to<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    transfer(call, args, "/move").await
}

/// `copyShortcut(id, vaultId, folderId = null)`.
pub async fn copy_to<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    transfer(call, args, "/copy").await
}

async fn transfer<P: Platform>(call: Call<P>, args: Args<Doc<P>>, action: &str) -> Outcome<P> {
    let vault_id = args.at(1);
    let opened = open(&call, &args.at(0)).await?;
    let same = opened.password.own("shortcut").own("vaultId").same(&vault_id);
    let target = if same { opened.vault.clone() } else { vaults::fetch(&call, &vault_id).await? };
    // Plain mode has no keys: '' of '' (K11).
    let key = keys::of_vault(&call, &target)?.write_as(&*call.platform, &opened.cipher.key(), "cryptedKey")?;
    let body = Doc::<P>::record([("vaultTo", vault_id), ("folderTo", args.or_null(2)), ("cryptedKey", key)]);
    call.post(endpoints::shortcut(&args.at(0), action)?, body).await
}

/// `favoriteShortcut(id)`.
pub async fn favorite<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.post_nothing(endpoints::shortcut(&args.at(0), "/favorite")?).await
}

/// `unfavoriteShortcut(id)`.
pub async fn unfavorite<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.post_nothing(endpoints::shortcut(&args.at(0), "/unfavorite")?).await
}

/// `getShortcutPasswordSharingInfo(id)`.
pub async fn sharing_info<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.get(endpoints::shortcut(&args.at(0), "/sharingInfo")?).await
}
