//! Ids: how they are sent, and that an answer is the one that was asked for.

use super::visit::Visit;
use crate::core::client::request::expect;
use crate::core::client::{Endpoint, Outcome};
use crate::core::failure::{Failure, FailureKind};
use crate::core::object_ids::folded;
use crate::core::platform::{Document, Platform};
use crate::core::white_space;
use futures_util::future::LocalBoxFuture;

/// An id as it is sent (D6), by which things are told apart.
pub fn name_of<D: Document>(id: &D) -> String {
    let id = id.display().map(|id| id.to_utf8_lossy().to_string()).unwrap_or_default();
    white_space::without_end(&id).to_owned()
}

/// The same of an id that may be missing: `""`.
pub fn name_of_any<D: Document>(id: &D) -> String {
    if id.is_nullish() { String::new() } else { name_of(id) }
}

/// Reads an object by its id.
///
/// # Errors
/// As [`named`].
pub fn fetch<'a, P: Platform>(
    v: &'a Visit<P>,
    endpoint: Endpoint,
    id: &'a P::Doc,
    what: &'static str,
) -> LocalBoxFuture<'a, Outcome<P>> {
    Box::pin(async move { named(v.get(endpoint).await?, id, what) })
}

/// An object that has this id.
///
/// # Errors
/// Kind `notApi` for another one, or something without an id (V10): its values would be taken for those of the one that was
/// asked for, and changes would go to it.
pub fn named<D: Document>(data: D, id: &D, what: &str) -> Result<D, Failure<D>> {
    let data = expect::object(data, what)?;
    let own = data.own("id");
    if !own.is_nullish() && folded(&name_of(&own)) == folded(&name_of(id)) {
        return Ok(data);
    }
    Err(Failure::new(FailureKind::NotApi, format!("the server answered with another {what} than was asked for")))
}
