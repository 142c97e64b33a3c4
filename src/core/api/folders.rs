//! Folders, but for moving and copying them (`folder_transfer`).

use super::{Args, Outcome, sorted};
use crate::core::client::Call;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server_v4::{Endpoint, endpoints};

/// `getFolder(id)`.
pub async fn get<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.get(endpoints::folder(&args.at(0), "")?).await
}

/// `getSubFolders(id)`.
pub async fn children<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    children_of(&call, &args.at(0)).await
}

/// The sub-folders of a folder, sorted.
pub async fn children_of<P: Platform>(call: &Call<P>, id: &Doc<P>) -> Outcome<P> {
    sorted(call, call.get(endpoints::folder(id, "/children")?).await?)
}

/// `addFolder(vaultId, folderName, parentFolderId = null)`: a falsy name becomes `''` (K21).
pub async fn add<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let name = args.at(1);
    let name = if name.truthy() { name } else { Document::str("") };
    let body = Doc::<P>::record([("name", name), ("vaultId", args.at(0)), ("parentId", args.or_null(2))]);
    call.post(Endpoint::at("/folders"), body).await
}

/// `editFolder(id, folderName, parentFolderId)`: what is not given is not sent, `null` is (K21).
pub async fn edit<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let body = Doc::<P>::record([("name", args.at(1)), ("parentId", args.at(2))]);
    call.put(endpoints::folder(&args.at(0), "")?, body).await
}

/// `deleteFolder(id)`.
pub async fn delete<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.delete(endpoints::folder(&args.at(0), "")?).await
}

/// `searchFolders(query)`.
pub async fn search<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.post(Endpoint::at("/folders/search").that_reads(), Doc::<P>::record([("query", args.at(0))])).await
}
