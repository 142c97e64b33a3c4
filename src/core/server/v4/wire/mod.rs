//! The form on the wire: addresses, headers, envelope.

pub mod endpoints;
pub mod envelope;
pub mod headers;
