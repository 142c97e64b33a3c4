//! Core of the client, without a word of JavaScript. Who may use whom: docs/architecture.md, held by
//! tests/node/house.test.mjs.

pub mod api;
pub mod client;
pub mod document;
pub mod encryption;
pub mod failure;
mod given_list;
mod object_ids;
pub mod platform;
pub mod redact;
pub mod references;
pub mod results;
pub mod self_check;
pub mod server;
mod sorted_map;
mod white_space;

pub use passwork_values::text;

/// The primitives of the protocol; they know no server and no session.
pub mod crypto {
    pub use passwork_keys::*;
    pub use passwork_values::*;
}
