//! The inbox: passwords that somebody sent to this user (spec §6.6). New items carry a key that is wrapped for the
//! user; old ones (servers before 5.4) come with a vault that must be opened first.

use crate::core::client::request::expect;
use crate::core::client::{Args, Call, Endpoint, Outcome, Request, check_id};
use crate::core::crypto::random;
use crate::core::encryption::Cipher;
use crate::core::failure::{Failure, FailureKind, messages};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::results;
use crate::core::server::v4::key_hierarchy::vault_name;
use crate::core::server::v4::wire::endpoints;
use crate::core::server::v4::{attachments, fields, key_hierarchy, passwords, users, vaults};

/// `getInboxPasswords`.
pub fn list<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/sharing/inbox/list"))
}

/// `getInboxPasswordsCount`.
pub fn count<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/sharing/inbox/count"))
}

/// `inboxNotificationsCount`.
pub fn count_notifications<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/sharing/inbox/notifications/count"))
}

/// `inboxNotificationsMarkAsViewed`.
pub fn mark_notifications_viewed<D: Document>() -> Request<D> {
    Request::post(Endpoint::at("/sharing/inbox/notifications/mark-as-viewed"), None)
}

/// An item by its id. A POST that reads, but the server notes that the item was seen; a call that only reads asks for those alone
/// of which that is noted already.
async fn by_id<P: Platform>(call: &Call<P>, id: &Doc<P>) -> Outcome<P> {
    let endpoint = endpoints::inbox(id)?;
    let endpoint = match call.only_reads() {
        true => ensure_seen(call, id).await.map(|()| endpoint.safe())?,
        false => endpoint.noted(),
    };
    expect::present(Request::post(endpoint, None).send(call).await?, "inbox item")
}

/// Fails unless the list of the inbox says that an item was seen.
async fn ensure_seen<P: Platform>(call: &Call<P>, id: &Doc<P>) -> Result<(), Failure<Doc<P>>> {
    let items = expect::list(list().send(call).await?)?.items();
    let wanted = id.display();
    let found = items.iter().find(|item| item.own("id").display() == wanted);
    match found.is_some_and(|item| item.own("viewed").truthy()) {
        true => Ok(()),
        false => Err(call.only_reads_here(messages::WOULD_BE_SEEN)),
    }
}

/// The id of the password in an item. Without one there is nothing to be asked for, or written.
fn password_id<D: Document>(item: &D) -> Result<D, Failure<D>> {
    expect::present(item.own("password"), "password in the inbox item").map(|password| password.own("id"))
}

/// Whether an item is of the new kind: servers from 5.4 on wrap the item's own key.
fn is_new<D: Document>(item: &D) -> bool {
    item.own("cryptedKey").truthy()
}

/// `IK`: the cipher of a new item's values. The user is asked for in plain mode too (K23).
async fn item_cipher<P: Platform>(call: &Call<P>, item: &Doc<P>) -> Result<Cipher, Failure<Doc<P>>> {
    let user = users::info().send(call).await?;
    item_cipher_for(call, item, &user)
}

fn item_cipher_for<P: Platform>(call: &Call<P>, item: &Doc<P>, user: &Doc<P>) -> Result<Cipher, Failure<Doc<P>>> {
    if !call.is_sealed() {
        return Ok(key_hierarchy::PLAIN);
    }
    key_hierarchy::unwrap_for_user(call, item, "cryptedKey", user).map(Cipher::Sealed)
}

/// The call on an old item: it may use the key that came with the item, for the vault that the item names and for no other.
/// With client-side encryption the caller can refuse such items.
fn for_old_item<P: Platform>(call: Call<P>, item: &Doc<P>) -> Result<Call<P>, Failure<Doc<P>>> {
    if call.is_sealed() && !call.client.options.old_inbox_items {
        return Err(Failure::new(FailureKind::Crypto, messages::NO_OLD_INBOX_ITEMS));
    }
    Ok(call.for_inbox_vault(vault_name(&item.own("vaultId"))))
}

/// `getInboxPassword(inboxId)`.
pub async fn get<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let id = args.at(0);
    let item = by_id(&call, &id).await?;
    let (item, cipher) = if is_new(&item) {
        let cipher = item_cipher(&call, &item).await?;
        (item, cipher)
    } else {
        for_old_item(call.clone(), &item)?;
        let item = open_old(&call, &id, &item).await?;
        let vault_id = item.own("vaultId");
        let call = call.clone().for_inbox_vault(vault_name(&vault_id));
        let vault = vaults::get(&vault_id).send(&call).await?;
        let cipher = key_hierarchy::of_password(&call, &item.own("password"), &vault_id, &vault)?;
        (item, cipher)
    };
    results::attach_password_helpers(&call, &item.own("password"), cipher)?;
    Ok(item)
}

/// Opens an old item: on the first look, the vault's password is taken from the RSA envelope and sealed for this user.
async fn open_old<P: Platform>(call: &Call<P>, id: &Doc<P>, item: &Doc<P>) -> Outcome<P> {
    let endpoint = endpoints::inbox(id)?;
    // Of what was opened before, nothing changes.
    let first =
        if call.only_reads() && item.own("viewed").truthy() { endpoint.clone().safe() } else { endpoint.clone() };
    let item = call.post(first, Doc::<P>::record([("passwordCrypted", Document::str(""))])).await?;
    let item = expect::present(item, "inbox item")?;
    if item.own("viewed").truthy() {
        return Ok(item);
    }
    call.ensure_may_store_key()?;
    let user = users::info().send(call).await?;
    let master = key_hierarchy::master(call);
    let sealed = match &master {
        Cipher::Plain(_) => master.write_as(&*call.platform, &random::FILLER.into(), "passwordCrypted")?,
        Cipher::Sealed(_) => {
            // Without an envelope or a key there is nothing to seal; nothing is written then (D35).
            let vault_password = key_hierarchy::unwrap_for_user(call, &item, "groupPasswordCrypted", &user)?;
            let vault = vault_name(&item.own("vaultId"));
            call.clone().for_inbox_vault(vault.clone()).note_vault_key(&vault, &vault_password)?;
            master.write_as(&*call.platform, vault_password.text(), "passwordCrypted")?
        }
    };
    let body = Doc::<P>::record([("passwordCrypted", sealed), ("silent", Document::bool(false))]);
    expect::present(call.post(endpoint, body).await?, "inbox item")
}

/// `editInboxPassword(inboxId, fields = {})`.
pub async fn edit<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = fields::of_caller(&args.at(1));
    let item = by_id(&call, &args.at(0)).await?;
    if !is_new(&item) {
        let call = for_old_item(call, &item)?;
        return passwords::edit_with(&call, &password_id(&item)?, given).await;
    }
    let cipher = item_cipher(&call, &item).await?;
    let password = expect::object(item.own("password"), "password in the inbox item")?;
    let body = fields::for_edit(&call, given?, &password, &cipher).await?;
    call.put(endpoints::password(&password.own("id"), "")?, body).await
}

/// `getInboxPasswordAttachment(inboxId, attachmentId)`.
pub async fn get_attachment<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    check_id(&args.at(1))?;
    let item = by_id(&call, &args.at(0)).await?;
    let password_id = password_id(&item)?;
    if !is_new(&item) {
        let call = for_old_item(call, &item)?;
        return attachments::get_of(&call, &password_id, &args.at(1)).await;
    }
    let attachment = call.get(endpoints::password_attachment(&password_id, &args.at(1))?).await?;
    let cipher = item_cipher(&call, &item).await?;
    results::attach_attachment_helpers(&call, &attachment, cipher).await?;
    Ok(attachment)
}

/// `addInboxPasswordAttachment(inboxId, path, name = null)`.
pub async fn add_attachment<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (source, name) = (args.at(1), args.or_null(2));
    attachments::check_source(&call, &source)?;
    let item = by_id(&call, &args.at(0)).await?;
    if !is_new(&item) {
        let call = for_old_item(call, &item)?;
        return attachments::add_to(&call, &password_id(&item)?, &source, &name).await;
    }
    let cipher = item_cipher(&call, &item).await?;
    let endpoint = endpoints::password(&password_id(&item)?, "/attachment")?;
    attachments::upload(&call, endpoint, &source, &name, &cipher).await
}

/// `deleteInboxPasswordAttachment(inboxId, attachmentId)`.
pub async fn delete_attachment<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    check_id(&args.at(1))?;
    let item = by_id(&call, &args.at(0)).await?;
    attachments::delete(&password_id(&item)?, &args.at(1)).send(&call).await
}
