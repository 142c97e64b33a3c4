//! Reading passwords and lists of them.

use crate::core::api::{Args, Outcome, sorted};
use crate::core::client::Call;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::results;
use crate::core::server_v4::{Endpoint, endpoints};

/// `getPasswords(vaultId = null, folderId = null)`: a truthy folder goes first (K21).
pub async fn list<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let folder = args.or_null(1);
    if folder.truthy() {
        return list_in_folder(&call, &folder).await;
    }
    sorted(&call, call.get(endpoints::vault(&args.or_null(0), "/passwords")?).await?)
}

/// The passwords of a folder, sorted.
pub async fn list_in_folder<P: Platform>(call: &Call<P>, folder: &Doc<P>) -> Outcome<P> {
    sorted(call, call.get(endpoints::folder(folder, "/passwords")?).await?)
}

/// `getPassword(id)`: with `getPassword` and `getCustoms`.
pub async fn get<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let opened = super::open(&call, &args.at(0)).await?;
    results::equip_password(&call, &opened.password, opened.cipher)?;
    Ok(opened.password)
}

/// `getRecentPasswords`.
pub async fn recent<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(Endpoint::at("/passwords/recent")).await
}

/// `getFavoritePasswords`.
pub async fn favorites<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(Endpoint::at("/passwords/favorite")).await
}

/// `searchPasswords(query, tags = [], colors = [], vaultId = null, includeShared = false, includeShortcuts = false)`.
pub async fn search<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let no = || Document::bool(false);
    let body = Doc::<P>::record([
        ("query", args.at(0)),
        ("tags", args.or(1, Document::list)),
        ("colors", args.or(2, Document::list)),
        ("vaultId", args.or_null(3)),
        ("includeShared", args.or(4, no)),
        ("includeShortcuts", args.or(5, no)),
    ]);
    call.post(Endpoint::at("/passwords/search"), body).await
}

/// `searchPasswordsByUrl(url, includeShared = false, includeShortcuts = false)`.
pub async fn search_by_url<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let no = || Document::bool(false);
    let body = Doc::<P>::record([
        ("url", args.at(0)),
        ("includeShared", args.or(1, no)),
        ("includeShortcuts", args.or(2, no)),
    ]);
    call.post(Endpoint::at("/passwords/searchByUrl"), body).await
}

/// `getPasswordSharingInfo(id)`.
pub async fn sharing_info<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    call.get(endpoints::password(&args.at(0), "/sharingInfo")?).await
}
