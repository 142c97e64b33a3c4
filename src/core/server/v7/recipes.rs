//! Random texts (§3.5): alphabet K for all, one byte a letter; and how files are sealed (§4.4).

use crate::core::crypto::random::Recipe;
use crate::core::encryption::attachment::FileRule;
use crate::core::encryption::file_bytes::FileHash;

/// Letters of keys, salts and link codes.
pub const KEY_LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@!";

/// Key of an item, a vault or a file; code of a link.
pub const KEY: Recipe = Recipe { length: 100, alphabet: KEY_LETTERS };

/// Salt of a vault.
pub const VAULT_SALT: Recipe = Recipe { length: 32, alphabet: KEY_LETTERS };

/// Files.
pub const FILE: FileRule = FileRule { hash: FileHash::Standard, key: KEY };
