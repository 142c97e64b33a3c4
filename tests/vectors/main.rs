//! Known answers of the whole protocol, a file for each generation of servers. Where each set comes from: tests/README.md.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod api_v4;
mod passwork_7;

use futures_util::FutureExt;
use std::pin::pin;

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
}

/// What a future gives that waits for nothing but turns.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    (0..10_000).find_map(|_| future.as_mut().now_or_never()).expect("it waits")
}
