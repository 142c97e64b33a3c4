//! The public surface: the 80 names (spec §2.4), and what each leads to.

use super::session::Secret;
use super::{
    Args, Outcome, attachments, folder_transfer, folders, inbox, info, passwords, session, share_links, shortcuts,
    users, vaults,
};
use crate::core::client::{Call, events};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use futures_util::future::LocalBoxFuture;

/// The methods that answer at once, without a promise.
pub const IMMEDIATE: [&str; 4] = ["setTokens", "setOptions", "dispatchEvent", "listenEvent"];

/// The methods that answer with a promise.
pub const ASYNCHRONOUS: [&str; 76] = [
    "login",
    "loginWithKey",
    "logout",
    "setAuthOptions",
    "loadMasterKey",
    "version",
    "userInfo",
    "extensionSecret",
    "userNotifications",
    "userNotificationsCountNew",
    "userNotificationsMarkAsViewed",
    "getPasswords",
    "getPassword",
    "getRecentPasswords",
    "getFavoritePasswords",
    "searchPasswords",
    "searchPasswordsByUrl",
    "getAttachment",
    "addPassword",
    "editPassword",
    "deletePassword",
    "addPasswordAttachment",
    "addPasswordWebAttachment",
    "deletePasswordAttachment",
    "movePassword",
    "copyPassword",
    "favoritePassword",
    "unfavoritePassword",
    "getPasswordSharingInfo",
    "generatePasswordShareLink",
    "getInboxPasswords",
    "getInboxPasswordsCount",
    "getInboxPassword",
    "editInboxPassword",
    "getInboxPasswordAttachment",
    "addInboxPasswordAttachment",
    "deleteInboxPasswordAttachment",
    "inboxNotificationsCount",
    "inboxNotificationsMarkAsViewed",
    "getShortcutPassword",
    "getShortcutPasswordAttachment",
    "addShortcutPasswordAttachment",
    "deleteShortcutPasswordAttachment",
    "editShortcutPassword",
    "deleteShortcut",
    "moveShortcut",
    "copyShortcut",
    "favoriteShortcut",
    "unfavoriteShortcut",
    "getShortcutPasswordSharingInfo",
    "generateShortcutPasswordShareLink",
    "getDomain",
    "getVaults",
    "getVaultsCount",
    "getVault",
    "getVaultFolders",
    "getVaultFullInfo",
    "getDirectorySharingInfo",
    "getTags",
    "getColors",
    "getVaultTags",
    "getVaultColors",
    "addVault",
    "editVault",
    "deleteVault",
    "getFolder",
    "getFolders",
    "getSubFolders",
    "addFolder",
    "editFolder",
    "deleteFolder",
    "searchFolders",
    "moveFolder",
    "copyFolder",
    "activityReport",
    "getPassworkSettings",
];

/// Beyond the original: ends the session and wipes everything. Not among the 80 names.
const CLOSE: &str = "close";

/// Calls a method that answers at once.
pub fn call_now<P: Platform>(method: &str, call: &Call<P>, args: &Args<Doc<P>>) -> Outcome<P> {
    call.ensure_open()?;
    let nothing = |()| Document::undefined();
    match method {
        "setTokens" => session::set_tokens(call, args),
        "setOptions" => session::set_options(call, args),
        "dispatchEvent" => events::dispatch(call, &args.at(0), &args.at(1)).map(nothing),
        "listenEvent" => events::listen(call, &args.at(0), &args.at(1)).map(nothing),
        _ => Err(unknown(method)),
    }
}

/// Calls a method that answers with a promise.
pub fn call<P: Platform>(method: &str, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    if method == CLOSE {
        return Box::pin(session::close(c)); // twice is fine
    }
    if let Err(closed) = c.ensure_open() {
        return Box::pin(async move { Err(closed) });
    }
    match method {
        "login" => Box::pin(session::log_in(c, a, Secret::MasterPassword)),
        "loginWithKey" => Box::pin(session::log_in(c, a, Secret::MasterKey)),
        "logout" => Box::pin(session::log_out(c)),
        "setAuthOptions" => session::set_auth_options(c, a),
        "loadMasterKey" => Box::pin(session::load_master_key(c, a)),

        "version" => Box::pin(info::version(c)),
        "getPassworkSettings" => Box::pin(info::settings(c)),
        "activityReport" => Box::pin(info::activity_report(c, a)),

        "userInfo" => Box::pin(users::info(c)),
        "extensionSecret" => Box::pin(users::extension_secret(c)),
        "userNotifications" => Box::pin(users::notifications(c, a)),
        "userNotificationsCountNew" => Box::pin(users::count_new_notifications(c)),
        "userNotificationsMarkAsViewed" => Box::pin(users::mark_notifications_viewed(c)),

        "getPasswords" => Box::pin(passwords::list(c, a)),
        "getPassword" => Box::pin(passwords::get(c, a)),
        "getRecentPasswords" => Box::pin(passwords::recent(c)),
        "getFavoritePasswords" => Box::pin(passwords::favorites(c)),
        "searchPasswords" => Box::pin(passwords::search(c, a)),
        "searchPasswordsByUrl" => Box::pin(passwords::search_by_url(c, a)),
        "getPasswordSharingInfo" => Box::pin(passwords::sharing_info(c, a)),
        "addPassword" => Box::pin(passwords::add(c, a)),
        "editPassword" => Box::pin(passwords::edit(c, a)),
        "deletePassword" => Box::pin(passwords::delete(c, a)),
        "movePassword" => Box::pin(passwords::move_to(c, a)),
        "copyPassword" => Box::pin(passwords::copy_to(c, a)),
        "favoritePassword" => Box::pin(passwords::favorite(c, a)),
        "unfavoritePassword" => Box::pin(passwords::unfavorite(c, a)),
        "generatePasswordShareLink" => Box::pin(share_links::of_password(c, a)),

        "getAttachment" => Box::pin(attachments::get(c, a)),
        "addPasswordAttachment" => Box::pin(attachments::add(c, a)),
        "addPasswordWebAttachment" => Box::pin(attachments::add_web(c, a)),
        "deletePasswordAttachment" => Box::pin(attachments::delete(c, a)),

        "getInboxPasswords" => Box::pin(inbox::list(c)),
        "getInboxPasswordsCount" => Box::pin(inbox::count(c)),
        "getInboxPassword" => Box::pin(inbox::get(c, a)),
        "editInboxPassword" => Box::pin(inbox::edit(c, a)),
        "getInboxPasswordAttachment" => Box::pin(inbox::get_attachment(c, a)),
        "addInboxPasswordAttachment" => Box::pin(inbox::add_attachment(c, a)),
        "deleteInboxPasswordAttachment" => Box::pin(inbox::delete_attachment(c, a)),
        "inboxNotificationsCount" => Box::pin(inbox::count_notifications(c)),
        "inboxNotificationsMarkAsViewed" => Box::pin(inbox::mark_notifications_viewed(c)),

        "getShortcutPassword" => Box::pin(shortcuts::get(c, a)),
        "getShortcutPasswordAttachment" => Box::pin(shortcuts::get_attachment(c, a)),
        "addShortcutPasswordAttachment" => Box::pin(shortcuts::add_attachment(c, a)),
        "deleteShortcutPasswordAttachment" => Box::pin(shortcuts::delete_attachment(c, a)),
        "editShortcutPassword" => Box::pin(shortcuts::edit(c, a)),
        "deleteShortcut" => Box::pin(shortcuts::delete(c, a)),
        "moveShortcut" => Box::pin(shortcuts::move_to(c, a)),
        "copyShortcut" => Box::pin(shortcuts::copy_to(c, a)),
        "favoriteShortcut" => Box::pin(shortcuts::favorite(c, a)),
        "unfavoriteShortcut" => Box::pin(shortcuts::unfavorite(c, a)),
        "getShortcutPasswordSharingInfo" => Box::pin(shortcuts::sharing_info(c, a)),
        "generateShortcutPasswordShareLink" => Box::pin(share_links::of_shortcut(c, a)),

        "getDomain" => Box::pin(vaults::domain(c)),
        "getVaults" => Box::pin(vaults::list(c)),
        "getVaultsCount" => Box::pin(vaults::count(c)),
        "getVault" => Box::pin(vaults::get(c, a)),
        "getVaultFolders" | "getFolders" => Box::pin(vaults::folders(c, a)),
        "getVaultFullInfo" => Box::pin(vaults::full_info(c, a)),
        "getDirectorySharingInfo" => Box::pin(vaults::directory_sharing(c, a)),
        "getTags" => Box::pin(vaults::tags(c)),
        "getColors" => Box::pin(vaults::colors(c)),
        "getVaultTags" => Box::pin(vaults::tags_of(c, a)),
        "getVaultColors" => Box::pin(vaults::colors_of(c, a)),
        "addVault" => Box::pin(vaults::add(c, a)),
        "editVault" => Box::pin(vaults::edit(c, a)),
        "deleteVault" => Box::pin(vaults::delete(c, a)),

        "getFolder" => Box::pin(folders::get(c, a)),
        "getSubFolders" => Box::pin(folders::children(c, a)),
        "addFolder" => Box::pin(folders::add(c, a)),
        "editFolder" => Box::pin(folders::edit(c, a)),
        "deleteFolder" => Box::pin(folders::delete(c, a)),
        "searchFolders" => Box::pin(folders::search(c, a)),
        "moveFolder" => Box::pin(folder_transfer::move_to(c, a)),
        "copyFolder" => Box::pin(folder_transfer::copy_to(c, a)),

        _ => {
            let failure = unknown(method);
            Box::pin(async move { Err(failure) })
        }
    }
}

fn unknown<D: Document>(method: &str) -> Failure<D> {
    Failure::usage(format!("there is no method '{method}'"))
}
