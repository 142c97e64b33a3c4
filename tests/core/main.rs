//! The core as a whole, natively: methods are called by name, on a platform in memory. What the conformance kits cover
//! over the built package is not repeated here; the letters in brackets are the rows of DEVIATIONS, and `V` and a number a
//! rule of the kit for Passwork 7.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[cfg(feature = "v4")]
mod detection;
#[cfg_attr(
    not(all(feature = "v4", feature = "v7")),
    allow(dead_code, unused_imports, reason = "each generation uses what it needs")
)]
mod support;
#[cfg(feature = "v4")]
mod v4;
#[cfg(feature = "v7")]
mod v7;
