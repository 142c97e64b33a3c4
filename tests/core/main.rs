//! The core as a whole, natively: methods are called by name, on a platform in memory. What the conformance kit covers
//! over the built package is not repeated here; the letters in brackets are the rows of DEVIATIONS.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod across_requests;
mod attachments;
mod big_bodies;
mod closing;
mod derivation;
mod detection;
mod empty_keys;
mod empty_values;
mod envelope;
mod errors;
mod events;
mod fail_closed;
mod folders;
mod foreign_agent;
mod given_lists;
mod headers;
mod helpers;
mod ids;
mod inbox;
mod key_table;
mod limits;
mod links;
mod odd_data;
mod options;
mod passwords;
mod redirects;
mod refresh;
mod results_as_fields;
mod secrecy;
mod session;
mod support;
mod taken;
mod token_store;
mod vault_keys;
mod vaults;
