//! Addresses that nobody has seen (mark G in the specification), and a few that only others' programs name. All of them are
//! here; when one is confirmed, its line moves to `endpoints.rs`. How they are tried: `guesses.rs`.

use super::endpoints;
use crate::core::client::Endpoint;
use crate::core::failure::Failure;
use crate::core::platform::Document;

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
    pub fn request<D: Document>(self, ids: &[&D]) -> Result<(&'static str, Endpoint), Failure<D>> {
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
