//! The methods of the public surface: the 80 names of the original (spec §2.4), and ours.

use crate::core::client::Values;

/// Ways in which a method answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Answers with a promise.
    Promise,
    /// Answers at once.
    Immediate,
    /// Answers with a promise; beyond the original, so that its name is not enumerable.
    Own,
}

/// What a method does to what the server keeps, whatever its HTTP methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing there but the session: a login, a logout, a renewal of tokens.
    Reads,
    /// Changes something.
    Writes,
}

macro_rules! methods {
    ($($method:ident = $name:literal, $answers:ident, $effect:ident, $values:ident;)*) => {
        /// A method. Its number is its place in [`Method::ALL`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the names are those of the public types, where they are described")]
        pub enum Method {
            $($method,)*
        }

        impl Method {
            /// All methods, by their numbers.
            pub const ALL: &[Self] = &[$(Self::$method),*];

            const ROWS: &[(&str, Answers, Effect, Values)] =
                &[$(($name, Answers::$answers, Effect::$effect, Values::$values)),*];
        }
    };
}

methods! {
    Login = "login", Promise, Reads, None;
    LoginWithKey = "loginWithKey", Promise, Reads, None;
    Logout = "logout", Promise, Reads, None;
    SetAuthOptions = "setAuthOptions", Promise, Reads, None;
    LoadMasterKey = "loadMasterKey", Promise, Reads, None;
    Version = "version", Promise, Reads, None;
    UserInfo = "userInfo", Promise, Reads, None;
    ExtensionSecret = "extensionSecret", Promise, Reads, None;
    UserNotifications = "userNotifications", Promise, Reads, None;
    UserNotificationsCountNew = "userNotificationsCountNew", Promise, Reads, None;
    UserNotificationsMarkAsViewed = "userNotificationsMarkAsViewed", Promise, Writes, None;
    GetPasswords = "getPasswords", Promise, Reads, None;
    GetPassword = "getPassword", Promise, Reads, Reads;
    GetRecentPasswords = "getRecentPasswords", Promise, Reads, None;
    GetFavoritePasswords = "getFavoritePasswords", Promise, Reads, None;
    SearchPasswords = "searchPasswords", Promise, Reads, None;
    SearchPasswordsByUrl = "searchPasswordsByUrl", Promise, Reads, None;
    GetAttachment = "getAttachment", Promise, Reads, Reads;
    AddPassword = "addPassword", Promise, Writes, Writes;
    EditPassword = "editPassword", Promise, Writes, Writes;
    DeletePassword = "deletePassword", Promise, Writes, Writes;
    AddPasswordAttachment = "addPasswordAttachment", Promise, Writes, Writes;
    AddPasswordWebAttachment = "addPasswordWebAttachment", Promise, Writes, Writes;
    DeletePasswordAttachment = "deletePasswordAttachment", Promise, Writes, None;
    MovePassword = "movePassword", Promise, Writes, Writes;
    CopyPassword = "copyPassword", Promise, Writes, Writes;
    FavoritePassword = "favoritePassword", Promise, Writes, None;
    UnfavoritePassword = "unfavoritePassword", Promise, Writes, None;
    GetPasswordSharingInfo = "getPasswordSharingInfo", Promise, Reads, None;
    GeneratePasswordShareLink = "generatePasswordShareLink", Promise, Writes, Writes;
    GetInboxPasswords = "getInboxPasswords", Promise, Reads, None;
    GetInboxPasswordsCount = "getInboxPasswordsCount", Promise, Reads, None;
    GetInboxPassword = "getInboxPassword", Promise, Reads, Reads;
    EditInboxPassword = "editInboxPassword", Promise, Writes, Writes;
    GetInboxPasswordAttachment = "getInboxPasswordAttachment", Promise, Reads, Reads;
    AddInboxPasswordAttachment = "addInboxPasswordAttachment", Promise, Writes, Writes;
    DeleteInboxPasswordAttachment = "deleteInboxPasswordAttachment", Promise, Writes, None;
    InboxNotificationsCount = "inboxNotificationsCount", Promise, Reads, None;
    InboxNotificationsMarkAsViewed = "inboxNotificationsMarkAsViewed", Promise, Writes, None;
    GetShortcutPassword = "getShortcutPassword", Promise, Reads, Reads;
    GetShortcutPasswordAttachment = "getShortcutPasswordAttachment", Promise, Reads, Reads;
    AddShortcutPasswordAttachment = "addShortcutPasswordAttachment", Promise, Writes, Writes;
    DeleteShortcutPasswordAttachment = "deleteShortcutPasswordAttachment", Promise, Writes, None;
    EditShortcutPassword = "editShortcutPassword", Promise, Writes, Writes;
    DeleteShortcut = "deleteShortcut", Promise, Writes, None;
    MoveShortcut = "moveShortcut", Promise, Writes, Writes;
    CopyShortcut = "copyShortcut", Promise, Writes, Writes;
    FavoriteShortcut = "favoriteShortcut", Promise, Writes, None;
    UnfavoriteShortcut = "unfavoriteShortcut", Promise, Writes, None;
    GetShortcutPasswordSharingInfo = "getShortcutPasswordSharingInfo", Promise, Reads, None;
    GenerateShortcutPasswordShareLink = "generateShortcutPasswordShareLink", Promise, Writes, Writes;
    GetDomain = "getDomain", Promise, Reads, None;
    GetVaults = "getVaults", Promise, Reads, None;
    GetVaultsCount = "getVaultsCount", Promise, Reads, None;
    GetVault = "getVault", Promise, Reads, None;
    GetVaultFolders = "getVaultFolders", Promise, Reads, None;
    GetVaultFullInfo = "getVaultFullInfo", Promise, Reads, None;
    GetDirectorySharingInfo = "getDirectorySharingInfo", Promise, Reads, None;
    GetTags = "getTags", Promise, Reads, None;
    GetColors = "getColors", Promise, Reads, None;
    GetVaultTags = "getVaultTags", Promise, Reads, None;
    GetVaultColors = "getVaultColors", Promise, Reads, None;
    AddVault = "addVault", Promise, Writes, Writes;
    EditVault = "editVault", Promise, Writes, None;
    DeleteVault = "deleteVault", Promise, Writes, None;
    GetFolder = "getFolder", Promise, Reads, None;
    GetFolders = "getFolders", Promise, Reads, None;
    GetSubFolders = "getSubFolders", Promise, Reads, None;
    AddFolder = "addFolder", Promise, Writes, None;
    EditFolder = "editFolder", Promise, Writes, None;
    DeleteFolder = "deleteFolder", Promise, Writes, None;
    SearchFolders = "searchFolders", Promise, Reads, None;
    MoveFolder = "moveFolder", Promise, Writes, Writes;
    CopyFolder = "copyFolder", Promise, Writes, Writes;
    ActivityReport = "activityReport", Promise, Reads, None;
    GetPassworkSettings = "getPassworkSettings", Promise, Reads, None;

    SetTokens = "setTokens", Immediate, Reads, None;
    SetOptions = "setOptions", Immediate, Reads, None;
    DispatchEvent = "dispatchEvent", Immediate, Reads, None;
    ListenEvent = "listenEvent", Immediate, Reads, None;

    // Beyond the original, and not among its 80 names.
    Close = "close", Own, Reads, None;
    GetPasswordsById = "getPasswordsById", Own, Reads, Reads;
    SearchItems = "searchItems", Own, Reads, None;
    GetSnapshots = "getSnapshots", Own, Reads, None;
    GetSnapshot = "getSnapshot", Own, Reads, Reads;
    GetSnapshotAttachment = "getSnapshotAttachment", Own, Reads, Reads;
    GetVaultTypes = "getVaultTypes", Own, Reads, None;
    GetVaultKeyFingerprint = "getVaultKeyFingerprint", Own, Reads, Reads;
    RefreshAccessToken = "refreshAccessToken", Own, Reads, None;
    RefreshRefreshToken = "refreshRefreshToken", Own, Reads, None;
    CreateUser = "createUser", Own, Writes, Writes;
    GetUsers = "getUsers", Own, Reads, None;
    GetUser = "getUser", Own, Reads, None;
    EditUser = "editUser", Own, Writes, None;
    DeleteUser = "deleteUser", Own, Writes, None;
    BlockUser = "blockUser", Own, Writes, None;
    UnblockUser = "unblockUser", Own, Writes, None;
    GetUserRoles = "getUserRoles", Own, Reads, None;
    GetUserGroups = "getUserGroups", Own, Reads, None;
    GetUserGroup = "getUserGroup", Own, Reads, None;
    AddUserGroup = "addUserGroup", Own, Writes, None;
    EditUserGroup = "editUserGroup", Own, Writes, None;
    DeleteUserGroup = "deleteUserGroup", Own, Writes, None;
    AddUsersToGroup = "addUsersToGroup", Own, Writes, None;
    RemoveUsersFromGroup = "removeUsersFromGroup", Own, Writes, None;
    Call = "call", Own, Reads, None;
    Resolve = "resolve", Own, Reads, Reads;
    ResolveAll = "resolveAll", Own, Reads, Reads;
    Locate = "locate", Own, Reads, Reads;
    List = "list", Own, Reads, None;
}

impl Method {
    /// The method with a number.
    pub fn of_number(number: usize) -> Option<Self> {
        Self::ALL.get(number).copied()
    }

    /// The public name.
    pub fn name(self) -> &'static str {
        Self::ROWS[self as usize].0
    }

    /// The way in which the method answers.
    pub fn answers(self) -> Answers {
        Self::ROWS[self as usize].1
    }

    /// What the method does to what the server keeps. That of `call` depends on its arguments: a GET reads.
    pub fn effect(self) -> Effect {
        Self::ROWS[self as usize].2
    }

    /// Access of the method to values.
    pub fn values(self) -> Values {
        Self::ROWS[self as usize].3
    }
}

#[cfg(test)]
mod tests {
    use super::{Answers, Effect, Method, Values};

    #[test]
    fn eighty_names_are_the_originals_and_each_stands_once() {
        let count = |answers| Method::ALL.iter().filter(|m| m.answers() == answers).count();
        assert_eq!((count(Answers::Promise), count(Answers::Immediate)), (76, 4));
        let mut names: Vec<_> = Method::ALL.iter().map(|m| m.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Method::ALL.len());
    }

    #[test]
    fn what_puts_values_into_a_body_writes() {
        let odd = |method: &&Method| method.values() == Values::Writes && method.effect() == Effect::Reads;
        assert_eq!(Method::ALL.iter().find(odd), None);
    }

    #[test]
    fn a_number_leads_back_to_its_method() {
        for (number, &method) in Method::ALL.iter().enumerate() {
            assert_eq!(Method::of_number(number), Some(method));
        }
        assert_eq!(Method::of_number(Method::ALL.len()), None);
    }
}
