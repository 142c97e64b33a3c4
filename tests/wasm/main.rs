//! The bindings, in Node: JavaScript's values in and out, as odd as they come. The JavaScript around them is the real one
//! (`pkg-template/js`), but for the engine and the class, which `tests/node` covers over the packed tarball.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod errors;
mod fetch;
mod files;
mod lifetimes;
mod support;
mod values;
