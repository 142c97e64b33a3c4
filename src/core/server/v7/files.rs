//! Adding one file to an item (§4.4, V15), and reading one. Nobody knows whether `attachments` of a PATCH adds or replaces, so an
//! item that has files gets more by the guessed endpoint alone.

use super::guesses::{self, Guess};
use super::items::Opened;
use super::place::Place;
use super::visit::Visit;
use super::{recipes, support, vault_keys};
use crate::core::client::Outcome;
use crate::core::encryption::attachment::{self, File};
use crate::core::encryption::{Cipher, file_names};
use crate::core::failure::Failure;
use crate::core::platform::{Body, Doc, Document, Platform, Source};

/// Rejects what no bytes can be read from (D39), and bytes without a name, before anything is sent: a file is stored with one
/// (§4.4).
pub fn check<P: Platform>(v: &Visit<P>, source: &Doc<P>, name: &Doc<P>) -> Result<(), Failure<Doc<P>>> {
    let has_name = match v.platform.source(source) {
        Source::Nothing => {
            return Err(Failure::usage("a file must be a path, a Uint8Array, an ArrayBuffer, a Blob or a File"));
        }
        Source::Path(_) => true,
        Source::Bytes { .. } => false,
        Source::Blob { name, .. } => !file_names::last_component(&name).is_empty(),
    };
    if has_name || name.truthy() { Ok(()) } else { Err(Failure::usage("a file of bytes needs a name")) }
}

/// Sends a file to an item that has some, by the guessed endpoint; of a shortcut where there is one.
pub async fn add<P: Platform>(v: &Visit<P>, place: &Place<Doc<P>>, file: File, cipher: &Cipher) -> Outcome<P> {
    let sealed = attachment::seal(&*v.platform, file, cipher, recipes::FILE).await?;
    let body = Body { document: sealed.document, large: vec![sealed.large] };
    match place.shortcut() {
        Some(shortcut) => guesses::send(v, Guess::AddShortcutFile, &[shortcut], Some(body)).await,
        None => guesses::send(v, Guess::AddFile, &[&place.item], Some(body)).await,
    }
}

/// Adds one file to an item, whatever it has, and gives the new entry as it is read anew: resolved means stored.
pub async fn add_one<P: Platform>(
    v: &Visit<P>,
    opened: &Opened<Doc<P>>,
    (source, name): (&Doc<P>, &Doc<P>),
    place: &Place<Doc<P>>,
) -> Outcome<P> {
    vault_keys::ensure_sealed(v, &opened.cipher, "the password")?;
    let file = attachment::load(&*v.platform, source, name).await?;
    let before = opened.files()?;
    if !before.is_empty() {
        add(v, place, file, &opened.cipher).await?;
    } else {
        let sealed = attachment::seal(&*v.platform, file, &opened.cipher, recipes::FILE).await?;
        let list = Doc::<P>::list();
        list.push(sealed.document);
        let document = Doc::<P>::record([("attachments", list)]);
        place.change(v, Body { document, large: vec![sealed.large] }).await?;
    }
    let after = place.read(v).await?;
    let ids: Vec<_> = before.iter().map(|entry| entry.own("id")).collect();
    let entries = after.own("attachments").items();
    let is_there = |id: &Doc<P>| entries.iter().any(|entry| entry.own("id").same(id));
    if !ids.iter().all(is_there) {
        return Err(support::not_as_asked(v.method, "an earlier file is missing now: look into its snapshots"));
    }
    let new = entries.into_iter().find(|entry| !ids.iter().any(|id| id.same(&entry.own("id"))));
    new.ok_or_else(|| support::not_as_asked(v.method, "the file is not there"))
}
