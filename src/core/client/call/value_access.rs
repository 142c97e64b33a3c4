//! Access of a method to the values of passwords.

/// Whether a method needs a key, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Needs no key.
    None,
    /// Opens values.
    Reads,
    /// Puts a value or a key into a body: sealed, or not at all (D41).
    Writes,
}
