//! Lists that a caller passes.

use crate::core::document::Document;
use crate::core::failure::Failure;

/// The most entries of a list that a caller passes and that goes into one request.
pub const MAX_ENTRIES: usize = 100_000;

/// A copy of a list that a caller passes. Its length is the caller's word, so it has a limit. `words` say what it must be.
pub fn given_list<D: Document>(given: &D, words: &str, most: usize) -> Result<D, Failure<D>> {
    given.listed(most).ok_or_else(|| match given.is_list() {
        true => Failure::usage(format!("{words}, at most {most} of them")),
        false => Failure::usage(words),
    })
}
