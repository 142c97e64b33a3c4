//! What a method does with the values of passwords.

/// Whether a method needs a key, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// It needs none.
    None,
    /// It opens values.
    Reads,
    /// It puts a value or a key into a body: sealed, or not at all (D41).
    Writes,
}

impl Values {
    /// Of the method of that name.
    pub fn of(method: &str) -> Self {
        match method {
            "addPassword" | "editPassword" | "deletePassword" | "movePassword" | "copyPassword" => Self::Writes,
            "addPasswordAttachment" | "addPasswordWebAttachment" => Self::Writes,
            "addInboxPasswordAttachment" | "addShortcutPasswordAttachment" => Self::Writes,
            "moveShortcut" | "copyShortcut" | "editShortcutPassword" | "editInboxPassword" => Self::Writes,
            "moveFolder" | "copyFolder" | "addVault" => Self::Writes,
            "generatePasswordShareLink" | "generateShortcutPasswordShareLink" => Self::Writes,

            "getPassword" | "getPasswordsById" | "getAttachment" => Self::Reads,
            "getShortcutPassword" | "getShortcutPasswordAttachment" => Self::Reads,
            "getInboxPassword" | "getInboxPasswordAttachment" => Self::Reads,
            _ => Self::None,
        }
    }
}
