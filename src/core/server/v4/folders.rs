//! Folders, but for moving and copying them (`folder_transfer`).

use crate::core::client::{Args, Endpoint, Request};
use crate::core::platform::Document;
use crate::core::server::v4::wire::endpoints;

/// `getFolder(id)`.
pub fn get<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::folder(id, ""))
}

/// `getSubFolders(id)`.
pub fn children<D: Document>(id: &D) -> Request<D> {
    Request::get(endpoints::folder(id, "/children")).sorted()
}

/// `addFolder(vaultId, folderName, parentFolderId = null)`: a falsy name becomes `''` (K21).
pub fn add<D: Document>(args: &Args<D>) -> Request<D> {
    let name = args.at(1);
    let name = if name.truthy() { name } else { D::str("") };
    let body = D::record([("name", name), ("vaultId", args.at(0)), ("parentId", args.or_null(2))]);
    Request::post(Endpoint::at("/folders"), Some(body))
}

/// `editFolder(id, folderName, parentFolderId)`: what is not given is not sent, `null` is (K21).
pub fn edit<D: Document>(args: &Args<D>) -> Request<D> {
    let body = D::record([("name", args.at(1)), ("parentId", args.at(2))]);
    Request::put(endpoints::folder(&args.at(0), ""), body)
}

/// `deleteFolder(id)`.
pub fn delete<D: Document>(id: &D) -> Request<D> {
    Request::delete(endpoints::folder(id, ""))
}

/// `searchFolders(query)`.
pub fn search<D: Document>(query: D) -> Request<D> {
    Request::post(Endpoint::at("/folders/search").safe(), Some(D::record([("query", query)])))
}
