//! The form on the wire: addresses, headers, envelope, queries.

pub mod endpoints;
pub mod envelope;
pub mod guessed;
pub mod headers;
pub mod query;
