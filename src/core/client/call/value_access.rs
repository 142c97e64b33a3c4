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
