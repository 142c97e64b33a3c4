//! What the client is, without a word of JavaScript.
pub mod crypto;
pub mod text;
