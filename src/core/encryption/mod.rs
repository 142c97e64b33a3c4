//! Client-side encryption: what it does to the values, fields and files of an entry, and its plain counterpart. It takes a
//! cipher and a platform, and knows no server and no session.

pub mod alike;
pub mod attachment;
pub mod cipher;
pub mod custom_fields;
pub mod file_bytes;
pub mod file_names;
pub mod link_address;
pub mod master_key;
pub mod user_secrets;

pub use cipher::{Cipher, PlainForm};
