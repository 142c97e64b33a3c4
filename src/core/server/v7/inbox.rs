//! The inbox: items that somebody sent to this user (§4.8). The item's key is sealed for the user by RSA.

use super::fields;
use super::guesses::{self, Guess};
use super::items::{self, Opened};
use super::place::{self, Place};
use super::visit::Visit;
use super::{keys, lists, members, vault_keys};
use crate::core::client::request::expect;
use crate::core::client::{Args, Outcome};
use crate::core::encryption::{Cipher, cipher};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Kind, Platform};
use crate::core::results;

/// Reads an item of the inbox and opens its key.
pub async fn open<P: Platform>(v: &Visit<P>, id: &Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    let item = place::in_inbox(v, id).await?;
    let inbox = item.own("inbox");
    let Some(sealed) = vault_keys::sealed(&inbox, "keyEncrypted") else {
        if vault_keys::sealed(&item, "keyEncrypted").is_some() {
            let subject = cipher::subject(&inbox, "keyEncrypted", "inbox item");
            return Err(Failure::new(
                FailureKind::Crypto,
                format!("{subject}: there is no key that this user could open"),
            ));
        }
        return Ok(Opened::new(item, vault_keys::PLAIN));
    };
    let user = keys::required(v, "the inbox item").await?;
    let subject = cipher::subject(&inbox, "keyEncrypted", "inbox item");
    let key = vault_keys::open_for_user(v, &user, &sealed, &subject).await?;
    Ok(Opened::new(item, Cipher::Sealed(key)))
}

/// Refuses what was sent for reading only.
pub fn ensure_writable<D: Document>(item: &D) -> Result<(), Failure<D>> {
    if item.own("inbox").own_text("access").is_some_and(|access| access == *"write") {
        return Ok(());
    }
    Err(Failure::usage("this inbox item was sent for reading only. Nothing was written"))
}

/// In the shape of API v4: the inbox with the password in it.
fn shown<P: Platform>(v: &Visit<P>, opened: Opened<Doc<P>>) -> Outcome<P> {
    let inbox = opened.item.own("inbox");
    let entry = entry(&inbox);
    let item = opened.item.copy().unwrap_or_else(|| opened.item.clone());
    item.remove("inbox");
    let password = members::item(v, &item);
    password.set("inboxId", inbox.own("id"));
    results::attach_password_helpers(&v.call, &password, opened.cipher)?;
    entry.set("password", password);
    Ok(entry)
}

fn entry<D: Document>(inbox: &D) -> D {
    let sender = inbox.own("sender");
    let name = |member: &str| if sender.is_object() { sender.own(member) } else { D::undefined() };
    let from = ["fullName", "login"].into_iter().map(name).find(Document::truthy).unwrap_or_else(D::null);
    let entry = D::record([
        ("id", inbox.own("id")),
        ("access", inbox.own("access")),
        ("viewed", inbox.own("isViewed")),
        ("from", from),
        ("senderId", inbox.own("senderId")),
        ("date", inbox.own("createdAt")),
    ]);
    let key = inbox.own("keyEncrypted");
    if !key.is_nullish() {
        entry.set("cryptedKey", key);
    }
    entry
}

/// `getInboxPassword(inboxId)`: one request.
pub async fn get<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let opened = open(&v, &args.at(0)).await?;
    shown(&v, opened)
}

/// `editInboxPassword(inboxId, fields)`: under the key from the inbox, without `keyEncrypted` (V14).
pub async fn edit<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let given = fields::of_caller(&args.at(1))?;
    let id = args.at(0);
    let opened = open(&v, &id).await?;
    ensure_writable(&opened.item)?;
    let item = items::change(&v, given, &opened, &Place::of_inbox(&opened.item, &id)).await?;
    expect::object(item.own("inbox"), "inbox beside the password")?;
    shown(&v, Opened { item, ..opened })
}

/// The list, guessed, as the server sends it.
async fn all<P: Platform>(v: &Visit<P>) -> Outcome<P> {
    let list = lists::of_answer(guesses::send(v, Guess::InboxItems, &[], None).await?)?;
    Ok(lists::filtered(&list, |item| item.own("inbox").is_object()))
}

/// `getInboxPasswords`.
pub async fn list<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let entries = Doc::<P>::list();
    for item in all(&v).await?.items() {
        let entry = entry(&item.own("inbox"));
        let password = item.copy().unwrap_or(item);
        password.remove("inbox");
        entry.set("password", members::shaped(&v, &password, members::ENTRY));
        entries.push(entry);
    }
    Ok(entries)
}

/// `getInboxPasswordsCount`.
pub async fn count<P: Platform>(v: Visit<P>) -> Outcome<P> {
    Ok(Document::number(all(&v).await?.length() as f64))
}

/// `inboxNotificationsCount`: those of which the user was not told.
pub async fn count_new<P: Platform>(v: Visit<P>) -> Outcome<P> {
    let is_new = |item: &Doc<P>| {
        let told = item.own("inbox").own("isUserNotified");
        told.kind() == Kind::Bool && !told.truthy()
    };
    Ok(Document::number(all(&v).await?.items().iter().filter(|item| is_new(item)).count() as f64))
}
