//! Ids: how they are sent, and that an answer is the one that was asked for.

use crate::core::failure::{Failure, FailureKind};
use crate::core::object_ids::folded;
use crate::core::platform::Document;
use crate::core::white_space;

/// An id as it is sent (D6), by which things are told apart.
pub fn name_of<D: Document>(id: &D) -> String {
    let id = id.display().map(|id| id.to_utf8_lossy().to_string()).unwrap_or_default();
    white_space::without_end(&id).to_owned()
}

/// That this is the id of what was asked for.
///
/// # Errors
/// Kind `notApi` for another one: its values would be taken for those of the one that was asked for, and changes would go to it.
pub fn ensure_same<D: Document>(own: &D, id: &D, what: &str) -> Result<(), Failure<D>> {
    if !own.is_nullish() && folded(&name_of(own)) == folded(&name_of(id)) {
        return Ok(());
    }
    Err(Failure::new(FailureKind::NotApi, format!("the server answered with another {what} than was asked for")))
}
