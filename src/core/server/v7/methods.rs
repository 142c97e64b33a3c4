//! What each method asks of a server of Passwork 7.

use super::login::{self, Secret};
use super::simple::{self, Simple};
use super::support::unsupported;
use super::visit::Visit;
use super::{
    app, attachments, folder_copy, folders, inbox, items, library, native, new_user, session, share_links, shortcuts,
    snapshots, users, vault_keys, vaults,
};
use crate::core::client::{Args, Method, Outcome};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Platform};
use crate::core::references;
use futures_util::future::LocalBoxFuture;
use std::rc::Rc;

/// The requests of each method.
pub fn start<P: Platform>(method: Method, v: Visit<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    match method {
        Method::Login => login::log_in(v, a, Secret::MasterPassword),
        Method::LoginWithKey => login::log_in(v, a, Secret::MasterKey),
        Method::Logout => Box::pin(session::log_out(v)),
        Method::LoadMasterKey => Box::pin(login::load_master_key(v, a)),
        Method::RefreshAccessToken => Box::pin(session::renew_one(v, true)),
        Method::RefreshRefreshToken => Box::pin(session::renew_one(v, false)),

        Method::Version => Box::pin(app::version(v)),
        Method::GetPassworkSettings => Box::pin(app::settings_shown(v)),
        Method::ActivityReport => none::<P>(
            method,
            "its place is not known; the server can write its events to syslog or the Windows event log",
        ),
        Method::UserInfo => Box::pin(users::info(v)),
        Method::ExtensionSecret => none::<P>(method, "there are no such secrets any more"),
        Method::UserNotifications | Method::UserNotificationsCountNew | Method::UserNotificationsMarkAsViewed => {
            none::<P>(method, "notifications are seen in the web interface")
        }

        Method::GetPasswords => Box::pin(items::list(v, a)),
        Method::GetPassword => Box::pin(items::get(v, a)),
        Method::GetPasswordsById => Box::pin(items::get_many(v, a)),
        Method::GetRecentPasswords => Box::pin(items::recent(v)),
        Method::GetFavoritePasswords => Box::pin(items::favorites(v)),
        Method::SearchPasswords => Box::pin(items::search(v, a)),
        Method::SearchPasswordsByUrl => Box::pin(items::search_by_url(v, a)),
        Method::SearchItems => Box::pin(items::search_items(v, a)),
        Method::AddPassword => Box::pin(items::add(v, a)),
        Method::EditPassword => Box::pin(items::edit(v, a)),
        Method::DeletePassword => send(v, simple::delete_item(&a)),
        Method::MovePassword => Box::pin(items::move_to(v, a)),
        Method::CopyPassword => Box::pin(items::copy(v, a)),
        Method::FavoritePassword => Box::pin(items::favorite(v, a)),
        Method::UnfavoritePassword => Box::pin(items::unfavorite(v, a)),
        Method::GetPasswordSharingInfo | Method::GetShortcutPasswordSharingInfo => {
            none::<P>(method, "who sees a password is seen in the web interface")
        }
        Method::GeneratePasswordShareLink => Box::pin(share_links::of_item(v, a)),

        Method::GetAttachment => Box::pin(attachments::get(v, a)),
        Method::AddPasswordAttachment => Box::pin(attachments::add(v, a)),
        Method::AddPasswordWebAttachment => Box::pin(attachments::add_web(v, a)),
        Method::DeletePasswordAttachment => Box::pin(attachments::delete(v, a)),

        Method::GetInboxPasswords => Box::pin(inbox::list(v)),
        Method::GetInboxPasswordsCount => Box::pin(inbox::count(v)),
        Method::GetInboxPassword => Box::pin(inbox::get(v, a)),
        Method::EditInboxPassword => Box::pin(inbox::edit(v, a)),
        Method::GetInboxPasswordAttachment => Box::pin(attachments::get_of_inbox(v, a)),
        Method::AddInboxPasswordAttachment => Box::pin(attachments::add_to_inbox(v, a)),
        Method::DeleteInboxPasswordAttachment => Box::pin(attachments::delete_of_inbox(v, a)),
        Method::InboxNotificationsCount => Box::pin(inbox::count_new(v)),
        Method::InboxNotificationsMarkAsViewed => none::<P>(method, "notifications are seen in the web interface"),

        Method::GetShortcutPassword => Box::pin(shortcuts::get(v, a)),
        Method::EditShortcutPassword => Box::pin(shortcuts::edit(v, a)),
        Method::DeleteShortcut => Box::pin(shortcuts::delete(v, a)),
        Method::MoveShortcut => Box::pin(shortcuts::move_to(v, a)),
        Method::CopyShortcut => Box::pin(shortcuts::copy(v, a)),
        Method::FavoriteShortcut => Box::pin(shortcuts::mark(v, a, true)),
        Method::UnfavoriteShortcut => Box::pin(shortcuts::mark(v, a, false)),
        Method::GetShortcutPasswordAttachment => Box::pin(attachments::get_of_shortcut(v, a)),
        Method::AddShortcutPasswordAttachment => Box::pin(attachments::add_to_shortcut(v, a)),
        Method::DeleteShortcutPasswordAttachment => Box::pin(attachments::delete_of_shortcut(v, a)),
        Method::GenerateShortcutPasswordShareLink => Box::pin(share_links::of_shortcut(v, a)),

        Method::GetSnapshots => send(v, simple::snapshots(&a)),
        Method::GetSnapshot => Box::pin(snapshots::get(v, a)),
        Method::GetSnapshotAttachment => Box::pin(snapshots::file(v, a)),

        Method::GetDomain => none::<P>(method, "domains are gone: getVaultTypes() lists the types of vaults instead"),
        Method::GetVaults => Box::pin(vaults::list(v)),
        Method::GetVaultsCount => send(v, simple::count_vaults()),
        Method::GetVault => Box::pin(vaults::get(v, a)),
        Method::GetVaultTypes => send(v, simple::vault_types()),
        Method::GetVaultFolders | Method::GetFolders => Box::pin(vaults::top_folders(v, a)),
        Method::GetVaultFullInfo => Box::pin(vaults::full_info(v, a)),
        Method::GetDirectorySharingInfo => Box::pin(vaults::access(v, a)),
        Method::GetTags => Box::pin(vaults::distinct(v, None, "tags")),
        Method::GetColors => Box::pin(vaults::distinct(v, None, "color")),
        Method::GetVaultTags => Box::pin(vaults::distinct(v, Some(a.at(0)), "tags")),
        Method::GetVaultColors => Box::pin(vaults::distinct(v, Some(a.at(0)), "color")),
        Method::AddVault => Box::pin(vaults::add(v, a)),
        Method::GetVaultKeyFingerprint => Box::pin(vault_keys::key_fingerprint(v, a)),
        Method::EditVault => Box::pin(vaults::edit(v, a)),
        Method::DeleteVault => send(v, simple::delete_vault(&a)),

        Method::GetFolder => Box::pin(folders::get(v, a)),
        Method::GetSubFolders => Box::pin(folders::children(v, a)),
        Method::AddFolder => Box::pin(folders::add(v, a)),
        Method::EditFolder => Box::pin(folders::edit(v, a)),
        Method::DeleteFolder => send(v, simple::delete_folder(&a)),
        Method::SearchFolders => Box::pin(folders::search(v, a)),
        Method::MoveFolder => Box::pin(folders::move_to(v, a)),
        Method::CopyFolder => Box::pin(folder_copy::copy(v, a)),

        Method::CreateUser => Box::pin(new_user::create(v, a)),
        Method::GetUsers => send(v, simple::users(&a)),
        Method::GetUser => send(v, simple::user(&a)),
        Method::EditUser => send(v, simple::edit_user(&a)),
        Method::DeleteUser => send(v, simple::delete_user(&a)),
        Method::BlockUser => send(v, simple::block_user(&a, "/block")),
        Method::UnblockUser => send(v, simple::block_user(&a, "/unblock")),
        Method::GetUserRoles => send(v, simple::user_roles()),
        Method::GetUserGroups => send(v, simple::user_groups(&a)),
        Method::GetUserGroup => send(v, simple::user_group(&a)),
        Method::AddUserGroup => send(v, simple::add_user_group(&a)),
        Method::EditUserGroup => send(v, simple::edit_user_group(&a)),
        Method::DeleteUserGroup => send(v, simple::delete_user_group(&a)),
        Method::AddUsersToGroup => send(v, simple::change_user_group(&a, "/add-users")),
        Method::RemoveUsersFromGroup => send(v, simple::change_user_group(&a, "/remove-users")),
        Method::Call => Box::pin(native::call(v, a)),
        Method::Resolve | Method::ResolveAll | Method::Locate | Method::List => {
            let library = Rc::new(library::Shelves::new(v.clone()));
            references::start(method, v.call.clone(), a, library)
        }

        // What no server is asked for never comes as far (`api/local.rs`).
        Method::SetAuthOptions
        | Method::SetTokens
        | Method::SetOptions
        | Method::DispatchEvent
        | Method::ListenEvent
        | Method::Close => Box::pin(async { Err(Failure::usage("this method asks no server")) }),
    }
}

/// A method that is one request.
#[inline(never)]
fn send<P: Platform>(v: Visit<P>, simple: Simple<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    Box::pin(simple::send(v, simple))
}

/// A method without a counterpart: it sends nothing.
fn none<P: Platform>(method: Method, words: &'static str) -> LocalBoxFuture<'static, Outcome<P>> {
    Box::pin(async move { Err(unsupported(method, words)) })
}
