//! The keys of a user.

use crate::core::crypto::Key;

/// The keys of a user, opened.
pub struct UserKey<D> {
    /// The secret that is in force in the session.
    pub secret: Key,
    /// The private key, in PEM.
    pub private: Key,
    /// `users/keys` as the server sent it.
    pub sent: D,
}
