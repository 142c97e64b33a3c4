//! passwork-wasm: a client for Passwork servers, as a WebAssembly engine inside a layer of JavaScript.
//!
//! Two halves. [`core`] is everything that the client *is*: cryptography (in the crates `passwork-values` and
//! `passwork-keys`), session, protocol and the 80 methods. It knows no JavaScript and is tested with `cargo test`. The
//! bindings (`wasm32` only) give it to JavaScript and know nothing of the protocol.
pub mod core;

#[cfg(any(target_arch = "wasm32", test))]
mod handle_table;

#[cfg(target_arch = "wasm32")]
pub mod bindings;
