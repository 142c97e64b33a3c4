//! Older states of an item, which the server keeps at each change (§4.9).

use super::items::{self, Opened};
use super::visit::Visit;
use super::wire::endpoints;
use super::{attachments, ids, vault_keys};
use crate::core::client::together::both;
use crate::core::client::{Args, Outcome, check_id};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Platform};

/// Why a snapshot may stay closed.
const NOT_SEALED_ANEW: &str = "snapshots that came from version 6 open only after an administrator has run the re-encryption in the \
    web interface";

/// Reads a snapshot and finds its key: sealed under the vault of its item.
async fn open<P: Platform>(v: &Visit<P>, item: &Doc<P>, id: &Doc<P>) -> Result<Opened<Doc<P>>, Failure<Doc<P>>> {
    let endpoint = endpoints::snapshot(item, id)?;
    let (item, snapshot) = both(Box::pin(items::fetch(v, item)), ids::fetch(v, endpoint, id, "snapshot")).await?;
    let explained = |failure: Failure<Doc<P>>| match failure.has_kind(FailureKind::Crypto) {
        true => failure.because(NOT_SEALED_ANEW),
        false => failure,
    };
    let cipher = vault_keys::key_beside(v, &item, &snapshot, "snapshot").await.map_err(explained)?;
    Ok(Opened::new(snapshot, cipher))
}

/// `getSnapshot(itemId, snapshotId)`: like a password.
pub async fn get<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let opened = open(&v, &args.at(0), &args.at(1)).await?;
    items::shown(&v, opened)
}

/// `getSnapshotAttachment(itemId, snapshotId, attachmentId)`.
pub async fn file<P: Platform>(v: Visit<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let (item, id, file) = (args.at(0), args.at(1), args.at(2));
    check_id(&file)?;
    let endpoint = endpoints::snapshot_file(&id, &file)?;
    let (opened, file) = both(Box::pin(open(&v, &item, &id)), ids::fetch(&v, endpoint, &file, "attachment")).await?;
    attachments::shown(&v, file, opened.cipher).await
}
