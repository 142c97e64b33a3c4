//! Where keys come from: master keys, RSA keys, random texts, TOTP secrets; one file each.
//!
//! Section numbers (§) are those of the API specification.

mod der;
pub mod master_key;
mod modular;
pub mod pbkdf2;
mod private_key;
pub mod random;
pub mod rsa;
pub mod totp;
