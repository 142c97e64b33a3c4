//! The keys of a user.

use crate::core::crypto::Key;
use crate::core::encryption::user_secrets::PrivateKey;

/// The keys of a user, opened.
pub struct UserKey<D> {
    /// The secret that is in force in the session.
    pub secret: Key,
    /// The private key.
    pub private: PrivateKey<D>,
    /// `users/keys` as the server sent it.
    pub sent: D,
}
