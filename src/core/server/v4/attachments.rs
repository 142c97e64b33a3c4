//! Files of passwords.

use crate::core::client::{Args, Call, Endpoint, Outcome, Request};
use crate::core::crypto::random;
use crate::core::encryption::attachment::FileRule;
use crate::core::encryption::file_bytes::FileHash;
use crate::core::encryption::{Cipher, attachment};
use crate::core::failure::Failure;
use crate::core::platform::{Body, Doc, Document, Platform, Source};
use crate::core::results;
use crate::core::server::v4::passwords;
use crate::core::server::v4::wire::endpoints;

/// `getAttachment(passwordId, attachmentId)`: with `getData` and `saveTo`.
pub async fn get<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    get_of(&call, &args.at(0), &args.at(1)).await
}

/// An attachment of a password by its id.
pub async fn get_of<P: Platform>(call: &Call<P>, password_id: &Doc<P>, id: &Doc<P>) -> Outcome<P> {
    let endpoint = endpoints::password_attachment(password_id, id)?;
    let opened = passwords::open(call, password_id).await?;
    let attachment = call.get(endpoint).await?;
    results::attach_attachment_helpers(call, &attachment, opened.cipher).await?;
    Ok(attachment)
}

/// `addPasswordAttachment(passwordId, path, name = null)`.
pub async fn add<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    add_to(&call, &args.at(0), &args.at(1), &args.or_null(2)).await
}

/// `addPasswordWebAttachment(passwordId, file, name)`: the same for a `File` or `Blob`. Paths are rejected (D21).
pub async fn add_web<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    if matches!(call.platform.source(&args.at(1)), Source::Path(_) | Source::Nothing) {
        return Err(Failure::usage("addPasswordWebAttachment needs a File, a Blob or bytes"));
    }
    add_to(&call, &args.at(0), &args.at(1), &args.at(2)).await
}

/// Uploads a file to a password.
pub async fn add_to<P: Platform>(call: &Call<P>, password_id: &Doc<P>, source: &Doc<P>, name: &Doc<P>) -> Outcome<P> {
    check_source(call, source)?;
    let endpoint = endpoints::password(password_id, "/attachment")?;
    let opened = passwords::open(call, password_id).await?;
    upload(call, endpoint, source, name, &opened.cipher).await
}

/// Rejects what no bytes can be read from, before anything is sent (D39).
pub fn check_source<P: Platform>(call: &Call<P>, source: &Doc<P>) -> Result<(), Failure<Doc<P>>> {
    match call.platform.source(source) {
        Source::Nothing => Err(Failure::usage("a file must be a path, a Uint8Array, an ArrayBuffer, a Blob or a File")),
        _ => Ok(()),
    }
}

/// How files are sealed.
pub fn file_rule<P: Platform>(call: &Call<P>) -> FileRule {
    FileRule { hash: FileHash::Protocol(call.client.options.body_hash), key: random::ATTACHMENT_KEY }
}

/// Reads, seals and sends a file.
pub async fn upload<P: Platform>(
    call: &Call<P>,
    endpoint: Endpoint,
    source: &Doc<P>,
    name: &Doc<P>,
    cipher: &Cipher,
) -> Outcome<P> {
    let file = attachment::load(&*call.platform, source, name).await?;
    let sealed = attachment::seal(&*call.platform, file, cipher, file_rule(call)).await?;
    call.post(endpoint, Body { document: sealed.document, large: vec![sealed.large] }).await
}

/// `deletePasswordAttachment(passwordId, attachmentId)`.
pub fn delete<D: Document>(password_id: &D, id: &D) -> Request<D> {
    Request::delete(endpoints::password_attachment(password_id, id))
}
