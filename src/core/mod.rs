//! What the client is, without a word of JavaScript.
pub mod api;
pub mod client;
pub mod crypto;
pub mod failure;
pub mod platform;
pub mod results;
pub mod server_v4;
pub mod text;
