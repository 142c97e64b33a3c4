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

/// The most entries of a list that a caller passes and that goes into one request.
pub const MOST_GIVEN: usize = 100_000;

/// A copy of a list that a caller passes. Its length is the caller's word, so it has a limit. `words` say what it must be.
pub fn given_list<D: Document>(given: &D, words: &str, most: usize) -> Result<D, Failure<D>> {
    given.listed(most).ok_or_else(|| match given.is_list() {
        true => Failure::usage(format!("{words}, at most {most} of them")),
        false => Failure::usage(words),
    })
}

/// The data, if it is an object: values in it are going to be opened, or helpers put on it.
pub fn object<D: Document>(data: D, what: &str) -> Result<D, Failure<D>> {
    if !data.is_object() {
        let message = format!("the server answered with something that is no {what}");
        return Err(Failure::new(FailureKind::NotApi, message));
    }
    Ok(data)
}
