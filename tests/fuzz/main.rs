//! Fuzzing, natively: made-up input for every decoder, made-up answers for every method. Plain `cargo test` does a moment
//! of it, `npm test` a minute, `npm run fuzz -- --minutes N` as much as you like (CONTRIBUTING.md, "Fuzzing").
//!
//! The driver is `proptest`: the input has a structure, is made by strategies and made smaller when it fails.
//! `cargo-fuzz` and `bolero` with their engines want a nightly compiler or libFuzzer's C++; this runs wherever `cargo test`
//! does. What is lost is guidance by coverage, so the seeds are valid, and the changes to them small.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "tests")]

mod answers;
mod case;
mod change;
mod decoders;
mod driver;
mod leaks;
mod seeds;
#[path = "../core/support/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests of the core use all of it")]
mod support;

#[test]
fn decoders() {
    driver::fuzz("decoders", decoders::strategy(), decoders::check);
}

#[test]
fn whole_answers() {
    driver::fuzz("answers", case::strategy(), answers::check);
}

/// Without any change every call of the seeds ends well: what is fuzzed is more than refusals.
#[test]
fn the_seeds_are_valid() {
    let mut failed = Vec::new();
    for mode in ["sealed", "plain"] {
        for (method, args) in seeds::calls() {
            let case = serde_json::json!({
                "mode": mode, "options": [], "calls": [{ "method": method, "args": args }], "answers": [],
            });
            failed.extend(answers::failures(&case).unwrap().iter().map(|why| format!("{mode} {method}: {why}")));
        }
    }
    assert_eq!(failed, Vec::<String>::new());
}
