//! Reading passwords and lists of them.

use crate::core::client::{Args, Call, Endpoint, Outcome, Request};
use crate::core::platform::{Doc, Document, Platform};
use crate::core::results;
use crate::core::server::v4::wire::endpoints;

/// `getPasswords(vaultId = null, folderId = null)`: a truthy folder goes first (K21).
pub fn list<D: Document>(args: &Args<D>) -> Request<D> {
    let folder = args.or_null(1);
    if folder.truthy() {
        return list_in_folder(&folder);
    }
    Request::get(endpoints::vault(&args.or_null(0), "/passwords")).sorted()
}

/// The passwords of a folder, sorted.
pub fn list_in_folder<D: Document>(folder: &D) -> Request<D> {
    Request::get(endpoints::folder(folder, "/passwords")).sorted()
}

/// `getPassword(id)`: with `getPassword` and `getCustoms`.
pub async fn get<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let opened = super::open(&call, &args.at(0)).await?;
    results::attach_password_helpers(&call, &opened.password, opened.cipher)?;
    Ok(opened.password)
}

/// `getRecentPasswords`.
pub fn recent<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/passwords/recent"))
}

/// `getFavoritePasswords`.
pub fn favorites<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/passwords/favorite"))
}

/// `searchPasswords(query, tags = [], colors = [], vaultId = null, includeShared = false, includeShortcuts = false)`.
pub fn search<D: Document>(args: &Args<D>) -> Request<D> {
    let no = || D::bool(false);
    let body = D::record([
        ("query", args.at(0)),
        ("tags", args.or(1, D::list)),
        ("colors", args.or(2, D::list)),
        ("vaultId", args.or_null(3)),
        ("includeShared", args.or(4, no)),
        ("includeShortcuts", args.or(5, no)),
    ]);
    Request::post(Endpoint::at("/passwords/search").safe(), Some(body))
}

/// `searchPasswordsByUrl(url, includeShared = false, includeShortcuts = false)`.
pub fn search_by_url<D: Document>(args: &Args<D>) -> Request<D> {
    let no = || D::bool(false);
    let body =
        D::record([("url", args.at(0)), ("includeShared", args.or(1, no)), ("includeShortcuts", args.or(2, no))]);
    Request::post(Endpoint::at("/passwords/searchByUrl").safe(), Some(body))
}

/// `getPasswordSharingInfo(id)`.
pub fn sharing_info<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::password(id, "/sharingInfo"))
}
