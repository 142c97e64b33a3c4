//! Against servers up to Passwork 6, by API v4: its own contracts, and those of the core that have no other server to stand on.

use super::support;

mod across_requests;
mod attachments;
mod big_bodies;
mod closing;
mod derivation;
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
mod request_events;
mod results_as_fields;
mod secrecy;
mod session;
mod taken;
mod token_store;
mod vault_keys;
mod vaults;
