//! Making and reading keys: master keys, RSA keys, random texts, TOTP secrets; one file or folder each.
//!
//! Section numbers (§) are those of the API specification.

pub mod master_key;
pub mod otpauth;
pub mod pbkdf2;
pub mod random;
pub mod rsa;
pub mod totp;
