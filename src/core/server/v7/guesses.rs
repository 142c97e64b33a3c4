//! Endpoints that nobody has seen (mark G in the specification), and a few that only others' programs name. All of them are
//! here; when one is confirmed, its line moves to `wire/endpoints.rs`. One that answers 404 or 405 and never answered otherwise
//! is one that this server does not have; afterwards it is an ordinary endpoint, whose 404 is the object's.

use super::support::unsupported;
use super::visit::Visit;
use super::wire::endpoints;
use crate::core::client::{Endpoint, Outcome};
use crate::core::failure::Failure;
use crate::core::platform::{Body, Doc, Document, Platform};

/// Why a guess that failed is not tried in another way.
const UNKNOWN: &str = "nothing is there by which it could be done";

/// A guessed endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// `GET /items/recent`
    RecentItems,
    /// `POST /items/{id}/move` `{vaultId, folderId, keyEncrypted?}`
    MoveItem,
    /// `POST /items/{id}/favorite`
    Favorite,
    /// `POST /items/{id}/unfavorite`
    Unfavorite,
    /// `POST /items/{id}/attachment`, one file
    AddFile,
    /// `DELETE /items/{id}/attachment/{attachmentId}`
    DeleteFile,
    /// `DELETE /shortcuts/{id}`
    DeleteShortcut,
    /// `POST /shortcuts/{id}/move` `{vaultId, folderId, keyEncrypted?}`
    MoveShortcut,
    /// `POST /shortcuts/{id}/favorite`
    FavoriteShortcut,
    /// `POST /shortcuts/{id}/unfavorite`
    UnfavoriteShortcut,
    /// `GET /shortcuts/{id}/attachment/{attachmentId}`
    ShortcutFile,
    /// `POST /shortcuts/{id}/attachment`, one file
    AddShortcutFile,
    /// `DELETE /shortcuts/{id}/attachment/{attachmentId}`
    DeleteShortcutFile,
    /// `GET /inbox-items`
    InboxItems,
    /// `GET /vaults/{id}/access`
    VaultAccess,
    /// `POST /folders/{id}/move` `{targetFolderId}`; the root and other vaults are the guess
    MoveFolder,
}

impl Guess {
    /// Method and endpoint; `ids` are those in the path, in their order.
    fn request<D: Document>(self, ids: &[&D]) -> Result<(&'static str, Endpoint), Failure<D>> {
        let none = D::undefined();
        let id = |at: usize| ids.get(at).copied().unwrap_or(&none);
        let with_file = |below: Endpoint| below.id(id(1)).map(Endpoint::binary);
        Ok(match self {
            Self::RecentItems => ("GET", Endpoint::at("/items/recent")),
            Self::MoveItem => ("POST", endpoints::item(id(0), "/move")?),
            Self::Favorite => ("POST", endpoints::item(id(0), "/favorite")?),
            Self::Unfavorite => ("POST", endpoints::item(id(0), "/unfavorite")?),
            Self::AddFile => ("POST", endpoints::item(id(0), "/attachment")?),
            Self::DeleteFile => ("DELETE", with_file(endpoints::item(id(0), "/attachment/")?)?),
            Self::DeleteShortcut => ("DELETE", endpoints::shortcut(id(0), "")?),
            Self::MoveShortcut => ("POST", endpoints::shortcut(id(0), "/move")?),
            Self::FavoriteShortcut => ("POST", endpoints::shortcut(id(0), "/favorite")?),
            Self::UnfavoriteShortcut => ("POST", endpoints::shortcut(id(0), "/unfavorite")?),
            Self::ShortcutFile => ("GET", with_file(endpoints::shortcut(id(0), "/attachment/")?)?),
            Self::AddShortcutFile => ("POST", endpoints::shortcut(id(0), "/attachment")?),
            Self::DeleteShortcutFile => ("DELETE", with_file(endpoints::shortcut(id(0), "/attachment/")?)?),
            Self::InboxItems => ("GET", Endpoint::at("/inbox-items")),
            Self::VaultAccess => ("GET", endpoints::vault(id(0), "/access")?),
            Self::MoveFolder => ("POST", endpoints::folder(id(0), "/move")?),
        })
    }
}

/// Tries a guessed endpoint with a body; without one, a request that is no GET carries the empty object.
///
/// # Errors
/// Kind `unsupportedByServer` where the server does not have it; else what the server said.
pub async fn send<P: Platform>(v: &Visit<P>, guess: Guess, ids: &[&Doc<P>], body: Option<Body<Doc<P>>>) -> Outcome<P> {
    let (method, endpoint) = guess.request(ids)?;
    let body = match method {
        "GET" => None,
        _ => Some(body.unwrap_or_else(|| Doc::<P>::object().into())),
    };
    let outcome = v.request(method, endpoint, body).await;
    let is_known = v.state.answered.borrow().contains(&guess);
    match outcome {
        Err(failure) if !is_known && (failure.has_status(404) || failure.has_status(405)) => {
            Err(unsupported(v.method, UNKNOWN))
        }
        outcome => {
            let answered = outcome.as_ref().map_or_else(Failure::is_refusal, |_| true);
            if answered && !is_known {
                v.state.answered.borrow_mut().push(guess);
            }
            outcome
        }
    }
}
