//! Against servers of Passwork 7. What the conformance kit for them covers over the built package is not repeated here.

use super::support;

mod attachments;
mod batch;
mod carried_out;
mod errors;
mod every_method;
mod fail_closed;
mod folders;
#[cfg(feature = "v4")]
mod found;
mod furnished;
mod guesses;
mod inbox;
mod interrupted;
mod items;
mod keys;
mod lies;
mod links;
mod lists;
mod native;
mod no_answers;
mod odd_keys;
mod pins;
mod read_only;
mod session;
mod shapes;
mod shortcuts;
mod token_store;
mod transfers;
mod users;
mod vault_keys;
mod vaults;
mod vectors;
mod vectors_written;
mod whole;
