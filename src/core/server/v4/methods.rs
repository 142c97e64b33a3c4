//! Requests of each method to a server of API v4.

use super::login::Secret;
use super::{
    attachments, folder_transfer, folders, inbox, info, library, login, master_key, passwords, session, share_links,
    shortcuts, users, vaults,
};
use crate::core::client::{Args, Call, Method, Outcome, Request};
use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::{Doc, Platform};
use crate::core::references;
use futures_util::future::LocalBoxFuture;
use std::cell::RefCell;
use std::rc::Rc;

/// The requests of each method. `version`: what the server has said of itself when it was asked who it is, for the call that
/// had it asked.
pub fn start<P: Platform>(
    version: &RefCell<Option<Doc<P>>>,
    method: Method,
    c: Call<P>,
    a: Args<Doc<P>>,
) -> LocalBoxFuture<'static, Outcome<P>> {
    let version = version.take();
    match method {
        Method::GetPassworkSettings => send(info::settings(), c),
        Method::ActivityReport => send(info::activity_report(&a), c),

        Method::UserInfo => send(users::info(), c),
        Method::ExtensionSecret => send(users::extension_secret(), c),
        Method::UserNotifications => send(users::notifications(&a), c),
        Method::UserNotificationsCountNew => send(users::count_new_notifications(), c),
        Method::UserNotificationsMarkAsViewed => send(users::mark_notifications_viewed(), c),

        Method::GetPasswords => send(passwords::list(&a), c),
        Method::GetRecentPasswords => send(passwords::recent(), c),
        Method::GetFavoritePasswords => send(passwords::favorites(), c),
        Method::SearchPasswords => send(passwords::search(&a), c),
        Method::SearchPasswordsByUrl => send(passwords::search_by_url(&a), c),
        Method::GetPasswordSharingInfo => send(passwords::sharing_info(&a.at(0)), c),
        Method::FavoritePassword => send(passwords::favorite(&a.at(0)), c),
        Method::UnfavoritePassword => send(passwords::unfavorite(&a.at(0)), c),

        Method::DeletePasswordAttachment => send(attachments::delete(&a.at(0), &a.at(1)), c),

        Method::GetInboxPasswords => send(inbox::list(), c),
        Method::GetInboxPasswordsCount => send(inbox::count(), c),
        Method::InboxNotificationsCount => send(inbox::count_notifications(), c),
        Method::InboxNotificationsMarkAsViewed => send(inbox::mark_notifications_viewed(), c),

        Method::DeleteShortcutPasswordAttachment => send(shortcuts::delete_attachment(&a), c),
        Method::DeleteShortcut => send(shortcuts::delete(&a.at(0)), c),
        Method::FavoriteShortcut => send(shortcuts::favorite(&a.at(0)), c),
        Method::UnfavoriteShortcut => send(shortcuts::unfavorite(&a.at(0)), c),
        Method::GetShortcutPasswordSharingInfo => send(shortcuts::sharing_info(&a.at(0)), c),

        Method::GetDomain => send(vaults::domain(), c),
        Method::GetVaults => send(vaults::list(), c),
        Method::GetVaultsCount => send(vaults::count(), c),
        Method::GetVault => send(vaults::get(&a.at(0)), c),
        Method::GetVaultFolders | Method::GetFolders => send(vaults::folders(&a.at(0)), c),
        Method::GetDirectorySharingInfo => send(vaults::directory_sharing(&a), c),
        Method::GetTags => send(vaults::tags(), c),
        Method::GetColors => send(vaults::colors(), c),
        Method::GetVaultTags => send(vaults::tags_of(&a.at(0)), c),
        Method::GetVaultColors => send(vaults::colors_of(&a.at(0)), c),
        Method::EditVault => send(vaults::edit(&a), c),
        Method::DeleteVault => send(vaults::delete(&a.at(0)), c),

        Method::GetFolder => send(folders::get(&a.at(0)), c),
        Method::GetSubFolders => send(folders::children(&a.at(0)), c),
        Method::AddFolder => send(folders::add(&a), c),
        Method::EditFolder => send(folders::edit(&a), c),
        Method::DeleteFolder => send(folders::delete(&a.at(0)), c),
        Method::SearchFolders => send(folders::search(a.at(0)), c),

        Method::GetPasswordsById => Box::pin(passwords::get_many(c, a)),
        Method::Resolve | Method::ResolveAll | Method::Locate | Method::List => {
            let library = Rc::new(library::Shelves::new(c.clone()));
            references::start(method, c, a, library)
        }
        Method::Login => login::log_in(c, a, Secret::MasterPassword, version),
        Method::LoginWithKey => login::log_in(c, a, Secret::MasterKey, version),
        Method::Logout => Box::pin(session::log_out(c)),
        Method::LoadMasterKey => Box::pin(master_key::load(c, a)),

        Method::Version => Box::pin(info::version(c, version)),

        Method::GetPassword => Box::pin(passwords::get(c, a)),
        Method::AddPassword => Box::pin(passwords::add(c, a)),
        Method::EditPassword => Box::pin(passwords::edit(c, a)),
        Method::DeletePassword => Box::pin(passwords::delete(c, a)),
        Method::MovePassword => Box::pin(passwords::move_to(c, a)),
        Method::CopyPassword => Box::pin(passwords::copy_to(c, a)),
        Method::GeneratePasswordShareLink => Box::pin(share_links::of_password(c, a)),

        Method::GetAttachment => Box::pin(attachments::get(c, a)),
        Method::AddPasswordAttachment => Box::pin(attachments::add(c, a)),
        Method::AddPasswordWebAttachment => Box::pin(attachments::add_web(c, a)),

        Method::GetInboxPassword => Box::pin(inbox::get(c, a)),
        Method::EditInboxPassword => Box::pin(inbox::edit(c, a)),
        Method::GetInboxPasswordAttachment => Box::pin(inbox::get_attachment(c, a)),
        Method::AddInboxPasswordAttachment => Box::pin(inbox::add_attachment(c, a)),
        Method::DeleteInboxPasswordAttachment => Box::pin(inbox::delete_attachment(c, a)),

        Method::GetShortcutPassword => Box::pin(shortcuts::get(c, a)),
        Method::GetShortcutPasswordAttachment => Box::pin(shortcuts::get_attachment(c, a)),
        Method::AddShortcutPasswordAttachment => Box::pin(shortcuts::add_attachment(c, a)),
        Method::EditShortcutPassword => Box::pin(shortcuts::edit(c, a)),
        Method::MoveShortcut => Box::pin(shortcuts::move_to(c, a)),
        Method::CopyShortcut => Box::pin(shortcuts::copy_to(c, a)),
        Method::GenerateShortcutPasswordShareLink => Box::pin(share_links::of_shortcut(c, a)),

        Method::GetVaultFullInfo => Box::pin(vaults::full_info(c, a)),
        Method::AddVault => Box::pin(vaults::add(c, a)),
        Method::GetVaultKeyFingerprint => Box::pin(vaults::key_fingerprint(c, a)),

        Method::MoveFolder => Box::pin(folder_transfer::move_to(c, a)),
        Method::CopyFolder => Box::pin(folder_transfer::copy_to(c, a)),

        Method::SearchItems => none::<P>(method, "searchPasswords() finds passwords here"),
        Method::GetVaultTypes => {
            none::<P>(method, "vaults belong to the domain or are private: getDomain(), getVaults()")
        }
        Method::RefreshAccessToken | Method::RefreshRefreshToken => {
            none::<P>(method, "both tokens are renewed together, by themselves when the session has expired")
        }
        Method::GetSnapshots | Method::GetSnapshot | Method::GetSnapshotAttachment => {
            none::<P>(method, "the history of a password is seen in the web interface")
        }
        Method::CreateUser
        | Method::GetUsers
        | Method::GetUser
        | Method::EditUser
        | Method::DeleteUser
        | Method::BlockUser
        | Method::UnblockUser
        | Method::GetUserRoles
        | Method::GetUserGroups
        | Method::GetUserGroup
        | Method::AddUserGroup
        | Method::EditUserGroup
        | Method::DeleteUserGroup
        | Method::AddUsersToGroup
        | Method::RemoveUsersFromGroup => none::<P>(method, "users, roles and groups are kept in the web interface"),
        Method::Call => none::<P>(method, "all of its endpoints have methods of their own"),

        // What no server is asked for never comes as far (`api/local.rs`).
        Method::SetAuthOptions
        | Method::SetTokens
        | Method::SetOptions
        | Method::DispatchEvent
        | Method::ListenEvent
        | Method::Close => Box::pin(async { Err(Failure::usage("this method asks no server")) }),
    }
}

/// A method that came with a later generation: it sends nothing.
fn none<P: Platform>(method: Method, words: &'static str) -> LocalBoxFuture<'static, Outcome<P>> {
    let message = format!("{} is not to be had on a server of API v4: {words}. Nothing was sent", method.name());
    Box::pin(async move { Err(Failure::new(FailureKind::UnsupportedByServer, message)) })
}

/// A method that is one request.
#[inline(never)]
fn send<P: Platform>(request: Request<Doc<P>>, call: Call<P>) -> LocalBoxFuture<'static, Outcome<P>> {
    Box::pin(async move { request.send(&call).await })
}
