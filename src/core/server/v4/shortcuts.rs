//! Shortcuts: a password that stands in another vault too (spec §6.8). The key is that of the shortcut's vault.

use crate::core::client::request::expect;
use crate::core::client::{Args, Call, Outcome, Request, check_id};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::results;
use crate::core::server::v4::passwords::Opened;
use crate::core::server::v4::wire::endpoints;
use crate::core::server::v4::{attachments, fields, key_hierarchy, vaults};

/// Reads the password behind a shortcut, then the shortcut's vault, and finds its key.
pub async fn open<P: Platform>(call: &Call<P>, id: &Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    let password = expect::present(by_id(id).send(call).await?, "password")?;
    let shortcut = expect::present(password.own("shortcut"), "shortcut beside the password")?;
    let vault_id = shortcut.own("vaultId");
    let vault = vaults::get(&vault_id).send(call).await?;
    let cipher = key_hierarchy::of_password(call, &password, &vault_id, &vault)?;
    Ok(Opened { password: expect::object(password, "password")?, vault, cipher })
}

/// The password behind a shortcut, as the server sends it.
pub fn by_id<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::shortcut(id, ""))
}

/// `getShortcutPassword(id)`.
pub async fn get<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let opened = open(&call, &args.at(0)).await?;
    results::attach_password_helpers(&call, &opened.password, opened.cipher)?;
    Ok(opened.password)
}

/// `getShortcutPasswordAttachment(id, attachmentId)`.
pub async fn get_attachment<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let endpoint = endpoints::shortcut_attachment(&args.at(0), &args.at(1))?;
    let opened = open(&call, &args.at(0)).await?;
    let attachment = call.get(endpoint).await?;
    results::attach_attachment_helpers(&call, &attachment, opened.cipher).await?;
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
pub fn delete_attachment<D: Document>(args: &Args<D>) -> Request<D> {
    Request::delete(endpoints::shortcut_attachment(&args.at(0), &args.at(1)))
}

/// `editShortcutPassword(id, fields = {})`.
pub async fn edit<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = fields::of_caller(&args.at(1));
    let opened = open(&call, &args.at(0)).await?;
    let body = fields::for_edit(&call, given?, &opened.password, &opened.cipher).await?;
    call.put(endpoints::shortcut(&args.at(0), "")?, body).await
}

/// `deleteShortcut(id)`.
pub fn delete<D: Document>(id: &D) -> Request<D> {
    Request::delete(endpoints::shortcut(id, ""))
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
    check_id(&vault_id)?;
    let opened = open(&call, &args.at(0)).await?;
    let same = opened.password.own("shortcut").own("vaultId").same(&vault_id);
    let target = if same { opened.vault.clone() } else { vaults::get(&vault_id).send(&call).await? };
    // Plain mode has no keys: '' of '' (K11).
    let key = key_hierarchy::of_vault(&call, &vault_id, &target)?.write_as(
        &*call.platform,
        &opened.cipher.key(),
        "cryptedKey",
    )?;
    let body = Doc::<P>::record([("vaultTo", vault_id), ("folderTo", args.or_null(2)), ("cryptedKey", key)]);
    call.post(endpoints::shortcut(&args.at(0), action)?, body).await
}

/// `favoriteShortcut(id)`.
pub fn favorite<D: Document>(id: &D) -> Request<D> {
    Request::post(endpoints::shortcut(id, "/favorite"), None)
}

/// `unfavoriteShortcut(id)`.
pub fn unfavorite<D: Document>(id: &D) -> Request<D> {
    Request::post(endpoints::shortcut(id, "/unfavorite"), None)
}

/// `getShortcutPasswordSharingInfo(id)`.
pub fn sharing_info<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::shortcut(id, "/sharingInfo"))
}
