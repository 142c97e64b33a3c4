//! Random texts (§3.5): alphabet K for all, one byte a letter; and how files are sealed (§4.4).

use crate::core::crypto::hash::HashAlgorithm;
use crate::core::crypto::random::Recipe;
use crate::core::encryption::attachment::FileRule;

/// Letters of keys, salts and link codes.
pub const KEY_LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@!";

/// Key of an item, a vault or a file; code of a link.
pub const KEY: Recipe = Recipe { length: 100, alphabet: KEY_LETTERS };

/// Salt of a vault.
pub const VAULT_SALT: Recipe = Recipe { length: 32, alphabet: KEY_LETTERS };

/// Files: the hash of one of no bytes is that of nothing.
pub const FILE: FileRule = FileRule {
    hash: HashAlgorithm::Sha256,
    hash_of_nothing: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    key: KEY,
};
