//! The bindings to JavaScript, and the only place that knows it: values in and out, and the seams of `core::platform`
//! over what JavaScript has. It converts, and decides nothing about the protocol, sealing or
//! secrets.

mod caller_services;
mod client;
mod document;
mod failure;
mod fetch;
mod files;
mod helpers;
mod imports;
mod key_derivation;
mod names;
mod observer;
mod platform;
mod platform_crypto;
mod platform_rsa;
mod primitives;
mod promises;
mod references;
mod self_check;
mod simd;
mod tasks;
mod timers;
mod token_store;
mod webcrypto;

pub use caller_services::CallerServices;
/// Functions that `engine.mjs` calls; in Rust, for the tests of the bindings.
pub use client::{CallOptions, Client, is_immediate, is_original, method_names};
pub use helpers::*;
pub use imports::{Imports, start};
pub use promises::settle;
pub use tasks::run_task;

use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);
