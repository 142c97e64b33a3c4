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

macro_rules! methods {
    ($($method:ident = $name:literal, $answers:ident, $values:ident;)*) => {
        /// A method. Its number is its place in [`Method::ALL`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the names are those of the public types, where they are described")]
        pub enum Method {
            $($method,)*
        }

        impl Method {
            /// All methods, by their numbers.
            pub const ALL: &[Self] = &[$(Self::$method),*];

            const ROWS: &[(&str, Answers, Values)] = &[$(($name, Answers::$answers, Values::$values)),*];
        }
    };
}

methods! {
    Login = "login", Promise, None;
    LoginWithKey = "loginWithKey", Promise, None;
    Logout = "logout", Promise, None;
    SetAuthOptions = "setAuthOptions", Promise, None;
    LoadMasterKey = "loadMasterKey", Promise, None;
    Version = "version", Promise, None;
    UserInfo = "userInfo", Promise, None;
    ExtensionSecret = "extensionSecret", Promise, None;
    UserNotifications = "userNotifications", Promise, None;
    UserNotificationsCountNew = "userNotificationsCountNew", Promise, None;
    UserNotificationsMarkAsViewed = "userNotificationsMarkAsViewed", Promise, None;
    GetPasswords = "getPasswords", Promise, None;
    GetPassword = "getPassword", Promise, Reads;
    GetRecentPasswords = "getRecentPasswords", Promise, None;
    GetFavoritePasswords = "getFavoritePasswords", Promise, None;
    SearchPasswords = "searchPasswords", Promise, None;
    SearchPasswordsByUrl = "searchPasswordsByUrl", Promise, None;
    GetAttachment = "getAttachment", Promise, Reads;
    AddPassword = "addPassword", Promise, Writes;
    EditPassword = "editPassword", Promise, Writes;
    DeletePassword = "deletePassword", Promise, Writes;
    AddPasswordAttachment = "addPasswordAttachment", Promise, Writes;
    AddPasswordWebAttachment = "addPasswordWebAttachment", Promise, Writes;
    DeletePasswordAttachment = "deletePasswordAttachment", Promise, None;
    MovePassword = "movePassword", Promise, Writes;
    CopyPassword = "copyPassword", Promise, Writes;
    FavoritePassword = "favoritePassword", Promise, None;
    UnfavoritePassword = "unfavoritePassword", Promise, None;
    GetPasswordSharingInfo = "getPasswordSharingInfo", Promise, None;
    GeneratePasswordShareLink = "generatePasswordShareLink", Promise, Writes;
    GetInboxPasswords = "getInboxPasswords", Promise, None;
    GetInboxPasswordsCount = "getInboxPasswordsCount", Promise, None;
    GetInboxPassword = "getInboxPassword", Promise, Reads;
    EditInboxPassword = "editInboxPassword", Promise, Writes;
    GetInboxPasswordAttachment = "getInboxPasswordAttachment", Promise, Reads;
    AddInboxPasswordAttachment = "addInboxPasswordAttachment", Promise, Writes;
    DeleteInboxPasswordAttachment = "deleteInboxPasswordAttachment", Promise, None;
    InboxNotificationsCount = "inboxNotificationsCount", Promise, None;
    InboxNotificationsMarkAsViewed = "inboxNotificationsMarkAsViewed", Promise, None;
    GetShortcutPassword = "getShortcutPassword", Promise, Reads;
    GetShortcutPasswordAttachment = "getShortcutPasswordAttachment", Promise, Reads;
    AddShortcutPasswordAttachment = "addShortcutPasswordAttachment", Promise, Writes;
    DeleteShortcutPasswordAttachment = "deleteShortcutPasswordAttachment", Promise, None;
    EditShortcutPassword = "editShortcutPassword", Promise, Writes;
    DeleteShortcut = "deleteShortcut", Promise, None;
    MoveShortcut = "moveShortcut", Promise, Writes;
    CopyShortcut = "copyShortcut", Promise, Writes;
    FavoriteShortcut = "favoriteShortcut", Promise, None;
    UnfavoriteShortcut = "unfavoriteShortcut", Promise, None;
    GetShortcutPasswordSharingInfo = "getShortcutPasswordSharingInfo", Promise, None;
    GenerateShortcutPasswordShareLink = "generateShortcutPasswordShareLink", Promise, Writes;
    GetDomain = "getDomain", Promise, None;
    GetVaults = "getVaults", Promise, None;
    GetVaultsCount = "getVaultsCount", Promise, None;
    GetVault = "getVault", Promise, None;
    GetVaultFolders = "getVaultFolders", Promise, None;
    GetVaultFullInfo = "getVaultFullInfo", Promise, None;
    GetDirectorySharingInfo = "getDirectorySharingInfo", Promise, None;
    GetTags = "getTags", Promise, None;
    GetColors = "getColors", Promise, None;
    GetVaultTags = "getVaultTags", Promise, None;
    GetVaultColors = "getVaultColors", Promise, None;
    AddVault = "addVault", Promise, Writes;
    EditVault = "editVault", Promise, None;
    DeleteVault = "deleteVault", Promise, None;
    GetFolder = "getFolder", Promise, None;
    GetFolders = "getFolders", Promise, None;
    GetSubFolders = "getSubFolders", Promise, None;
    AddFolder = "addFolder", Promise, None;
    EditFolder = "editFolder", Promise, None;
    DeleteFolder = "deleteFolder", Promise, None;
    SearchFolders = "searchFolders", Promise, None;
    MoveFolder = "moveFolder", Promise, Writes;
    CopyFolder = "copyFolder", Promise, Writes;
    ActivityReport = "activityReport", Promise, None;
    GetPassworkSettings = "getPassworkSettings", Promise, None;

    SetTokens = "setTokens", Immediate, None;
    SetOptions = "setOptions", Immediate, None;
    DispatchEvent = "dispatchEvent", Immediate, None;
    ListenEvent = "listenEvent", Immediate, None;

    // Beyond the original, and not among its 80 names.
    Close = "close", Own, None;
    GetPasswordsById = "getPasswordsById", Own, Reads;
    SearchItems = "searchItems", Own, None;
    GetSnapshots = "getSnapshots", Own, None;
    GetSnapshot = "getSnapshot", Own, Reads;
    GetSnapshotAttachment = "getSnapshotAttachment", Own, Reads;
    GetVaultTypes = "getVaultTypes", Own, None;
    GetVaultKeyFingerprint = "getVaultKeyFingerprint", Own, Reads;
    RefreshAccessToken = "refreshAccessToken", Own, None;
    RefreshRefreshToken = "refreshRefreshToken", Own, None;
    CreateUser = "createUser", Own, Writes;
    GetUsers = "getUsers", Own, None;
    GetUser = "getUser", Own, None;
    EditUser = "editUser", Own, None;
    DeleteUser = "deleteUser", Own, None;
    BlockUser = "blockUser", Own, None;
    UnblockUser = "unblockUser", Own, None;
    GetUserRoles = "getUserRoles", Own, None;
    GetUserGroups = "getUserGroups", Own, None;
    GetUserGroup = "getUserGroup", Own, None;
    AddUserGroup = "addUserGroup", Own, None;
    EditUserGroup = "editUserGroup", Own, None;
    DeleteUserGroup = "deleteUserGroup", Own, None;
    AddUsersToGroup = "addUsersToGroup", Own, None;
    RemoveUsersFromGroup = "removeUsersFromGroup", Own, None;
    Call = "call", Own, None;
    Resolve = "resolve", Own, Reads;
    ResolveAll = "resolveAll", Own, Reads;
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

    /// Access of the method to values.
    pub fn values(self) -> Values {
        Self::ROWS[self as usize].2
    }
}

#[cfg(test)]
mod tests {
    use super::{Answers, Method};

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
    fn a_number_leads_back_to_its_method() {
        for (number, &method) in Method::ALL.iter().enumerate() {
            assert_eq!(Method::of_number(number), Some(method));
        }
        assert_eq!(Method::of_number(Method::ALL.len()), None);
    }
}
