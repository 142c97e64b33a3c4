//! The primitives of the protocol: one file each. Nothing in here knows a server or a session.
//!
//! Section numbers (§) are those of the API specification. Texts are JavaScript strings ([`Text`](super::text::Text));
//! functions over `&[u8]` are for callers that have bytes already and for values of many megabytes.

pub mod aes_cbc;
pub mod armour;
pub mod attachment;
pub mod attachment_hash;
pub mod base32;
pub mod base64;
mod code_units;
mod der;
pub mod envelope;
mod error;
pub mod hash;
pub mod master_key;
pub mod md5;
mod modular;
pub mod pbkdf2;
pub mod plain_text;
mod private_key;
pub mod random;
pub mod rsa;
pub mod sha256;
pub mod totp;

pub use error::CryptoError;
