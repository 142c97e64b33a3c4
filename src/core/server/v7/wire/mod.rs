//! The form on the wire: addresses, headers, envelope, queries.

pub mod endpoints;
pub mod envelope;
pub mod headers;
pub mod query;
