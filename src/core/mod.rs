//! What the client is, without a word of JavaScript.
pub mod api;
pub mod client;
pub mod failure;
pub mod platform;
pub mod redact;
pub mod results;
pub mod server_v4;
mod sorted_map;
mod white_space;

pub use passwork_values::text;

/// The primitives of the protocol; they know no server and no session.
pub mod crypto {
    pub use passwork_keys::*;
    pub use passwork_values::*;
}
