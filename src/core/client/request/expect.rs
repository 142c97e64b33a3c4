//! Data that must be of a kind before its members are read. Servers and proxies send the strangest things; from a
//! `null` no request, and above all no write, may be made.

use crate::core::failure::{Failure, FailureKind};
use crate::core::platform::Document;

/// The data, unless it is `null` or missing: members are going to be read.
pub fn present<D: Document>(data: D, what: &str) -> Result<D, Failure<D>> {
    if data.is_nullish() {
        return Err(Failure::new(FailureKind::NotApi, format!("the server answered with no {what}")));
    }
    Ok(data)
}

/// The data, if it is a list.
pub fn list<D: Document>(data: D) -> Result<D, Failure<D>> {
    if !data.is_list() {
        return Err(Failure::new(FailureKind::NotApi, "the server answered with something that is no list"));
    }
    Ok(data)
}

/// The data, if it is an object: values in it are going to be opened, or helpers put on it.
pub fn object<D: Document>(data: D, what: &str) -> Result<D, Failure<D>> {
    if !data.is_object() {
        let message = format!("the server answered with something that is no {what}");
        return Err(Failure::new(FailureKind::NotApi, message));
    }
    Ok(data)
}
