//! What a Passwork server of API v4 (up to 6.x) wants on the wire: addresses, headers, envelope, key hierarchy, the
//! forms of fields. The methods in `api` say what a call means and ask this folder for the forms that more than one of
//! them needs; what stands beside a method instead would have to move here for another generation of servers.

mod alike;
pub mod attachment;
mod cipher;
pub mod customs;
pub mod data;
mod endpoint;
pub mod endpoints;
pub mod envelope;
mod error_body;
pub mod fields;
pub mod file_bytes;
pub mod file_names;
pub mod headers;
pub mod keys;
pub mod master_key;
pub mod snapshot;
pub mod transfer;

pub use cipher::Cipher;
pub use endpoint::{Endpoint, check_id};
