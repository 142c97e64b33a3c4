//! Files of items, of shortcuts and of the inbox: reading, adding, deleting.

use super::files;
use super::guesses::{self, Guess};
use super::place::{self, Place};
use super::visit::Visit;
use super::wire::endpoints;
use super::{ids, inbox, items, shortcuts};
use crate::core::client::together::both;
use crate::core::client::{Args, Outcome, check_id};
use crate::core::encryption::Cipher;
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Document, Platform, Source};
use crate::core::results;

/// `getAttachment(passwordId, attachmentId)`: the item for its key and the file together.
pub async fn get<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, file) = (args.at(0), args.at(1));
    let endpoint = endpoints::item_file(&id, &file)?;
    let (opened, file) = both(Box::pin(items::open(&v, &id)), ids::fetch(&v, endpoint, &file, "attachment")).await?;
    shown(&v, file, opened.cipher).await
}

/// A file of an item; where the user has no right to it, by the shortcut.
pub async fn of_item<P: Platform>(v: &Visit<P>, item: &Doc<P>, shortcut: Option<&Doc<P>>, file: &Doc<P>) -> Outcome<P> {
    let (failure, shortcut) =
        match (ids::fetch(v, endpoints::item_file(item, file)?, file, "attachment").await, shortcut) {
            (Err(failure), Some(shortcut)) if failure.has_status(403) => (failure, shortcut),
            (outcome, _) => return outcome,
        };
    match guesses::send(v, Guess::ShortcutFile, &[shortcut, file], None).await {
        Err(unsupported) if unsupported.has_kind(FailureKind::UnsupportedByServer) => {
            Err(failure.because("the user has no right to the original, and this server has no file by the shortcut"))
        }
        outcome => ids::named(outcome?, file, "attachment"),
    }
}

/// A file with its helpers.
pub async fn shown<P: Platform>(v: &Visit<P>, file: Doc<P>, cipher: Cipher) -> Outcome<P> {
    results::attach_attachment_helpers(&v.call, &file, cipher).await?;
    Ok(file)
}

/// `addPasswordAttachment(passwordId, path, name = null)`.
pub async fn add<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    add_to(v, &args.at(0), &args.at(1), &args.or_null(2)).await
}

/// `addPasswordWebAttachment(passwordId, file, name)`: a `File`, a `Blob` or bytes; paths are rejected (D21).
pub async fn add_web<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    if matches!(v.platform.source(&args.at(1)), Source::Path(_) | Source::Nothing) {
        return Err(Failure::usage("addPasswordWebAttachment needs a File, a Blob or bytes"));
    }
    add_to(v, &args.at(0), &args.at(1), &args.at(2)).await
}

async fn add_to<P: Platform>(v: Visit<P>, id: &Doc<P>, source: &Doc<P>, name: &Doc<P>) -> Outcome<P> {
    files::check(&v, source, name)?;
    let opened = items::open(&v, id).await?;
    let place = Place::of_item(&opened.item);
    files::add_one(&v, &opened, (source, name), &place).await
}

/// `deletePasswordAttachment(id, attachmentId)`.
pub async fn delete<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    guesses::send(&v, Guess::DeleteFile, &[&args.at(0), &args.at(1)], None).await?;
    Ok(Document::bool(true))
}

/// `getShortcutPasswordAttachment(id, attachmentId)`: of the item where the user has rights on it, else of the shortcut.
pub async fn get_of_shortcut<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, file_id) = (args.at(0), args.at(1));
    check_id(&file_id)?;
    let opened = shortcuts::open(&v, &id).await?;
    let file = of_item(&v, &opened.item.own("id"), Some(&id), &file_id).await?;
    shown(&v, file, opened.cipher).await
}

/// `addShortcutPasswordAttachment(id, path, name = null)`.
pub async fn add_to_shortcut<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, source, name) = (args.at(0), args.at(1), args.or_null(2));
    files::check(&v, &source, &name)?;
    let opened = shortcuts::open(&v, &id).await?;
    let place = Place::of_shortcut(&opened.item, &id);
    files::add_one(&v, &opened, (&source, &name), &place).await
}

/// `deleteShortcutPasswordAttachment(id, attachmentId)`.
pub async fn delete_of_shortcut<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    guesses::send(&v, Guess::DeleteShortcutFile, &[&args.at(0), &args.at(1)], None).await?;
    Ok(Document::bool(true))
}

/// `getInboxPasswordAttachment(inboxId, attachmentId)`.
pub async fn get_of_inbox<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let file_id = args.at(1);
    check_id(&file_id)?;
    let opened = inbox::open(&v, &args.at(0)).await?;
    let endpoint = endpoints::item_file(&opened.item.own("id"), &file_id)?;
    let file = ids::fetch(&v, endpoint, &file_id, "attachment").await?;
    shown(&v, file, opened.cipher).await
}

/// `addInboxPasswordAttachment(inboxId, path, name = null)`.
pub async fn add_to_inbox<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (id, source, name) = (args.at(0), args.at(1), args.or_null(2));
    files::check(&v, &source, &name)?;
    let opened = inbox::open(&v, &id).await?;
    inbox::ensure_writable(&opened.item)?;
    let place = Place::of_inbox(&opened.item, &id);
    files::add_one(&v, &opened, (&source, &name), &place).await
}

/// `deleteInboxPasswordAttachment(inboxId, attachmentId)`.
pub async fn delete_of_inbox<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    check_id(&args.at(1))?;
    let item = place::in_inbox(&v, &args.at(0)).await?;
    inbox::ensure_writable(&item)?;
    guesses::send(&v, Guess::DeleteFile, &[&item.own("id"), &args.at(1)], None).await?;
    Ok(Document::bool(true))
}
