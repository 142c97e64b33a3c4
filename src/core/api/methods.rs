//! The public surface: the 80 names (spec §2.4), and what each leads to.

use super::login::{self, Secret};
use super::{
    Args, Ask, Outcome, attachments, folder_transfer, folders, inbox, info, master_key, passwords, session,
    share_links, shortcuts, users, vaults,
};
use crate::core::client::{Call, Values, events, limits};
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server_v4::{attachment, fields};
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

/// Beyond the original, and not among the 80 names: ends the session and wipes everything.
const CLOSE: &str = "close";

/// Beyond the original, and not among the 80 names: many passwords at once.
const GET_MANY: &str = "getPasswordsById";

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

/// Calls a method that answers with a promise. What it was passed is read before this returns (D53).
pub fn call<P: Platform>(method: &str, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    if method == CLOSE {
        return Box::pin(session::close(c)); // twice is fine
    }
    if let Err(failure) = c.ensure_open() {
        return Box::pin(async move { Err(failure) });
    }
    let a = taken(method, &c, a);
    let values = Values::of(method);
    let c = c.with_values(values);
    let of_call = c.clone();
    let work = match values != Values::None && c.client.waits_for_key() {
        true => after_key(method, c, a),
        false => begin(method, c, a),
    };
    of_call.client.under_way.add(limits::around_call(&of_call, work), of_call.wrote.clone())
}

/// The arguments as they are now, whatever becomes of the caller's objects (D53); fields with their entries, and bytes that
/// are to become a file.
fn taken<P: Platform>(method: &str, call: &Call<P>, args: Args<Doc<P>>) -> Args<Doc<P>> {
    let (args, platform) = (args.taken(), &*call.platform);
    match method {
        "addPassword" => args.with(0, |given| fields::taken(platform, given)),
        "editPassword" | "editInboxPassword" | "editShortcutPassword" => {
            args.with(1, |given| fields::taken(platform, given))
        }
        "addPasswordAttachment"
        | "addPasswordWebAttachment"
        | "addInboxPasswordAttachment"
        | "addShortcutPasswordAttachment" => args.with(1, |given| attachment::taken_source(platform, given)),
        _ => args,
    }
}

/// A call that needs a key which is still to come (D52): it begins when it is there, or known not to come.
fn after_key<P: Platform>(method: &str, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    let method = method.to_owned();
    Box::pin(async move {
        c.client.key_settled(&*c.platform).await;
        begin(&method, c.begun_again(), a).await
    })
}

/// A call, unless what it is to seal would go out in the clear (D41).
fn begin<P: Platform>(method: &str, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    match c.ensure_decided() {
        Ok(()) => start(method, c, a),
        Err(failure) => Box::pin(async move { Err(failure) }),
    }
}

/// The methods that are one request; `None` for the others.
fn one_request<D: Document>(method: &str, a: &Args<D>) -> Option<Ask<D>> {
    let id = a.at(0);
    Some(match method {
        "getPassworkSettings" => info::settings(),
        "activityReport" => info::activity_report(a),

        "userInfo" => users::info(),
        "extensionSecret" => users::extension_secret(),
        "userNotifications" => users::notifications(a),
        "userNotificationsCountNew" => users::count_new_notifications(),
        "userNotificationsMarkAsViewed" => users::mark_notifications_viewed(),

        "getPasswords" => passwords::list(a),
        "getRecentPasswords" => passwords::recent(),
        "getFavoritePasswords" => passwords::favorites(),
        "searchPasswords" => passwords::search(a),
        "searchPasswordsByUrl" => passwords::search_by_url(a),
        "getPasswordSharingInfo" => passwords::sharing_info(&id),
        "favoritePassword" => passwords::favorite(&id),
        "unfavoritePassword" => passwords::unfavorite(&id),

        "deletePasswordAttachment" => attachments::delete(&id, &a.at(1)),

        "getInboxPasswords" => inbox::list(),
        "getInboxPasswordsCount" => inbox::count(),
        "inboxNotificationsCount" => inbox::count_notifications(),
        "inboxNotificationsMarkAsViewed" => inbox::mark_notifications_viewed(),

        "deleteShortcutPasswordAttachment" => shortcuts::delete_attachment(a),
        "deleteShortcut" => shortcuts::delete(&id),
        "favoriteShortcut" => shortcuts::favorite(&id),
        "unfavoriteShortcut" => shortcuts::unfavorite(&id),
        "getShortcutPasswordSharingInfo" => shortcuts::sharing_info(&id),

        "getDomain" => vaults::domain(),
        "getVaults" => vaults::list(),
        "getVaultsCount" => vaults::count(),
        "getVault" => vaults::get(&id),
        "getVaultFolders" | "getFolders" => vaults::folders(&id),
        "getDirectorySharingInfo" => vaults::directory_sharing(a),
        "getTags" => vaults::tags(),
        "getColors" => vaults::colors(),
        "getVaultTags" => vaults::tags_of(&id),
        "getVaultColors" => vaults::colors_of(&id),
        "editVault" => vaults::edit(a),
        "deleteVault" => vaults::delete(&id),

        "getFolder" => folders::get(&id),
        "getSubFolders" => folders::children(&id),
        "addFolder" => folders::add(a),
        "editFolder" => folders::edit(a),
        "deleteFolder" => folders::delete(&id),
        "searchFolders" => folders::search(id),
        _ => return None,
    })
}

fn start<P: Platform>(method: &str, c: Call<P>, a: Args<Doc<P>>) -> LocalBoxFuture<'static, Outcome<P>> {
    if let Some(ask) = one_request(method, &a) {
        return Box::pin(async move { ask.of(&c).await });
    }
    match method {
        GET_MANY => Box::pin(passwords::get_many(c, a)),
        "login" => login::log_in(c, a, Secret::MasterPassword),
        "loginWithKey" => login::log_in(c, a, Secret::MasterKey),
        "logout" => Box::pin(session::log_out(c)),
        "setAuthOptions" => login::set_auth_options(c, a),
        "loadMasterKey" => Box::pin(master_key::load(c, a)),

        "version" => Box::pin(info::version(c)),

        "getPassword" => Box::pin(passwords::get(c, a)),
        "addPassword" => Box::pin(passwords::add(c, a)),
        "editPassword" => Box::pin(passwords::edit(c, a)),
        "deletePassword" => Box::pin(passwords::delete(c, a)),
        "movePassword" => Box::pin(passwords::move_to(c, a)),
        "copyPassword" => Box::pin(passwords::copy_to(c, a)),
        "generatePasswordShareLink" => Box::pin(share_links::of_password(c, a)),

        "getAttachment" => Box::pin(attachments::get(c, a)),
        "addPasswordAttachment" => Box::pin(attachments::add(c, a)),
        "addPasswordWebAttachment" => Box::pin(attachments::add_web(c, a)),

        "getInboxPassword" => Box::pin(inbox::get(c, a)),
        "editInboxPassword" => Box::pin(inbox::edit(c, a)),
        "getInboxPasswordAttachment" => Box::pin(inbox::get_attachment(c, a)),
        "addInboxPasswordAttachment" => Box::pin(inbox::add_attachment(c, a)),
        "deleteInboxPasswordAttachment" => Box::pin(inbox::delete_attachment(c, a)),

        "getShortcutPassword" => Box::pin(shortcuts::get(c, a)),
        "getShortcutPasswordAttachment" => Box::pin(shortcuts::get_attachment(c, a)),
        "addShortcutPasswordAttachment" => Box::pin(shortcuts::add_attachment(c, a)),
        "editShortcutPassword" => Box::pin(shortcuts::edit(c, a)),
        "moveShortcut" => Box::pin(shortcuts::move_to(c, a)),
        "copyShortcut" => Box::pin(shortcuts::copy_to(c, a)),
        "generateShortcutPasswordShareLink" => Box::pin(share_links::of_shortcut(c, a)),

        "getVaultFullInfo" => Box::pin(vaults::full_info(c, a)),
        "addVault" => Box::pin(vaults::add(c, a)),

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
