//! Values as they travel: their text forms, envelopes and hashes, one file each.
//!
//! Section numbers (§) are those of the API specification. Texts are JavaScript strings ([`Text`](text::Text));
//! functions over `&[u8]` are for callers that have bytes already and for values of many megabytes.
//!
//! A crate of its own, because this is where the time goes: it is optimised for speed, the rest of the engine for size.

pub mod aes_cbc;
pub mod armour;
pub mod attachment;
pub mod attachment_hash;
pub mod base32;
pub mod base64;
pub mod code_units;
mod error;
pub mod hash;
mod key;
pub mod md5;
pub mod openssl_enc;
pub mod plain_form;
pub mod plain_utf8;
pub mod sha256;
pub mod simd;
pub mod stack;
pub mod text;

pub use error::CryptoError;
pub use key::Key;
