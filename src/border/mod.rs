//! The border to JavaScript, and the only place that knows it: values in and out, and the seams of `core::platform`
//! over what JavaScript has. It converts, and decides nothing about the protocol, sealing or
//! secrets.

mod client;
mod document;
mod engines;
mod failure;
mod fetch;
mod files;
mod helpers;
mod host;
mod key_derivation;
mod lanes;
mod limits;
mod names;
mod platform;
mod promises;
mod shell;
mod tasks;

/// What the shell calls; in Rust, for the tests of the border.
pub use client::{Client, Settings, is_immediate, is_original, method_names};
pub use helpers::*;
pub use host::Host;
pub use promises::settle;
pub use shell::{Shell, start};
pub use tasks::run_task;

use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);
